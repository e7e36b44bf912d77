import type { Scope } from '../../access/grant.ts'
import { hasRight } from '../../access/may.ts'
import { policies } from '../../access/policy.ts'
import { refuseRight, refuseSecondFactor } from '../../access/refuse-access.ts'
import type { Viewer } from '../../access/viewer.ts'
import type { RecordsRequest, ReleaseRequest } from '../../contract/release.ts'
import type { Column } from '../../dataset/table.ts'
import { tables } from '../../dataset/tables.ts'
import type { House } from '../../store/house.ts'
import { reachBy } from '../../store/viewer-reach.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { writeCsv, type CsvCell } from '../csv.ts'
import { findPlace, findRecordPlace } from '../map/find-place.ts'
import { tableFiles, type GivenFile } from '../published/published-files.ts'
import { makeTable } from '../published/published-table.ts'
import { sayCount } from '../say.ts'
import { sayWhere, whereLies } from '../import/where-lies.ts'

/** What would leave: its files, what they are, and where it lies. */
export interface ReleaseContent { readonly title: string; readonly summary: string; readonly snapshot: string; readonly within: readonly string[]; readonly files: readonly GivenFile[] }

/** Make the files somebody asks to give away. Errors: refuses what makes of the table or the records refuse, and `not-allowed`, `second-factor-needed`, `release-too-large`. */
export async function makeContent(house: House, viewer: Viewer, { what, because, recipient }: ReleaseRequest, now: string): Promise<ReleaseContent | Refusal> {
  const content = what.kind === 'table' ? await makeTableContent(house, viewer, what.table, `to ${recipient}, because ${because}`, now) : await makeRecords(house, viewer, what.records)
  if (isRefusal(content)) return content
  const bytes = content.files.reduce((sum, file) => sum + file.bytes.length, 0)
  return bytes <= most ? content : refuse('release-too-large', 'input', {
    doing: 'Making what is to leave', found: sayCount(bytes, 'byte'), need: `At most ${sayCount(most, 'byte')}: it is kept until it has left`, next: 'Ask for fewer columns, or for a smaller area',
  })
}

/** Bytes of one release. */
const most = 10_000_000

async function makeTableContent(house: House, viewer: Viewer, request: Extract<ReleaseRequest['what'], { kind: 'table' }>['table'], says: string, now: string): Promise<ReleaseContent | Refusal> {
  const today = now.slice(0, 10)
  const place = await findPlace(house, viewer, request.area, request.at ?? null)
  if (isRefusal(place)) return place
  const where: readonly Scope[] = request.area === undefined ? [] : whereLies(place.map, place.area)
  if (!hasRight(viewer.grants, 'publish', where, today)) return refuseRight(policies['publish-own'], where)
  const table = await makeTable(house, viewer, request, today)
  if (isRefusal(table)) return table
  return { title: table.title, summary: `${table.summary} The SHA-256 of its csv is ${table.certificate.sha256}.`, snapshot: table.snapshot, within: where.map(sayWhere), files: await tableFiles(table, { made: now, says }) }
}

const staffColumns: readonly Column[] = tables.find(({ name }) => name === 'staff')!.columns

/** Rows of staff records of an area on a day. Errors: refuses `second-factor-needed`, `columns-not-held`, `no-records-then`, and what finding the area refuses. */
async function makeRecords(house: House, viewer: Viewer, { area, at, columns: named }: RecordsRequest): Promise<ReleaseContent | Refusal> {
  if (!viewer.secondFactor) return refuseSecondFactor(policies['record-export'])
  const place = await findRecordPlace(house, viewer, area, at)
  if (isRefusal(place)) return place
  const columns = chooseColumns(named)
  if (isRefusal(columns)) return columns
  const where = whereLies(place.map, place.area)
  const own = where.find(({ code }) => code === place.area.code)
  const reach = own === undefined ? viewer.reach : await reachBy(house, [{ role: 'record-viewer', scope: own, from: '0001-01-01', until: null }], ['records'], at)
  const names = columns.map(({ name }) => name)
  const rows = await house.lake.select({ ...viewer, reach }, place.snapshot, `select ${names.map((name) => `"${name}"`).join(', ')} from staff where period_to = $1 order by at_level, at_code, person, assignment`, [at])
  if (rows.length === 0) return refuse('no-records-then', 'absent', { doing: 'Making what is to leave', found: `no staff records of ${place.area.name} on ${at}`, need: 'A month-end with records', next: 'See the Data page for what is loaded' })
  const personal = columns.filter(({ sensitivity }) => sensitivity === 'personal').map(({ name }) => name)
  const title = `Staff records of ${place.area.name}, ${sayDate(at)}`
  const says = personal.length === 0 ? 'No column is marked as personal.' : `Personal columns: ${personal.join(', ')}.`
  const files = [
    { name: 'records.csv', bytes: encode(writeCsv(names, rows.map((row) => names.map((name) => cellOf(row[name]))))) },
    { name: 'records.csv-metadata.json', bytes: encode(`${JSON.stringify({ '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }], url: 'records.csv', 'dc:title': title, tableSchema: { columns: columns.map(({ name, means }) => ({ name, titles: name, 'dc:description': means })) } }, null, 2)}\n`) },
  ]
  return { title, summary: `${sayCount(rows.length, 'row')} of ${sayCount(names.length, 'column')}: ${names.join(', ')}. ${says}`, snapshot: place.snapshot, within: where.map(sayWhere), files }
}

/** Personal columns only leave when they are named. */
function chooseColumns(named: readonly string[] | undefined): readonly Column[] | Refusal {
  if (named === undefined) return staffColumns.filter(({ sensitivity }) => sensitivity !== 'personal')
  const unknown = named.filter((name) => !staffColumns.some((column) => column.name === name))
  if (unknown.length > 0) return refuse('columns-not-held', 'usage', { doing: 'Making what is to leave', found: `no column of the staff table is called ${unknown.slice(0, 5).join(', ')}`, need: `Some of ${staffColumns.map(({ name }) => name).join(', ')}`, next: 'Name these, or leave them out for all that are not personal' })
  return staffColumns.filter(({ name }) => named.includes(name))
}

function cellOf(cell: unknown): CsvCell {
  return cell === null || cell === undefined ? null : typeof cell === 'number' || typeof cell === 'boolean' ? cell : String(cell)
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
