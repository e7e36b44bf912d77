import { writeCsv } from '../api/csv.ts'
import { demandLeverKinds } from '../scenario/scenario-lever.ts'
import { leverKinds } from '../supply/lever-list.ts'
import type { Outcome } from './outcome.ts'
import { layTable } from './table.ts'

/** `cadre scenario levers`: every kind of lever, one line per unit it may be stated in. */
export function listLeverKinds(): Outcome {
  const kinds = [...leverKinds, ...demandLeverKinds]
  const rows = kinds.flatMap(({ kind, title, arm, says, affects, closes, needs, units }) => units.map(({ unit, low, high }) => ({ kind, title, arm, unit, low, high, closes: closes === null ? 'depends on the rest' : closes, needs: needs.join(', '), affects, says })))
  const header = ['kind', 'title', 'arm', 'unit', 'low', 'high', 'closes', 'needs', 'affects', 'says'] as const
  return {
    json: kinds, csv: writeCsv(header, rows.map((row) => header.map((name) => row[name]))),
    notes: ['All changes are from what happens if nothing changes; 0 is no change. A cost, its payer, its price year, lead time, who decides and the grade of the evidence are stated with each lever. docs/method/levers.md and scenarios.md say how each acts.'],
    text: layTable(['lever', 'unit', 'from', 'to', 'closes a gap', 'needs', 'whom it affects'], rows.map(({ kind, unit, low, high, closes, needs, affects }) => [kind, unit, String(low), String(high), closes, needs, affects]), 0),
  }
}
