import type { TableName } from '../dataset/tables.ts'
import { packRows, type PackedRows } from './packed-rows.ts'
import type { ReadRow } from './source.ts'

/** Rows of a long file, packed as they are read. A row that is not like most (held back cells, several facts, none) is kept as it is. */
export interface PackedReadRows {
  add(row: ReadRow): void
  readonly rows: readonly ReadRow[]
}

/** Start with no rows. */
export function packReadRows(): PackedReadRows {
  const rows: ReadRow[] = []
  let width: number | null = null
  const tables = new Map<TableName, { readonly facts: PackedRows; readonly beside: PackedRows; readonly raw: PackedRows }>()
  return {
    rows,
    add(row) {
      const [only] = row.into
      if (row.into.length !== 1 || !only || row.unmapped.length > 0 || row.total || row.raw.length !== (width ??= row.raw.length)) {
        rows.push(row)
        return
      }
      const packed = tables.get(only.table) ?? { facts: packRows(), beside: packRows(), raw: packRows() }
      tables.set(only.table, packed)
      packed.facts.add(only.row)
      packed.beside.add(row.beside ?? {})
      packed.raw.addCells(row.raw)
      rows.push(new PackedReadRow(row.row, only.table, packed, packed.facts.length - 1))
    },
  }
}

/** A read row whose parts are unpacked when somebody asks for them. */
class PackedReadRow implements ReadRow {
  readonly row: number
  readonly total = false
  readonly #table: TableName
  readonly #packed: { readonly facts: PackedRows; readonly beside: PackedRows; readonly raw: PackedRows }
  readonly #index: number

  constructor(row: number, table: TableName, packed: { readonly facts: PackedRows; readonly beside: PackedRows; readonly raw: PackedRows }, index: number) {
    this.row = row
    this.#table = table
    this.#packed = packed
    this.#index = index
  }

  get into(): ReadRow['into'] { return [{ table: this.#table, row: this.#packed.facts.at(this.#index) }] }
  get beside(): NonNullable<ReadRow['beside']> { return this.#packed.beside.at(this.#index) }
  get raw(): ReadRow['raw'] { return this.#packed.raw.cellsAt(this.#index) as string[] }
  get unmapped(): ReadRow['unmapped'] { return none }
}

const none: ReadRow['unmapped'] = []
