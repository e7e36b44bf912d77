import type { Row } from '../dataset/table.ts'
import type { ReadFile, ReadRow } from '../ingest/source.ts'
import { returnRows } from './each-row.ts'
import { mostListed } from './faults.ts'
import { nobodyKnown, type Repair, type RepairedPost, type RowEdit } from './repair-edit.ts'
import { repairFacts, type RepairFacts } from './repair-facts.ts'
import { repairs, type RowRepair } from './repair-rules.ts'
import type { Fault, Rule } from './rule.ts'

/** What became of a row: whether it is loaded, and the rule that held it back. */
export interface WhatBecame { readonly counts: (row: number) => boolean; readonly heldBackBy: (row: number) => string | null }

/**
 * Think of the plausible repair of a finding, row by row: as its rule says, or, for rows held back, letting them in with what is missing filled from the file.
 * Null when nobody can say. A row that several rules hold back is let in by the first of them only. Nothing is changed.
 */
export function repairOf(read: ReadFile, rule: Pick<Rule, 'id' | 'severity'>, faults: readonly Fault[], became: WhatBecame): Repair | null {
  const known = repairFor(rule)
  const rowsAt = known === null ? null : rowsByNumber(read)
  if (!known || !rowsAt || rowsAt.size === 0) return null
  const facts = repairFacts(read)
  const edits = rowsToRepair(rule, faults.slice(0, mostListed), became).flatMap((row) => editsOf(rowsAt.get(row), rule, known, facts))
  return madeOf(known, read.table, faults.length, edits)
}

/** The repair that a rule has, or that all rows held back have. */
export function repairFor(rule: Pick<Rule, 'id' | 'severity'>): RowRepair | null {
  return repairs[rule.id] ?? (repairs[rule.id] === undefined && rule.severity === 'stop-row' ? repairs['held-back']! : null)
}

/** Numbers of the rows that the repair of a rule changes: those it holds back itself, or those that count in spite of it. */
export function rowsToRepair(rule: Pick<Rule, 'id' | 'severity'>, faults: readonly Fault[], became: WhatBecame): number[] {
  return faults.flatMap(({ row }) => (row !== null && (rule.severity === 'stop-row' ? became.heldBackBy(row) === rule.id : became.counts(row)) ? [row] : []))
}

/** Put the edits of a rule's rows together. `faults` is how many there are, also of rows whose edits are not kept. */
export function madeOf(known: RowRepair, table: string, faults: number, edits: readonly RowEdit[]): Repair | null {
  return edits.length === 0 ? null : { says: known.says, table, of: faults > mostListed ? faults : edits.length, edits }
}

/** What repairing one row changes; nothing where nobody can say. */
export function editsOf(of: ReadRow | undefined, { severity }: Pick<Rule, 'severity'>, known: RowRepair, facts: RepairFacts): RowEdit[] {
  return (of?.into ?? []).filter(({ table }) => table === 'staff' || table === 'staff_count').flatMap(({ row }): RowEdit[] => {
    const repaired = known.row(row, of?.beside ?? {}, facts)
    if (repaired === undefined) return []
    const [before, after] = [severity === 'stop-row' ? null : postOf(row, of!.row), repaired === null ? null : postOf(repaired, of!.row)]
    if (before === null && after === null) return []
    const place = repaired ?? row
    return [{ level: String(place.at_level), organisation: String(place.at_code), month: String(place.period_to), assignment: String(row.assignment ?? `row ${of!.row}`), before, after }]
  })
}

/** Somebody without a number is somebody of their own. */
function postOf(row: Row, number: number): RepairedPost | null {
  if (typeof row.fte !== 'number' || row.at_code === null || row.period_to === null) return null
  return { person: String(row.person ?? `${nobodyKnown}${number}`), group: String(row.staff_group), profession: String(row.profession ?? 'Not stated'), age: typeof row.age === 'number' ? row.age : null, fte: row.fte }
}

/** Rows of staff by their number in the file: returns, and published counts of people. */
function rowsByNumber(read: ReadFile): ReadonlyMap<number, ReadRow> {
  const known = byNumber.get(read)
  if (known) return known
  const rows = read.table === 'staff' ? returnRows(read, ['staff']).map(({ of }) => of) : read.table === 'staff_count' ? read.rows : []
  const found = new Map(rows.map((row) => [row.row, row]))
  byNumber.set(read, found)
  return found
}

const byNumber = new WeakMap<ReadFile, ReadonlyMap<number, ReadRow>>()
