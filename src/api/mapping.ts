import { importedReturns, type ReturnTable } from '../dataset/return-layout.ts'
import { proposeMapping } from '../ingest/mapping-propose.ts'
import { uncovered, type Mapping } from '../ingest/mapping.ts'
import { openFile } from '../ingest/open-file.ts'
import type { ArrivedFile } from '../ingest/source.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'

/**
 * Propose a mapping for a file with anyone's own column names. `table` null takes the return that places more of its columns.
 * Errors: the refusals of opening a file; `nothing-to-map`.
 */
export async function proposeFor(file: ArrivedFile, table: ReturnTable | null): Promise<Mapping | Refusal> {
  const opened = await openFile(file)
  if (isRefusal(opened)) return opened
  if (table !== null) return proposeMapping(opened, table, file.name)
  const proposed = importedReturns.map((layout) => proposeMapping(opened, layout.table, file.name))
  const refused = proposed.find(isRefusal)
  return refused ?? proposed.filter((one): one is Mapping => !isRefusal(one)).reduce((best, next) => (fit(next) > fit(best) ? next : best))
}

/** Columns placed, less what the return would still need. */
function fit(mapping: Mapping): number {
  return Object.keys(mapping.columns).length - 2 * uncovered(mapping).filter((column) => column !== 'organisation').length
}
