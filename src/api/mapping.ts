import { proposeMapping } from '../ingest/mapping-propose.ts'
import type { Mapping } from '../ingest/mapping.ts'
import { openFile } from '../ingest/open-file.ts'
import type { ArrivedFile } from '../ingest/source.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'

/**
 * Propose a mapping for a file with anyone's own column names. `table` null takes the return that places more of its columns.
 * Errors: the refusals of opening a file; `nothing-to-map`.
 */
export async function proposeFor(file: ArrivedFile, table: 'staff' | 'establishment' | null): Promise<Mapping | Refusal> {
  const opened = await openFile(file)
  if (isRefusal(opened)) return opened
  if (table !== null) return proposeMapping(opened, table, file.name)
  const [staff, ledger] = [proposeMapping(opened, 'staff', file.name), proposeMapping(opened, 'establishment', file.name)]
  if (isRefusal(staff) || isRefusal(ledger)) return staff
  return placed(ledger) > placed(staff) ? ledger : staff
}

function placed(mapping: Mapping): number {
  return Object.keys(mapping.columns).length
}
