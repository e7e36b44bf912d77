import { importedReturns } from '../dataset/return-layout.ts'
import { proposeMapping } from '../ingest/mapping-propose.ts'
import { uncovered, type Mapping } from '../ingest/mapping.ts'
import type { OpenedFile } from '../ingest/source.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'

/** Propose a mapping from names, for the return that places more of a file's columns. Errors: refuses `nothing-to-map`. */
export function nearestTable(opened: OpenedFile, name: string): Mapping | Refusal {
  const proposed = importedReturns.map((layout) => proposeMapping(opened, layout.table, name))
  const refused = proposed.find(isRefusal)
  return refused ?? proposed.filter((one): one is Mapping => !isRefusal(one)).reduce((best, next) => (fit(next) > fit(best) ? next : best))
}

/** Columns placed, less what the return would still need. */
function fit(mapping: Mapping): number {
  return Object.keys(mapping.columns).length - 2 * uncovered(mapping).filter((column) => column !== 'organisation').length
}
