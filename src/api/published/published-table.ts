import type { Viewer } from '../../access/viewer.ts'
import { PublishedTable, TableRequest, type TableFigure } from '../../contract/published-table.ts'
import type { QueryAnswer, QueryRow } from '../../contract/query.ts'
import type { Dimension } from '../../dataset/cube.ts'
import { certify } from '../../dataset/disclosure/certificate.ts'
import type { Insider } from '../../dataset/disclosure/known.ts'
import { crossTable, type LinkedTable, type Shown } from '../../dataset/disclosure/linked-table.ts'
import { policyOn } from '../../dataset/disclosure/policy.ts'
import type { MapNode } from '../../reference/area-map.ts'
import { compareText } from '../../reference/in-force.ts'
import { answerCube } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'
import { reachBy } from '../../store/viewer-reach.ts'
import { refuseBeyond } from '../../store/within-reach.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { hashText } from '../bundle.ts'
import { findPlace, type Place } from '../map/find-place.ts'
import { keepAnswer } from '../kept.ts'
import { pathOfRow, placeTree, type PlaceTree } from '../map/place-tree.ts'
import { protectInThread } from '../disclosure/protect-thread.ts'
import { tidyCsv } from './published-layout.ts'
import { readRoute, type Route } from '../route.ts'
import { sayCount } from '../say.ts'
import { statistician, viewCategories, type ViewCategory } from '../view/view-cube.ts'

/** Levels of area of a published table, the widest first. */
const levels = ['nation', 'region', 'ics', 'organisation'] as const
type Level = (typeof levels)[number]

/**
 * Work out a table of people that may be published: areas with their totals by a category, small figures and what would give them away hidden, with its certificate.
 *
 * Errors: refuses `table-not-understood`, `unknown-area`, `nothing-loaded`, `outside-your-scope`, `table-incomplete`, `table-not-safe`, `table-not-finished`, `certificate-not-proven`, and what the cube refuses.
 */
export async function makeTable(house: House, viewer: Viewer, request: TableRequest, today: string): Promise<PublishedTable | Refusal> {
  const asked = readAsked(request)
  if (isRefusal(asked)) return asked
  const place = await findPlace(house, viewer, request.area, request.at ?? null)
  if (isRefusal(place)) return place
  const area = request.area === undefined ? null : place.area
  const reach = await reachBy(house, viewer.grants, ['publish', 'approve'], today)
  const beyond = refuseBeyond(reach, area, request.at ?? today)
  if (beyond) return beyond
  const table = await keepAnswer(house, statistician, place.snapshot, `table ${JSON.stringify([request, area?.code])}`, () => workOut(house, place, area, asked, request))
  return isRefusal(table) ? table : refuseBeyond(reach, area, table.asOf) ?? table
}

interface Asked { readonly level: Level; readonly category: ViewCategory | null }

function readAsked({ by }: TableRequest): Asked | Refusal {
  const [level, category, ...rest] = by.split(',').map((word) => word.trim())
  const known = { level: levels.find((one) => one === level), category: category === undefined ? null : viewCategories.find((one) => one === category) }
  if (known.level === undefined || known.category === undefined || rest.length > 0) return refuse('table-not-understood', 'usage', {
    doing: 'Reading which table is asked for', found: `“${by.slice(0, 100)}”`, need: `One of ${levels.join(', ')}, and after a comma one of ${viewCategories.join(', ')} or nothing`, next: 'Ask for it like ics,staff_group',
  })
  return { level: known.level, category: known.category }
}

