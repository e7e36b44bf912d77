import type { Viewer } from '../access/viewer.ts'
import { GapMatrix, GapMatrixRequest } from '../contract/coverage.ts'
import { gapMatrix, stateDefinitions, type ExpectedLine, type GapLine, type HeldMonth } from '../quality/gap-matrix.ts'
import type { AreaMap, MapNode } from '../reference/area-map.ts'
import { compareText } from '../reference/in-force.ts'
import { shareInside } from '../reference/map-walk.ts'
import { placeOn } from '../reference/placing.ts'
import type { House } from '../store/house.ts'
import { addMonths, sayMonth } from '../units/calendar-date.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { writeCsv } from './csv.ts'
import { findRecordPlace, type Place } from './map/find-place.ts'
import { keepAnswer, keepReading } from './kept.ts'
import { fileRoute, readRoute, type CsvFile, type Route } from './route.ts'
import { sayCount } from './say.ts'
import { z } from 'zod'

/** Say which organisation of an area has sent which table for which month. Kept per snapshot. */
export async function answerGapMatrix(house: House, viewer: Viewer, request: { area?: string | undefined; map?: string | undefined; months: number; most: number }): Promise<GapMatrix | Refusal> {
  const place = await findRecordPlace(house, viewer, request.area, request.map ?? null)
  if (isRefusal(place)) return place
  return keepReading(house, viewer, place.snapshot, { work: 'gap matrix', asked: { area: `${place.area.level}:${place.area.code}`, map: place.mapAsked, months: request.months, most: request.most } }, () => matrixOf(house, viewer, place, request))
}

async function matrixOf(house: House, viewer: Viewer, place: Place, { months, most }: { months: number; most: number }): Promise<GapMatrix> {
  const held = await heldInArea(house, viewer, place)
  const axis = axisOf(held, months)
  const lines = gapMatrix(held, expectedLines(held, place), axis).filter(({ held: some, due }) => some + due > 0).toSorted((a, b) => (b.due - b.held) - (a.due - a.held) || compareText(nameOf(place, a), nameOf(place, b)) || (a.table < b.table ? -1 : 1))
  return {
    area: { level: place.area.level, code: place.area.code, name: place.area.name }, snapshot: place.snapshot, summary: sayMatrix(lines, place, axis), months: axis,
    rows: lines.slice(0, most).map((line) => ({
      organisation: { code: line.organisation, name: nameOf(place, line), kind: nodeAt(place.map, line.organisation)?.kind ?? null }, table: line.table, title: titles[line.table] ?? line.table, cells: line.cells.map((cell) => ({ ...cell })), held: line.held, due: line.due,
    })),
    more: Math.max(0, lines.length - most), definitions: { ...stateDefinitions },
  }
}

const titles: Readonly<Record<string, string>> = { staff: 'Staff records', establishment: 'Funded posts', sickness: 'Sickness absence', temporary: 'Temporary staffing', staff_count: 'Staff counts' }

/** Months held of every organisation of an area; networks and practices add up to one line of their own. */
export function heldInArea(house: House, viewer: Viewer, place: Place): Promise<HeldMonth[]> {
  return keepAnswer(house, viewer, place.snapshot, `held in area ${place.area.level}:${place.area.code} ${place.map.date}`, () => readHeld(house, viewer, place))
}

async function readHeld(house: House, viewer: Viewer, place: Place): Promise<HeldMonth[]> {
  const files = new Map((await house.catalogue.files(viewer, place.snapshot)).map((file) => [file.id, file]))
  const parts = [
    "SELECT 'staff' AS kind, at_level, at_code, source, period_to, file_id, count(*)::INTEGER AS rows, sum(fte)::DOUBLE AS fte FROM staff GROUP BY ALL",
    "SELECT 'establishment', at_level, at_code, source, period_to, file_id, count(*)::INTEGER, sum(funded_fte)::DOUBLE FROM establishment GROUP BY ALL",
    "SELECT 'sickness', at_level, at_code, source, period_to, file_id, count(*)::INTEGER, NULL FROM sickness GROUP BY ALL",
    "SELECT 'temporary', at_level, at_code, source, period_to, file_id, count(*)::INTEGER, NULL FROM temporary GROUP BY ALL",
    "SELECT 'staff_count', at_level, at_code, source, period_to, file_id, count(*)::INTEGER, NULL FROM staff_count WHERE NOT is_total GROUP BY ALL",
  ]
  // Every area reads the same rows: those of all organisations.
  const rows = await keepAnswer(house, viewer, place.snapshot, 'held of organisations', () => house.lake.select(viewer, place.snapshot, `SELECT kind, at_level, at_code, source, period_to::VARCHAR AS period_to, file_id, rows, fte FROM (${parts.join(' UNION ALL ')}) WHERE at_level IN ('organisation', 'pcn', 'practice') ORDER BY ALL`))
  const inside = insideOf(place)
  return collapse(rows.filter((row) => inside(String(row['at_level']), String(row['at_code']))).map((row) => {
    const file = files.get(String(row['file_id']))
    return {
      organisation: row['at_level'] === 'organisation' ? String(row['at_code']) : networksLine(place), table: String(row['kind']), source: String(row['source']), month: String(row['period_to']), rows: Number(row['rows']), fte: row['fte'] === null ? null : Number(row['fte']),
      importedAt: file?.importedAt ?? '', heldBack: file && file.rows.read > 0 ? file.rows.quarantined / file.rows.read : 0,
    }
  }))
}

