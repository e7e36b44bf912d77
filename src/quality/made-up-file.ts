import type { ReadFile, ReadRow } from '../ingest/source.ts'

/** Make one row of staff in post at an organisation, for tests. */
export const count = (row: number, fte: number | null, more: Partial<ReadRow> & { place?: string } = {}): ReadRow => {
  const { place = `R${row}`, ...rest } = more
  return { row, raw: [place, String(fte)], unmapped: [], total: false, into: [{ table: 'staff_count', row: {
    period_from: '2024-09-30', period_to: '2024-09-30', source: 'made-up', at_level: 'organisation', at_code: place, sector: 'X', staff_group: 'Nurses', profession: null, nationality: null,
    is_total: false, headcount: null, headcount_status: 'not-available', fte, fte_status: fte === null ? 'not-available' : 'ok',
  } }], ...rest }
}

/** Make a file of such rows, for tests. */
export const file = (rows: readonly ReadRow[], more: Partial<ReadFile> = {}): ReadFile =>
  ({ source: 'made-up', table: 'staff_count', rows, alsoInto: [], periodFrom: '2024-09-30', periodTo: '2024-09-30', declares: [], ...more })
