import type { Viewer } from '../../access/viewer.ts'
import type { ExploreAnswer, ExploreAxis, ExploreFigure } from '../../contract/explore.ts'
import type { QueryAnswer } from '../../contract/query.ts'
import { declaredMeasure } from '../../dataset/measures.ts'
import { levelOfDimension } from '../../store/cube-question.ts'
import type { House } from '../../store/house.ts'
import { funnelLimits } from '../../supply/calibrate-funnel.ts'
import { keepAnswer } from '../kept.ts'
import { placeOutlines, type GroundPlace } from '../map/outline-places.ts'

/** Ask the same question of another measure, split by the rows. Null when it has no answer from the same files and day. */
type AskBeside = (measure: string) => Promise<QueryAnswer | null>

type Peers = NonNullable<ExploreAnswer['peers']>

/** By what the size of a place is told for a rate; `events`: what the rate counts, where chance from person to person says how far places may lie apart. */
const sizes: Readonly<Record<string, { readonly measure: string; readonly events?: string }>> = {
  leaver_rate: { measure: 'headcount', events: 'leavers' }, joiner_rate: { measure: 'headcount', events: 'joiners' }, stability: { measure: 'headcount' }, turnover: { measure: 'headcount' },
  sickness_absence_rate: { measure: 'fte_days_available' }, vacancy_rate: { measure: 'establishment' }, vacancy_rate_working: { measure: 'establishment' }, vacancy_rate_covered: { measure: 'establishment' },
  temporary_share: { measure: 'fte' }, completion_rate: { measure: 'learner_starts' }, fte_per_1000_population: { measure: 'population' },
}

/** Fewest places among which one can stand out. */
const fewestPeers = 3

/** What sets places beside each other: how large each is, with limits of chance where the rate counts people, and where each lies on the ground. */
export async function peersOf(house: House, viewer: Viewer, answer: QueryAnswer, rows: ExploreAxis, cells: readonly (ExploreFigure | null)[], mean: number | null, beside: AskBeside): Promise<Peers | null> {
  const level = levelOfDimension[rows.dimension as keyof typeof levelOfDimension]
  if (level === undefined || rows.items.length < fewestPeers) return null
  const spots = await spotsOf(house, viewer, answer, level, rows)
  return { size: mean === null ? null : await sizeOf(answer, rows, cells, mean, beside), spots }
}

async function sizeOf(answer: QueryAnswer, rows: ExploreAxis, cells: readonly (ExploreFigure | null)[], mean: number, beside: AskBeside): Promise<Peers['size']> {
  const by = sizes[answer.measure]
  if (by === undefined) return null
  const events = by.events === undefined ? null : await beside(by.events)
  if (events !== null) return personYears(alongRows(events, rows), rows, cells, mean)
  const found = await beside(by.measure)
  if (found === null) return null
  const { name, unit } = declaredMeasure(by.measure)
  return { name, unit, mean, places: alongRows(found, rows).map((value) => (value === null || value <= 0 ? null : { value, limits: null })) }
}

/** Events ÷ rate is what the rate was taken over: person-years in post. Units: rates in per cent a year, as the measure says them. */
function personYears(events: readonly (number | null)[], rows: ExploreAxis, cells: readonly (ExploreFigure | null)[], mean: number): Peers['size'] {
  const places = rows.items.map((_, at) => {
    const [counted, rate] = [events[at] ?? null, cells[at]?.value ?? null]
    if (counted === null || rate === null || rate <= 0) return null
    const value = (100 * counted) / rate
    const { low95, high95, low998, high998 } = funnelLimits(mean / 100, value)
    return { value, limits: { low95: low95 * 100, high95: high95 * 100, low998: low998 * 100, high998: high998 * 100 } }
  })
  return { name: 'Person-years in post', unit: 'person-years', mean, places }
}

function alongRows(answer: QueryAnswer, { dimension, items }: ExploreAxis): (number | null)[] {
  const found = new Map(answer.rows.map((row) => [String(row[dimension] ?? ''), row.value]))
  return items.map(({ key }) => found.get(key) ?? null)
}

/** Where the areas of the rows lie, from their outlines; null when none is loaded. */
async function spotsOf(house: House, viewer: Viewer, { provenance, asOf }: QueryAnswer, level: string, rows: ExploreAxis): Promise<Peers['spots']> {
  const found = await keepAnswer(house, viewer, provenance.snapshot, `spots ${level} ${asOf}`, () => readSpots(house, viewer, provenance.snapshot, level, asOf))
  return found.size === 0 ? null : rows.items.map(({ key }) => found.get(key) ?? null)
}

async function readSpots(house: House, viewer: Viewer, snapshot: string, level: string, date: string): Promise<ReadonlyMap<string, GroundPlace>> {
  const held = await house.lake.select(viewer, snapshot, `SELECT code, geometry FROM boundary
    WHERE level = $2 AND (valid_from IS NULL OR valid_from <= $1::DATE) AND (valid_to IS NULL OR valid_to >= $1::DATE) ORDER BY valid_from NULLS FIRST, seen_at NULLS FIRST, source, code, geometry`, [date, level])
  return placeOutlines(new Map(held.map((row) => [String(row.code), String(row.geometry)])))
}
