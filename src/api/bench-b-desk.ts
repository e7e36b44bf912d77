import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { openBlock, type Block, type BlockColumn } from '../ingest/scan/block.ts'
import type { Records } from '../ingest/scan/records.ts'
import { cellsOf, isText } from '../ingest/scan/text-records.ts'
import { wordList } from '../ingest/scan/word-list.ts'
import type { ReadFile, ReadRow } from '../ingest/source.ts'
import { blockJudge } from '../quality/judge-block.ts'
import { gatherRows } from '../store/gather-rows.ts'
import { createParquet } from '../store/parquet-file.ts'
import { openCube, type CubeSums } from './bench-b-cube.ts'
import { jobGroups, jobLayout, jobLists, kindsAfter, kindsBefore, type JobKind, type JobReferences } from './bench-b-rules.ts'

/** Where rows of job B are taken, judged, counted and kept, a block at a time. */
export interface Desk {
  /** Take the records from the `first` on. */
  take(records: Records, first: number): Promise<void>
  close(): Promise<{ readonly counts: Readonly<Record<string, number>>; readonly clean: number; readonly cube: CubeSums }>
}

/** Rows held at a time, and in one group of the file written. */
const blockRows = 1 << 16

/** Verdicts: 0 none yet, then the rules in their order; above all of them, a repeated assignment and a cell that could not be taken. */
const [repeats, cellAtFault] = [200, 201]

/** Open a desk for rows with these headings. Clean rows and rows held back are kept in two files in the folder `kept`. */
export async function openDesk(header: readonly string[], references: JobReferences, kept: string): Promise<Desk> {
  const { columns, declared } = jobLayout(header)
  const block = openBlock(columns, blockRows)
  const [before, after] = [kindsBefore, kindsAfter].map((kinds) => blockJudge(kinds.flatMap(({ rules }) => rules), block.columns, jobLists(references)))
  const seen = repeatFinder(block.columns)
  const cube = openCube({ organisations: references.organisations, groups: jobGroups, bands: references.bands }, block.columns)
  const [stored, held] = [await createParquet(join(kept, 'staff.parquet'), declared), await open(join(kept, 'quarantine.jsonl'), 'w')]
  const counts = Object.fromEntries([...kindsBefore, { kind: 'duplicate' }, ...kindsAfter].map(({ kind }) => [kind, 0]))
  const [verdicts, clean, which] = [new Uint8Array(blockRows), new Int32Array(blockRows), new Int32Array(blockRows)]
  let [row, total, odd] = [1, 0, [] as ReadRow[]]

  const settle = async (): Promise<void> => {
    verdicts.fill(0)
    odd.push(...markCells(block, verdicts))
    before!.judge(block, verdicts, 1)
    seen(block, verdicts)
    after!.judge(block, verdicts, kindsBefore.flatMap(({ rules }) => rules).length + 1)
    const count = cleanRows(block, verdicts, clean)
    cube.add(clean, count)
    await stored.settle()
    stored.writeGroup(count, block.columns.map((column) => gatherRows(column, clean, count)))
    const back = [...heldBack(block, verdicts), ...judgeOdd(odd, header)]
    for (const { kind } of back) counts[kind]! += 1
    await held.write(back.map((one) => `${JSON.stringify(one)}\n`).join(''))
    total += count
    odd = []
    block.empty()
  }
  return {
    async take(records, first) {
      if (block.rows + records.count > blockRows) await settle()
      let count = 0
      for (let record = first; record < records.count; record += 1) {
        row += 1
        const cells = records.firstCell[record + 1]! - records.firstCell[record]!
        const readable = isText(records, record)
        if (cells !== header.length || !readable) odd.push(oddRow(row, cellsOf(records, record), readable))
        else {
          block.numbers[block.rows + count] = row
          which[count] = record
          count += 1
        }
      }
      block.take(records, which, count)
    },
    async close() {
      await settle()
      await stored.close()
      await held.close()
      return { counts, clean: total, cube: cube.sums() }
    },
  }
}

function oddRow(row: number, raw: readonly string[], readable: boolean): ReadRow {
  return { row, raw, into: [], total: false, unmapped: readable ? [] : [{ column: '', found: '(not text)', expected: 'text in UTF-8', kind: 'text' }] }
}

/** Rows with a cell that could not be taken: they get a verdict, and are judged as rows. */
function markCells(block: Block, verdicts: Uint8Array): ReadRow[] {
  const found: ReadRow[] = []
  for (const { codes, refused, own } of block.columns) {
    if (own || !refused.includes(1)) continue
    for (let at = 0; at < block.rows; at += 1) if (refused[codes[at]!] === 1) verdicts[at] = cellAtFault
  }
  for (let at = 0; at < block.rows; at += 1) if (verdicts[at] === cellAtFault) found.push({ row: block.numbers[at]!, raw: block.columns.map((column) => column.textAt(at)), into: [], total: false, unmapped: block.columns.flatMap((column) => column.unmappedAt(at) ?? []) })
  return found
}

/** Finds assignments that a row before already had; rows that a rule has stopped do not count as earlier. */
function repeatFinder(columns: readonly BlockColumn[]): (block: Block, verdicts: Uint8Array) => void {
  const [assignments, column] = [wordList(), columns.find(({ name }) => name === 'assignment')!]
  return (block, verdicts) => {
    for (let at = 0; at < block.rows; at += 1) {
      if (verdicts[at] !== 0) continue
      const known = assignments.size
      const text = column.own ? column.bytes.subarray(column.places[at]! + 4, column.places[at + 1]) : column.words.bytesOf(column.codes[at]!)
      const number = assignments.numberOf(new DataView(text.buffer), text.byteOffset, text.byteOffset + text.length)
      if (number < known) verdicts[at] = repeats
    }
  }
}

function cleanRows(block: Block, verdicts: Uint8Array, clean: Int32Array): number {
  let count = 0
  for (let at = 0; at < block.rows; at += 1) {
    if (verdicts[at] !== 0) continue
    clean[count] = at
    count += 1
  }
  return count
}

interface Held { readonly row: number; readonly kind: string; readonly raw: readonly string[] }

const kindOfRule: readonly string[] = [...kindsBefore, ...kindsAfter].flatMap(({ kind, rules }) => rules.map(() => kind))

function heldBack(block: Block, verdicts: Uint8Array): Held[] {
  const held: Held[] = []
  for (let at = 0; at < block.rows; at += 1) {
    const verdict = verdicts[at]!
    if (verdict === 0 || verdict === cellAtFault) continue
    held.push({ row: block.numbers[at]!, kind: verdict === repeats ? 'duplicate' : kindOfRule[verdict - 1]!, raw: block.columns.map((column) => column.textAt(at)) })
  }
  return held
}

/** Ask the same rules of rows whose cells are at fault, as any import asks them: the first kind with a rule that objects holds the row. */
function judgeOdd(rows: readonly ReadRow[], header: readonly string[]): Held[] {
  const read: ReadFile = { source: 'job-b', table: 'staff', rows, alsoInto: [], periodFrom: '', periodTo: '', declares: [], header, encoding: 'utf-8', called: {} }
  const found = [...kindsBefore, ...kindsAfter].map(({ kind, rules }: JobKind) => ({ kind, rows: new Set(rules.flatMap((rule) => rule.check(read).map(({ row }) => row))) }))
  return rows.map(({ row, raw }) => {
    const kind = found.find((one) => one.rows.has(row))?.kind
    if (kind === undefined) throw new Error(`no rule of job B says what is wrong with row ${row}`)
    return { row, kind, raw }
  })
}
