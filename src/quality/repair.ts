import type { Row } from '../dataset/table.ts'
import type { ReadFile, ReadRow } from '../ingest/source.ts'
import { returnRows } from './each-row.ts'
import { nobodyKnown, type Repair, type RepairedPost, type RowEdit } from './repair-edit.ts'
import { repairFacts, type RepairFacts } from './repair-facts.ts'
import { repairs } from './repair-rules.ts'
import type { Fault, Rule } from './rule.ts'

/** What became of a row: whether it is loaded, and the rule that held it back. */
export interface WhatBecame { readonly counts: (row: number) => boolean; readonly heldBackBy: (row: number) => string | null }

/** Most rows of one finding whose repair is kept; the effect of more is scaled from these. */
const mostEdits = 2000

/**
 * Think of the plausible repair of a finding, row by row: as its rule says, or, for rows held back, letting them in with what is missing filled from the file.
 * Null when nobody can say. A row that several rules hold back is let in by the first of them only. Nothing is changed.
 */
export function repairOf(read: ReadFile, rule: Pick<Rule, 'id' | 'severity'>, faults: readonly Fault[], became: WhatBecame): Repair | null {
  const known = repairs[rule.id] ?? (rule.severity === 'stop-row' ? repairs['held-back'] : undefined)
  const rowsAt = known === undefined || known === null ? null : rowsByNumber(read)
  if (!known || !rowsAt || rowsAt.size === 0) return null
  const facts = repairFacts(read)
  const stops = rule.severity === 'stop-row'
  const mine = (row: number): boolean => (stops ? became.heldBackBy(row) === rule.id : became.counts(row))
  const edits = faults.slice(0, mostEdits).flatMap(({ row }) => (row !== null && mine(row) ? editsOf(rowsAt.get(row), known.row, facts, !stops) : []))
  return edits.length === 0 ? null : { says: known.says, table: read.table, of: faults.length > mostEdits ? faults.length : edits.length, edits }
}

function editsOf(of: ReadRow | undefined, repair: (row: Row, beside: Row, facts: RepairFacts) => Row | null | undefined, facts: RepairFacts, counted: boolean): RowEdit[] {
  return (of?.into ?? []).filter(({ table }) => table === 'staff' || table === 'staff_count').flatMap(({ row }): RowEdit[] => {
    const repaired = repair(row, of?.beside ?? {}, facts)
    if (repaired === undefined) return []
    const [before, after] = [counted ? postOf(row, of!.row) : null, repaired === null ? null : postOf(repaired, of!.row)]
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