/** Say whether something recorded under a code lies in the area, in whole or in part. */
export function insideOf({ map, area }: Place): (level: string, code: string) => boolean {
  const known = new Map<string, boolean>()
  return (level, code) => {
    const key = `${level}:${code}`
    const found = known.get(key) ?? ((area.level === level && area.code === code) || placeOn(map, level, code).some(({ node }) => shareInside(map, node, area) > 0))
    known.set(key, found)
    return found
  }
}

function networksLine({ area }: Place): string {
  return `networks of ${area.code}`
}

/** Add up several files, or several networks, of one line and month. */
function collapse(held: readonly HeldMonth[]): HeldMonth[] {
  const byKey = Map.groupBy(held, ({ organisation, table, month }) => `${organisation}\n${table}\n${month}`)
  return [...byKey.values()].map((same) => same.reduce((sum, one) => ({
    ...sum, rows: sum.rows + one.rows, fte: sum.fte === null ? one.fte : sum.fte + (one.fte ?? 0), importedAt: sum.importedAt > one.importedAt ? sum.importedAt : one.importedAt, heldBack: Math.max(sum.heldBack, one.heldBack),
  })))
}

/** Newest month of the lines that are sent month by month, and those before it. */
function axisOf(held: readonly HeldMonth[], months: number): string[] {
  const newest = held.map(({ month }) => month).reduce((latest, month) => (month > latest ? month : latest), '')
  return newest === '' ? [] : Array.from({ length: months }, (_, at) => addMonths(newest, at - months + 1))
}

/** Every line that is held, and trusts that send no staff records or ledger where others of their kind do. */
function expectedLines(held: readonly HeldMonth[], place: Place): ExpectedLine[] {
  const last = new Map<string, string>()
  for (const { organisation, month } of held) last.set(organisation, [last.get(organisation) ?? '', month].sort().at(-1)!)
  // Who is no longer on the map owes nothing after the last month it sent.
  const closedOn = (organisation: string): string | null => (organisation === networksLine(place) ? null : nodeAt(place.map, organisation) === null ? last.get(organisation) ?? null : nodeAt(place.map, organisation)!.validTo)
  const lines = new Map(held.map(({ organisation, table }) => [`${organisation}\n${table}`, { organisation, table, closed: closedOn(organisation) }]))
  const inside = insideOf(place)
  for (const table of ['staff', 'establishment']) {
    const kinds = new Set(held.filter((one) => one.table === table).flatMap(({ organisation }) => nodeAt(place.map, organisation)?.kind ?? []))
    for (const node of place.map.nodes.values()) {
      if (node.level === 'organisation' && node.kind !== null && kinds.has(node.kind) && !lines.has(`${node.code}\n${table}`) && inside('organisation', node.code)) lines.set(`${node.code}\n${table}`, { organisation: node.code, table, closed: node.validTo })
    }
  }
  return [...lines.values()]
}

function nodeAt(map: AreaMap, code: string): MapNode | null {
  return map.nodes.get(`organisation:${code}`) ?? null
}

function nameOf(place: Place, { organisation }: { organisation: string }): string {
  return organisation === networksLine(place) ? `Primary care networks in ${place.area.name}` : nodeAt(place.map, organisation)?.name ?? organisation
}

function sayMatrix(lines: readonly GapLine[], { area }: Place, axis: readonly string[]): string {
  if (lines.length === 0) return `Nothing is held by organisation and month for ${area.name}.`
  const [due, held] = [lines.reduce((sum, line) => sum + line.due, 0), lines.reduce((sum, line) => sum + line.held, 0)]
  const missing = lines.filter((line) => line.held < line.due)
  return `${sayCount(held)} of ${sayCount(due)} months due are held for ${area.name}, ${sayMonth(axis[0]!)} to ${sayMonth(axis.at(-1)!)}${missing.length === 0 ? '.' : `; ${sayCount(missing.length, 'line')} of ${sayCount(lines.length)} miss some.`}`
}

/** The matrix as csv: one line for each organisation, table and month. */
export function writeGapMatrixCsv(matrix: GapMatrix): CsvFile {
  const rows = matrix.rows.flatMap(({ organisation, table, cells }) => cells.map((cell) => [organisation.code, organisation.name, table, cell.month, cell.state, cell.rows, cell.importedAt, cell.why]))
  return { name: `months-held-${matrix.area.code}.csv`, text: writeCsv(['organisation', 'name', 'table', 'month', 'state', 'rows', 'imported_at', 'why'], rows) }
}

const refuses = ['nothing-loaded', 'unknown-area']

export const gapMatrixRoutes: readonly Route[] = [
  readRoute({
    url: '/api/gap-matrix', policy: 'records', says: 'Which organisation has sent which table for which month: present, late, partial, absent or not due', group: 'Data', query: GapMatrixRequest, answer: GapMatrix, refuses,
    handle: ({ house, viewer }, query) => answerGapMatrix(house, viewer, query),
  }),
  fileRoute({
    url: '/api/gap-matrix.csv', policy: 'records', says: 'The same as csv, one line for each organisation, table and month', group: 'Data', query: GapMatrixRequest, params: z.object({}), refuses,
    handle: async ({ house, viewer }, query) => {
      const matrix = await answerGapMatrix(house, viewer, query)
      return isRefusal(matrix) ? matrix : writeGapMatrixCsv(matrix)
    },
  }),
]
