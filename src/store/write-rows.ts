import type { Cell, Row } from '../dataset/table.ts'
import { tableNamed, type TableName } from '../dataset/tables.ts'
import { createParquet } from './parquet-file.ts'
import type { GroupColumn } from './parquet-pages.ts'

/** Rows in one group of the file: enough to compress well, few enough to hold. */
const groupRows = 1 << 14

/** A Parquet file of the rows of a table, on its way. */
export interface RowsFile {
  /** Write more rows: whole groups at once, the others when there are enough of them. */
  write(rows: readonly Row[]): Promise<void>
  close(): Promise<void>
}

/** Open a Parquet file of the declared columns of a table; a column that a row does not have is absent there. */
export async function openRowsFile(path: string, table: TableName): Promise<RowsFile> {
  const { columns } = tableNamed(table)
  const file = await createParquet(path, columns)
  const writers = columns.map(({ name }) => cellWriter(name))
  let waiting: Row[] = []
  const writeGroup = async (group: readonly Row[]): Promise<void> => {
    await file.settle()
    file.writeGroup(group.length, writers.map((write) => write(group)))
  }
  return {
    async write(rows) {
      for (let at = 0; at < rows.length;) {
        const taken = rows.slice(at, at + groupRows - waiting.length)
        waiting.push(...taken)
        at += taken.length
        if (waiting.length < groupRows) continue
        await writeGroup(waiting)
        waiting = []
      }
    },
    async close() {
      try {
        if (waiting.length > 0) await writeGroup(waiting)
      } finally {
        await file.close()
      }
    },
  }
}

/** Different cells of a column that are numbered; texts beyond them are written out. */
const mostNumbered = 1 << 15

function cellWriter(name: string): (rows: readonly Row[]) => GroupColumn {
  const [numbers, words] = [new Map<Cell, number>(), [] as Cell[]]
  let own = false
  const numberOf = (cell: Cell): number => {
    const known = numbers.get(cell)
    if (known !== undefined) return known
    numbers.set(cell, words.length)
    return words.push(cell) - 1
  }
  return (rows) => {
    const cells = rows.map((row) => row[name] ?? null)
    own ||= words.length > mostNumbered && cells.some((cell) => typeof cell === 'string')
    return own ? textsOf(cells) : { words, codes: Int32Array.from(cells, numberOf) }
  }
}

function textsOf(cells: readonly Cell[]): GroupColumn {
  const present = Uint8Array.from(cells, (cell) => (cell === null ? 0 : 1))
  const texts = cells.flatMap((cell) => (cell === null ? [] : [Buffer.from(String(cell))]))
  const lengths = texts.map((text) => Buffer.from(Int32Array.of(text.length).buffer))
  return { texts: Buffer.concat(texts.flatMap((text, at) => [lengths[at]!, text])), present }
}
