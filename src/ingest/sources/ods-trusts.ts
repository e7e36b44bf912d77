import { isCalendarDate, type CalendarDate } from '../../units/calendar-date.ts'
import { openGovernment } from '../licences.ts'
import { england, organisationRow, relationRow } from '../map-nodes.ts'
import { gather, periodOf } from '../map-rows.ts'
import type { OpenedFile, ReadRow, Source, Unmapped } from '../source.ts'

const id = 'ods-trusts'

/** Edition of the layout without a header; the file itself does not say when it was made. */
const edition = '2022-12-31'

/** Positions of the cells used. Source: Organisation Data Service, etr.csv specification (27 columns, no header row). */
const at = { code: 0, name: 1, region: 2, ics: 3, opened: 10, closed: 11 } as const
const width = 27

/** Organisation Data Service list of trusts: 27 columns and no header, so it is recognised by the shape of its first rows. */
export const odsTrusts: Source = {
  id,
  title: 'Organisation Data Service list of trusts, 2022',
  licence: openGovernment,
  table: 'organisation',
  columns: [],
  recognise: looksLikeTrusts,
  read(file) {
    const grid = file.grids[0]!
    const places = gather()
    const rows = grid.rows.map((raw, index) => ({ raw, row: index + 1 })).filter(({ raw }) => raw.some((cell) => cell.trim() !== '')).map(({ raw, row }) => readRow(raw, row))
    for (const { into } of rows) {
      for (const { row } of into) if (row.parent_level === 'region') places.add('relation', relationRow(id, { level: 'region', code: String(row.parent_code) }, england, { seen: edition }))
    }
    return { source: id, table: 'organisation', rows, alsoInto: places.rows, ...periodOf(rows, edition), encoding: grid.encoding, declares: [
      { rule: 'no-header', says: 'The file has no header row: its 27 columns are read by position, as the Organisation Data Service specifies' },
      { rule: 'edition-assumed', says: 'The file does not say when it was made: it is recorded as seen at the end of 2022' },
    ] }
  },
}

function looksLikeTrusts(file: OpenedFile): boolean {
  const first = (file.grids[0]?.rows ?? []).slice(0, 5).filter((row) => row.length > 1)
  return file.kind === 'csv' && first.length > 0 && first.every((row) => row.length === width && /^[A-Z0-9]{3,5}$/.test(row[at.code]!) && /^Y\d{2}$/.test(row[at.region]!) && /^\d{8}$/.test(row[at.opened]!))
}

function readRow(raw: readonly string[], row: number): ReadRow {
  const cell = (index: number) => (raw[index] ?? '').trim()
  const unmapped: Unmapped[] = []
  const [code, ics, region] = [cell(at.code), cell(at.ics), cell(at.region)]
  if (code === '' || cell(at.name) === '') unmapped.push({ column: code === '' ? 'code' : 'name', found: '', expected: 'a code or name', kind: 'code' })
  const from = dateOf(cell(at.opened), 'opened', unmapped)
  const to = dateOf(cell(at.closed), 'closed', unmapped)
  if (unmapped.length > 0) return { row, raw, into: [], unmapped, total: false }
  const when = { from, to, seen: edition }
  const into: ReadRow['into'][number][] = [{ table: 'organisation', row: organisationRow(id, { code, role: 'trust', name: cell(at.name) }, when) }]
  if (ics) into.push({ table: 'relation', row: relationRow(id, { level: 'organisation', code }, { level: 'ics', code: ics }, when) })
  if (ics && region) into.push({ table: 'relation', row: relationRow(id, { level: 'ics', code: ics }, { level: 'region', code: region }, { seen: edition }) })
  return { row, raw, into, unmapped, total: false }
}

/** A date written yyyymmdd; null when the cell is empty. */
function dateOf(text: string, column: string, unmapped: Unmapped[]): CalendarDate | null {
  if (text === '') return null
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
  if (!isCalendarDate(date)) unmapped.push({ column, found: text, expected: 'a date such as 20171001', kind: 'date' })
  return date
}