async function workOut(house: House, place: Place, area: MapNode | null, { level, category }: Asked, request: TableRequest): Promise<PublishedTable | Refusal> {
  const shownLevels = levels.slice(area === null ? 0 : Math.max(0, levels.indexOf(area.level as Level)), levels.indexOf(level) + 1)
  if (shownLevels.length === 0) return refuseNarrow(area, level)
  const counted = await readLeaves(house, shownLevels, category, area, request)
  if (isRefusal(counted)) return counted
  const policy = policyOn('published-tables', counted.asOf)
  if (isRefusal(policy)) return policy
  const rows = await withoutFew(house, counted, category)
  if (isRefusal(rows)) return rows
  const places = placeTree(rows, shownLevels)
  const names = namesOf(rows, category)
  const linked = crossTable(places.tree, { id: everybody, parts: category === null ? [] : [...names.keys()].map((id) => ({ id, parts: [] })) }, rows.map((row) => (
    { place: pathOfRow(row, shownLevels).at(-1)!, category: category === null ? everybody : codeOf(row[category]), organisation: codeOf(row['organisation']), heads: row.value ?? 0 })))
  const insiders = insidersOf(rows, shownLevels)
  const safe = await protectInThread({ table: linked, policy, insiders })
  if (isRefusal(safe)) return safe
  const certified = certify(linked, safe, policy, insiders)
  if (isRefusal(certified)) return certified
  const columns = [{ code: 'all', name: 'Everybody' }, ...(category === null ? [] : [...names].map(([code, name]) => ({ code: code === '' ? 'not-stated' : code, name })))]
  const laid = layRows(linked, safe.shown, places, columns.length)
  const { small, others } = certified.hidden
  const bare: Omit<PublishedTable, 'certificate' | 'summary'> = {
    title: titleOf(area, level, category, counted.asOf), measure: 'headcount', unit: 'people', asOf: counted.asOf, area: area?.code ?? null, by: request.by, category, columns, rows: laid,
    snapshot: place.snapshot, map: counted.provenance.map, demonstration: house.mode === 'demonstration', notes: notesOf(house, counted, policy.says),
  }
  const summary = `${sayCount(laid.length, 'area')} by ${sayCount(columns.length, 'column')}; ${small + others === 0 ? 'nothing is hidden' : `${sayCount(small, 'small figure')} and ${sayCount(others)} others hidden`}.`
  return { ...bare, summary, certificate: { ...certified, policy: { ...certified.policy }, ranges: [...certified.ranges], sha256: hashText(tidyCsv(bare)) } }
}

const everybody = 'everybody'

/** People of each organisation, place and category. Every one has to be known and whole: a gap would be read as nobody. */
async function readLeaves(house: House, shownLevels: readonly Level[], category: ViewCategory | null, area: MapNode | null, { at }: TableRequest): Promise<QueryAnswer | Refusal> {
  const by: Dimension[] = [...new Set<Dimension>([...shownLevels, 'organisation', ...(category === null ? [] : [category])])]
  const answer = (await answerCube(house, statistician, { measure: 'headcount', by, where: area === null ? {} : { area: area.code }, at: at ?? null, from: null, to: null, map: null })) as QueryAnswer | Refusal
  if (isRefusal(answer)) return answer
  const unfit = answer.rows.filter(({ value, status }) => status !== 'ok' || value === null || !Number.isInteger(value)).length
  return unfit === 0 ? answer : refuse('table-incomplete', 'check', {
    doing: 'Making a table to publish', found: `${unfit} of ${answer.rows.length} counts are missing, estimated or shared between areas`, need: 'A whole count of people for every part: a gap would be read as nobody', next: 'Ask for a wider level, another month-end or another category',
  })
}

/** Fewest organisations, of all that are loaded, that use a category by its name: a name that only one or two use could say who is in it. */
const fewestUsers = 3

/** The rows with such categories rolled up into one. Where fewer organisations are loaded, all of them have to use it. */
async function withoutFew(house: House, { rows, asOf }: QueryAnswer, category: ViewCategory | null): Promise<readonly QueryRow[] | Refusal> {
  if (category === null) return rows
  const all = (await answerCube(house, statistician, { measure: 'headcount', by: ['organisation', category], where: {}, at: asOf, from: null, to: null, map: null })) as QueryAnswer | Refusal
  if (isRefusal(all)) return all
  const users = Map.groupBy(all.rows.filter(({ value }) => value !== null && value > 0), (row) => codeOf(row[category]))
  const needed = Math.min(fewestUsers, new Set(all.rows.map((row) => codeOf(row['organisation']))).size)
  const isFew = (row: QueryRow): boolean => new Set((users.get(codeOf(row[category])) ?? []).map((one) => codeOf(one['organisation']))).size < needed
  return rows.map((row) => (isFew(row) ? { ...row, [category]: 'other', [`${category}_name`]: 'Other, from too few organisations to name' } : row))
}

