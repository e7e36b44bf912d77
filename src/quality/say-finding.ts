import type { ReadFile } from '../ingest/source.ts'
import type { Finding, FindingPlace } from './finding.ts'
import type { Repair } from './repair-edit.ts'
import type { Faults, Rule } from './rule.ts'
import { declaredBecause } from './rules/declared.ts'

/** A finding with the sentence people read and why it matters. */
export interface SaidFinding extends Finding {
  readonly says: string
  readonly because: string
}

/** Make one finding of all the faults of a rule; its place is the first of them. */
export function sayFinding(rule: Rule, faults: Faults, repair: Repair | null): SaidFinding {
  const { first } = faults
  return {
    rule: rule.id, severity: rule.severity, says: rule.tell?.(faults) ?? rule.says, because: rule.because,
    row: first.row, column: first.column, found: first.found.slice(0, 200), expected: first.expected, count: faults.length, fte: faults.fte,
    places: placesOf(faults), repair,
  }
}

/** Most places of one finding that are kept. */
const mostPlaces = 1000

function placesOf({ listed }: Faults): FindingPlace[] {
  return listed.slice(0, mostPlaces).map(({ row, column, found, expected }) => ({ row, column, found: found.slice(0, 200), expected: expected.slice(0, 200) }))
}

/** Make the finding of a known trait of a source. */
export function declaredFinding({ rule, says }: ReadFile['declares'][number]): SaidFinding {
  return { rule, severity: 'declare', says, because: declaredBecause.get(rule) ?? '', row: null, column: null, found: '', expected: '', count: 1, fte: null }
}
