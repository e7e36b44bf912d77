import { readMapping } from '../ingest/mapping.ts'
import { openFile } from '../ingest/open-file.ts'
import { findReturn, type ReturnOptions } from '../ingest/returns/find-return.ts'
import type { ReadFile } from '../ingest/source.ts'
import { isRefusal } from '../units/refusal.ts'

export type Cells = Readonly<Record<string, string>>

/** Make a clean row of a made-up staff extract; the number tells people apart. */
export const staffCells = (at: number): Cells => ({
  organisation: 'X-1', period_to: '2025-09-30', person: String(1000 + at), assignment: `${1000 + at}-1`, staff_group: 'Nurses & health visitors', profession: 'Adult nurse', band: 'Band 5', fte: at % 2 === 0 ? '1' : '0.8',
  sex: 'Female', start_in_post: `2015-0${1 + (at % 9)}-01`, occupation_code: 'N6A', contracted_hours: at % 2 === 0 ? '37.5' : '30', contract_type: 'Permanent', assignment_status: 'Active', ethnicity: 'Z', disability: 'No',
  registration_body: 'NMC', registration_number: '98I1234E', start_in_service: '2014-01-01', birth_date: `1985-0${1 + (at % 9)}-15`, age: '40', host_code: '', leave_date: '', leave_reason: '', destination: '', cost_centre: `C${at % 5}`,
})

/** Make a clean line of a made-up ledger. */
export const ledgerCells = (at: number): Cells => ({
  organisation: 'X-1', period_to: '2025-09-30', staff_group: 'Nurses & health visitors', profession: 'Adult nurse', band: 'Band 5', funded_fte: `${10 + at}.5`, cost_centre: `C${at}`, ledger_code: `L${at}`, budget: String((10.5 + at) * 45_000),
})

/** Write rows as csv under the names of the first; a cell left undefined in every row is a column left out. */
export const csvOf = (rows: readonly Cells[]): string => [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))].map((cells) => cells.map((cell) => (/[,"]/.test(cell) ? `"${cell}"` : cell)).join(',')).join('\n')

/** Read a made-up return through the reader that real ones take. */
export async function readReturn(text: string, options: Partial<Omit<ReturnOptions, 'mapping'>> & { readonly mapping?: object } = {}): Promise<ReadFile> {
  const file = await openFile({ name: 'made-up.csv', bytes: new TextEncoder().encode(text) })
  const mapping = options.mapping ? readMapping(options.mapping, 'a mapping') : null
  if (isRefusal(file)) throw new Error(file.found)
  if (isRefusal(mapping)) throw new Error(mapping.found)
  const source = findReturn(file, 'made-up.csv', { key: new Uint8Array(32).fill(3), organisation: null, ...options, mapping })
  if (!source || isRefusal(source)) throw new Error(source?.found ?? 'it is no return')
  return source.read(file)
}
