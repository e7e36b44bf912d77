import { openBlock, type Block, type BlockColumn } from '../../ingest/scan/block.ts'
import type { Records } from '../../ingest/scan/records.ts'
import { cellsOf, isText } from '../../ingest/scan/text-records.ts'
import type { WordList } from '../../ingest/scan/word-list.ts'
import type { ReadFile, ReadRow } from '../../ingest/source.ts'
import { blockJudge } from '../../quality/judge-block.ts'
import { gatherRows } from '../../store/gather-rows.ts'
import { groupMaker, type LaidGroup } from '../../store/parquet-group.ts'
import { openCube } from './bench-b-cube.ts'
import { jobGroups, jobLayout, jobLists, kindsAfter, kindsBefore, type JobKind, type JobReferences } from './bench-b-rules.ts'

/** What a desk has to know of the file of the job. */
export interface JobFile { readonly header: readonly string[]; readonly unrepeated: readonly boolean[]; readonly references: JobReferences }

/** What became of the rows of a range: those that passed, laid out for the file that keeps them, and those held back, as lines of JSON. */
export interface JudgedRange { readonly group: LaidGroup; readonly counts: Readonly<Record<string, number>>; readonly held: string }

/** Where rows of job B are taken, judged and counted, a range at a time. Ask in this order: take, judge alone, judge in turn, finish. */
export interface Desk {
  take(records: Records): void
  /** Forget the rows taken since the last finish. */
  forget(): void
  /** Ask what each row can answer alone. */
  judgeAlone(): void
  /** Number the rows on from the last row before, and find the assignments that an earlier row has: `seen` are those of all rows before. Answers the number of the last row. */
  judgeInTurn(lastRow: number, seen: WordList): number
  finish(): JudgedRange
  /** What came and went in the cube. */
  readonly changes: Int32Array<ArrayBuffer>
}

/** Verdicts: 0 none yet, then the rules in their order; above all of them, a repeated assignment and a cell that could not be taken. */
const [repeats, cellAtFault] = [200, 201]

/** Open a desk for so many rows at a time. */
export function openDesk({ header, unrepeated, references }: JobFile, most: number): Desk {
  const { columns, declared } = jobLayout(header, unrepeated)
  const block = openBlock(columns, most)
  const [before, after] = [kindsBefore, kindsAfter].map((kinds) => blockJudge(kinds.flatMap(({ rules }) => rules), block.columns, jobLists(references)))
  const assignments = block.columns.find(({ name }) => name === 'assignment')!
  const cube = openCube({ organisations: references.organisations, groups: jobGroups, bands: references.bands }, block.columns)
  const layGroup = groupMaker(declared.map(({ type }) => type))
  const [verdicts, clean, cells] = [new Uint8Array(most), new Int32Array(most), new Int32Array(most)]
  let [taken, odd] = [0, [] as ReadRow[]]
  let numbered = 0

  const forget = (): void => {
    verdicts.fill(0, 0, block.rows)
    ;[taken, odd] = [0, []]
    block.empty()
  }
  return {
    take(records) {
      let count = 0
      for (let record = 0; record < records.count; record += 1) {
        taken += 1
        const width = records.firstCell[record + 1]! - records.firstCell[record]!
        const readable = isText(records, record)
        if (width !== header.length || !readable) odd.push(oddRow(taken, cellsOf(records, record), readable))
        else {
          block.numbers[block.rows + count] = taken
          cells[count] = records.firstCell[record]!
          count += 1
        }
      }
      block.take(records, cells, count)
    },
    forget,
    judgeAlone() {
      odd.push(...markCells(block, verdicts))
      before!.judge(block, verdicts, 1)
    },
    judgeInTurn(lastRow, seen) {
      numbered = lastRow
      findRepeats(block, assignments, verdicts, seen)
      return lastRow + taken
    },
    finish() {
      after!.judge(block, verdicts, kindsBefore.flatMap(({ rules }) => rules).length + 1)
      const count = cleanRows(block, verdicts, clean)
      cube.add(clean, count)
      const group = layGroup(count, gatherRows(block.columns, clean, count))
      const back = [...heldBack(block, verdicts), ...judgeOdd(odd, header)]
      const counts = Object.fromEntries(jobKinds.map((kind) => [kind, 0]))
      for (const { kind } of back) counts[kind]! += 1
      const held = back.map(({ row, kind, raw }) => `${JSON.stringify({ row: numbered + row, kind, raw })}\n`).join('')
      forget()
      return { group, counts, held }
    },
    changes: cube.changes,
  }
}

/** Kinds of fault in the order of the job. */
export const jobKinds: readonly string[] = [...kindsBefore, { kind: 'duplicate' }, ...kindsAfter].map(({ kind }) => kind)

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

/** So many assignments are glanced at before they are looked up. */
const glances = 64

/** Find assignments that a row before already had; rows that a rule has stopped do not count as earlier. */
function findRepeats({ rows }: Block, { own, view, places }: BlockColumn, verdicts: Uint8Array, seen: WordList): void {
  if (!own) throw new Error('the column of assignments keeps its texts')
  let glanced = 0
  for (let at = 0; at < rows; at += 1) {
    if (at % glances === 0) for (let ahead = at; ahead < Math.min(rows, at + glances); ahead += 1) glanced |= seen.glance(view, places[ahead]! + 4, places[ahead + 1]!)
    if (verdicts[at] !== 0) continue
    const known = seen.size
    if (seen.numberOf(view, places[at]! + 4, places[at + 1]!) < known) verdicts[at] = repeats
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
