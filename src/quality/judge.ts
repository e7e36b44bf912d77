import type { Row } from '../dataset/table.ts'
import type { TableName } from '../dataset/tables.ts'
import type { ReadFile, ReadRow } from '../ingest/source.ts'
import { countFaults } from './faults.ts'
import { repairOf } from './repair.ts'
import { findRepeats } from './repeats.ts'
import type { Fault, Rule } from './rule.ts'
import { contradictingRow } from './rules/any/contradicting-row.ts'
import { repeatedRow } from './rules/any/repeated-row.ts'
import { rules } from './rules.ts'
import { declaredFinding, sayFinding, type SaidFinding } from './say-finding.ts'

/** What became of a file's rows. Always: read = loaded + quarantined + duplicate. */
export interface Judged {
  /** Rows ready to be staged, by table, in the order of the file; names and memberships seen beside the facts come last. */
  readonly into: ReadonlyMap<TableName, readonly Row[]>
  readonly quarantine: readonly { readonly row: number; readonly raw: readonly string[]; readonly rule: string }[]
  readonly findings: readonly SaidFinding[]
  readonly rows: { readonly read: number; readonly loaded: number; readonly quarantined: number; readonly duplicate: number }
  /** Control sums over every loaded row of staff in post that is not a total, all dates of the file together; null where the file has none. */
  readonly sums: { readonly fte: number | null; readonly headcount: number | null }
}

/**
 * Judge a file that was read: which rows may be loaded, which are held back and why, which repeat others.
 * A row is held back by the first rule that stops it; what is held back never counts as a repeat. The rows themselves are not changed.
 */
export function judge(read: ReadFile): Judged {
  const asked = rules.map((rule) => ({ rule, faults: ask(rule, read) }))
  const stopped = stoppedRows(read, asked)
  const repeats = findRepeats(read, stopped)
  for (const { row } of repeats.contradicting) if (row !== null) stopped.set(row, contradictingRow.id)
  const spoken = [...asked, { rule: contradictingRow, faults: repeats.contradicting }, { rule: repeatedRow, faults: repeats.repeated }].filter(({ faults }) => faults.length > 0)
  const loaded = read.rows.filter(({ row }) => !stopped.has(row) && !repeats.duplicate.has(row))
  const into = intoTables(loaded, loaded.length > 0 ? read.alsoInto : [])
  const became = { counts: (row: number) => !stopped.has(row) && !repeats.duplicate.has(row), heldBackBy: (row: number) => stopped.get(row) ?? null }
  return {
    into,
    quarantine: read.rows.flatMap(({ row, raw }) => (stopped.has(row) ? [{ row, raw, rule: stopped.get(row)! }] : [])),
    findings: [
      ...spoken.map(({ rule, faults }) => sayFinding(rule, countFaults(faults), repairOf(read, rule, faults, became))),
      ...read.declares.map(declaredFinding),
    ],
    rows: { read: read.rows.length, loaded: loaded.length, quarantined: stopped.size, duplicate: repeats.duplicate.size },
    sums: { fte: controlSum(into, 'fte'), headcount: controlSum(into, 'headcount') },
  }
}

function ask(rule: Rule, read: ReadFile): readonly Fault[] {
  const faults = rule.check(read)
  return rule.unlessAll && faults.length === read.rows.length ? [] : faults
}

/** Row numbers held back, with the first rule that stopped each; a rule that stops the file stops every row. */
function stoppedRows(read: ReadFile, asked: readonly { rule: Rule; faults: readonly Fault[] }[]): Map<number, string> {
  const stopped = new Map<number, string>()
  for (const { rule, faults } of asked) {
    if (faults.length === 0) continue
    const rows = rule.severity === 'stop-file' ? read.rows.map(({ row }) => row) : rule.severity === 'stop-row' ? faults.map(({ row }) => row) : []
    for (const row of rows) if (row !== null && !stopped.has(row)) stopped.set(row, rule.id)
  }
  return stopped
}

function intoTables(loaded: readonly ReadRow[], alsoInto: ReadFile['alsoInto']): Map<TableName, Row[]> {
  const tables = new Map<TableName, Row[]>()
  const put = (table: TableName, row: Row) => {
    const rows = tables.get(table)
    if (rows) rows.push(row)
    else tables.set(table, [row])
  }
  for (const { into } of loaded) for (const { table, row } of into) put(table, row)
  for (const { table, row } of alsoInto) put(table, row)
  return tables
}

/** Sum over staff in post that are not totals, in the order of the file: counts as given, records as they are, a person of several records once. Null when no row has the number. */
function controlSum(into: ReadonlyMap<TableName, readonly Row[]>, column: 'fte' | 'headcount'): number | null {
  const records = into.get('staff') ?? []
  const counted = (into.get('staff_count') ?? []).filter((row) => row.is_total !== true && typeof row[column] === 'number').map((row) => Number(row[column]))
  const recorded = column === 'fte' ? records.filter((row) => typeof row.fte === 'number').map((row) => Number(row.fte)) : [new Set(records.map((row) => row.person)).size].filter((people) => people > 0)
  const found = [...counted, ...recorded]
  return found.length === 0 ? null : found.reduce((sum, amount) => sum + amount, 0)
}
