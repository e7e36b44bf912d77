import type { Viewer } from '../../access/viewer.ts'
import type { OverviewMap } from '../../contract/overview.ts'
import type { QueryAnswer } from '../../contract/query.ts'
import { measureNamed } from '../../dataset/measures.ts'
import { heldBy } from '../../reference/map-walk.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import type { Place } from './find-place.ts'
import { keepAnswer } from '../kept.ts'
import { whyNot } from '../overview/key-figures.ts'
import { dimensionOf } from './level-dimension.ts'
import { levelOfMap } from './map-level.ts'
import { drawOutlines, type DrawnOutlines } from './outline-paths.ts'
import { placeOutlines, type GroundPlace } from './outline-places.ts'
import { answerQuery } from '../query.ts'

/** Measures that a map opens with, the first that answers. */
const openWith = ['sickness_absence_rate', 'leaver_rate', 'vacancy_rate', 'fte']

/** One measure for every area of the nation's map, with the place and the outline of those whose outline is held. */
export async function areaMap(house: House, viewer: Viewer, place: Place, measure: string | null): Promise<OverviewMap> {
  const { area, nation, snapshot, map: drawn, mapAsked } = place
  const level = levelOfMap(place)
  const here = heldBy(drawn, area, level).toSorted((a, b) => b.share - a.share)[0]?.node.code ?? null
  const by = dimensionOf(level) ?? level
  const answer = await firstAnswer(house, viewer, (nation ?? area).code, by, mapAsked, measure === null ? openWith : [measure])
  const asked = measure ?? openWith[0]!
  const of = { area: area.code, here, level, by, nation: (nation ?? area).code }
  if (isRefusal(answer)) return { ...of, measure: asked, name: measureNamed(asked)?.name ?? asked, unit: measureNamed(asked)?.unit ?? '', asOf: '', why: whyNot(answer), tiles: [], outlines: null, provenance: null }
  const { name, unit, asOf, rows, provenance } = answer
  const held = await keepAnswer(house, viewer, snapshot, `outlines ${level} ${mapAsked ?? asOf}`, () => readOutlines(house, viewer, snapshot, level, mapAsked ?? asOf))
  const tiles = rows.flatMap((row, at): OverviewMap['tiles'] => {
    const code = String(row[by] ?? '')
    const spot = held.places.get(code) ?? amongPredecessors(held.places, drawn, level, code)
    return code === '' ? [] : [{ row: at, code, name: String(row[`${by}_name`] ?? code), value: row.value, status: row.status, ...(spot === undefined ? {} : { place: spot }) }]
  })
  return {
    ...of, measure: answer.measure, name, unit, asOf, tiles, provenance, why: tiles.length === 0 ? `What is loaded names no areas of the level “${level}”` : null,
    outlines: held.drawn === null ? null : outlinesOf(held.drawn, tiles, drawn, level),
  }
}

async function firstAnswer(house: House, viewer: Viewer, nation: string, by: string, map: string | null, measures: readonly string[]): Promise<QueryAnswer | Refusal> {
  let first: QueryAnswer | Refusal | null = null
  for (const measure of measures) {
    const answer = await answerQuery(house, viewer, { measure, by, where: [`area=${nation}`], ...(map === null ? {} : { map }) })
    if (!isRefusal(answer) && answer.rows.some(({ value }) => value !== null)) return answer
    if (first === null || (isRefusal(first) && !isRefusal(answer))) first = answer
  }
  return first!
}

interface HeldOutlines { readonly places: ReadonlyMap<string, GroundPlace>; readonly drawn: DrawnOutlines | null }

/** Outlines of a level that hold on a date; the newest edition where several do. */
async function readOutlines(house: House, viewer: Viewer, snapshot: string, level: string, date: string): Promise<HeldOutlines> {
  const held = await house.lake.select(viewer, snapshot, `SELECT code, geometry FROM boundary
    WHERE level = $2 AND (valid_from IS NULL OR valid_from <= $1::DATE) AND (valid_to IS NULL OR valid_to >= $1::DATE)
    ORDER BY valid_from NULLS FIRST, seen_at NULLS FIRST, source, code, geometry`, [date, level])
  const outlines = new Map(held.map((row) => [String(row.code), String(row.geometry)]))
  return { places: placeOutlines(outlines), drawn: drawOutlines(outlines) }
}

/** The outlines under the codes of the tiles: an area that has none of its own is drawn as those it was formed from, where they passed to it whole. */
function outlinesOf({ width, height, areas }: DrawnOutlines, tiles: OverviewMap['tiles'], map: Place['map'], level: string): OverviewMap['outlines'] {
  const known = new Map(areas.map((one) => [one.code, one]))
  const whole = new Map(map.successions.filter((row) => row.level === level && row.on_date <= map.date && row.share > 0.5).map((row) => [row.from_code, row.to_code]))
  const formed = Map.groupBy(areas.filter(({ code }) => whole.has(code) && !tiles.some((tile) => tile.code === code)), ({ code }) => whole.get(code)!)
  const drawn = tiles.flatMap(({ code }) => {
    const own = known.get(code)
    if (own !== undefined) return [own]
    const before = formed.get(code)
    return before === undefined ? [] : [{ code, path: before.map(({ path }) => path).join(''), x: before[0]!.x, y: before[0]!.y }]
  })
  const isDrawn = new Set(drawn.map(({ code }) => code))
  const [lost, old] = [tiles.filter(({ code }) => !isDrawn.has(code)).length, tiles.filter(({ code }) => !known.has(code) && isDrawn.has(code)).length]
  const notes = [...(old === 0 ? [] : [`${old} drawn as the areas ${old === 1 ? 'it was' : 'they were'} mostly formed from`]), ...(lost === 0 ? [] : [`${lost} without an outline: in the table only`])]
  return { width, height, areas: drawn, note: notes.length === 0 ? null : notes.join('; ') }
}

/** Where an area lies that has no outline of its own yet: the middle of the areas it was formed from, each by the share that passed. */
function amongPredecessors(places: ReadonlyMap<string, GroundPlace>, { successions, date }: Place['map'], level: string, code: string): GroundPlace | undefined {
  const before = successions.filter((row) => row.level === level && row.to_code === code && row.on_date <= date).flatMap((row) => { const place = places.get(row.from_code); return place ? [{ ...place, share: row.share }] : [] })
  const whole = before.reduce((sum, { share }) => sum + share, 0)
  if (whole === 0) return undefined
  return { x: before.reduce((sum, { x, share }) => sum + x * share, 0) / whole, y: before.reduce((sum, { y, share }) => sum + y * share, 0) / whole }
}