function refuseNarrow(area: MapNode | null, level: Level): Refusal {
  return refuse('table-not-understood', 'usage', { doing: 'Reading which table is asked for', found: `${area?.name ?? 'the area'} is no ${level} and has none inside`, need: 'A level inside the area', next: 'Ask for organisation, or for a wider area' })
}

function codeOf(cell: QueryRow[string] | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell)
}

function namesOf(rows: readonly QueryRow[], category: ViewCategory | null): Map<string, string> {
  if (category === null) return new Map()
  const names = new Map(rows.map((row) => [codeOf(row[category]), String(row[`${category}_name`] ?? row[category] ?? 'Not stated')]))
  return new Map([...names].toSorted(([one], [other]) => compareText(one, other)))
}

/** Everybody who knows people of their own: each organisation, and whoever reads all records of an area of the table. */
function insidersOf(rows: readonly QueryRow[], shownLevels: readonly Level[]): Insider[] {
  const members = new Map<string, Set<string>>()
  for (const row of rows) {
    for (const name of new Set([...pathOfRow(row, shownLevels).slice(1), `organisation:${codeOf(row['organisation'])}`])) members.set(name, (members.get(name) ?? new Set()).add(codeOf(row['organisation'])))
  }
  return [...members].toSorted(([one], [other]) => compareText(one, other)).map(([name, organisations]) => ({ name, organisations }))
}

/** Cells are place by place, and category by category within a place; only places with a code of their own are shown. */
function layRows({ cells }: LinkedTable, shown: readonly Shown[], places: PlaceTree, width: number): PublishedTable['rows'] {
  const rows: PublishedTable['rows'] = []
  for (let at = 0; at < cells.length; at += width) {
    const place = places.shown.get(cells[at]!.id.slice(0, cells[at]!.id.lastIndexOf('|')))
    if (place !== undefined) rows.push({ ...place, figures: shown.slice(at, at + width).map(figureOf) })
  }
  return rows
}

function figureOf(shown: Shown): TableFigure {
  return shown.as === 'hidden' ? { value: null, status: 'suppressed' } : { value: shown.heads, status: 'ok' }
}

function titleOf(area: MapNode | null, level: Level, category: ViewCategory | null, asOf: string): string {
  const levelName = { nation: 'nation', region: 'region', ics: 'integrated care system', organisation: 'organisation' }[level]
  return `People in post${area === null ? '' : ` in ${area.name}`} by ${levelName}${category === null ? '' : ` and ${category.replaceAll('_', ' ')}`}, ${sayDate(asOf)}`
}

function notesOf(house: House, counted: QueryAnswer, rule: string): string[] {
  const organisations = new Set(counted.rows.map((row) => codeOf(row['organisation']))).size
  return [
    ...(house.mode === 'demonstration' ? ['Demonstration: every number and every organisation is invented.'] : []),
    `People counted at each employing organisation (${sayCount(organisations, 'organisation')}); a person with posts at two of them, or in two categories or areas of the table, counts at each, so that all parts add up. Everybody in a table by another category may therefore differ by a few.`,
    rule,
    `Organisations are placed on the map: ${counted.provenance.map}.`,
    `Sources: ${[...new Set(counted.provenance.sources.map(({ title }) => title))].join('; ')}.`,
    'Tables of other days or other categories are not linked to this one: what they show together was not looked at.',
  ]
}

export const publishedTableRoutes: readonly Route[] = [
  readRoute({
    url: '/api/tables', policy: 'table', says: 'A table of people as it may be published: small figures and what would give them away hidden, with its certificate', group: 'Numbers', query: TableRequest, answer: PublishedTable,
    refuses: ['table-not-understood', 'unknown-area', 'nothing-loaded', 'area-not-held', 'date-out-of-range', 'measure-not-available', 'outside-your-scope', 'table-incomplete', 'table-not-safe', 'table-not-finished', 'certificate-not-proven', 'no-disclosure-policy'],
    handle: ({ house, viewer }, query) => makeTable(house, viewer, query, new Date().toISOString().slice(0, 10)),
  }),
]

