import { isCalendarDate, type CalendarDate } from '../../units/calendar-date.ts'
import { openGovernment } from '../licences.ts'
import { england, organisationRow, relationRow, type Node } from '../map-nodes.ts'
import { gather, periodOf, type Gathered } from '../map-rows.ts'
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
    const filled = grid.rows.map((raw, index) => ({ raw, row: index + 1 })).filter(({ raw }) => raw.some((cell) => cell.trim() !== ''))
    const rows = filled.map(({ raw, row }) => readRow(raw, row, places))
    return { source: id, table: 'organisation', rows, alsoInto: places.rows, ...periodOf(rows, edition), encoding: grid.encoding, declares: [
      { rule: 'no-header', says: 'The file has no header row: its 27 columns are read by position, as the Organisation Data Service specifies' },
      { rule: 'welsh-trusts', says: 'Welsh trusts in the list carry the codes W00 and Q99, which are no places: they stand under Wales' },
      { rule: 'edition-assumed', says: 'The file does not say when it was made: it is recorded as seen at the end of 2022' },
    ] }
  },
}

function looksLikeTrusts(file: OpenedFile): boolean {
  const first = (file.grids[0]?.rows ?? []).slice(0, 5).filter((row) => row.length > 1)
  return file.kind === 'csv' && first.length > 0 && first.every((row) => row.length === width && /^[A-Z0-9]{3,5}$/.test(row[at.code]!) && /^[YW]\d{2}$/.test(row[at.region]!) && /^\d{8}$/.test(row[at.opened]!))
}

function readRow(raw: readonly string[], row: number, places: Gathered): ReadRow {
  const cell = (index: number) => (raw[index] ?? '').trim()
  const unmapped: Unmapped[] = []
  const [code, ics, region] = [cell(at.code), cell(at.ics), cell(at.region)]
  for (const column of ['code', 'name', 'region', 'ics'] as const) if (cell(at[column]) === '') unmapped.push({ column, found: '', expected: 'a code or name', kind: 'code' })
  const from = dateOf(cell(at.opened), 'opened', unmapped)
  const to = dateOf(cell(at.closed), 'closed', unmapped)
  if (unmapped.length > 0) return { row, raw, into: [], unmapped, total: false }
  const when = { from, to, seen: edition }
  const organisation = { level: 'organisation', code }
  return { row, raw, unmapped, total: false, into: [
    { table: 'organisation', row: organisationRow(id, { code, role: 'trust', name: cell(at.name) }, when) },
    { table: 'relation', row: relationRow(id, organisation, parentOf(ics, region, places), when) },
  ] }
}

/** The integrated care system of a trust, or Wales for the Welsh trusts in the list, whose system code Q99 is no place. */
function parentOf(ics: string, region: string, places: Gathered): Node {
  if (region === welsh) return wales
  places.add('relation', relationRow(id, { level: 'ics', code: ics }, { level: 'region', code: region }, { seen: edition }))
  places.add('relation', relationRow(id, { level: 'region', code: region }, england, { seen: edition }))
  return { level: 'ics', code: ics }
}

const welsh = 'W00'
const wales: Node = { level: 'nation', code: 'W92000004' }

/** A date written yyyymmdd; null when the cell is empty. */
function dateOf(text: string, column: string, unmapped: Unmapped[]): CalendarDate | null {
  if (text === '') return null
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
  if (!isCalendarDate(date)) unmapped.push({ column, found: text, expected: 'a date such as 20171001', kind: 'date' })
  return date
}
