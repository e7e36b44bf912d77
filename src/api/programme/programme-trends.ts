import type { ProgrammeTrend } from '../../contract/programme-answer.ts'
import { sayQuery } from '../../contract/query-command.ts'
import type { QueryAnswer, QueryRequest } from '../../contract/query.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { indicatorOf, registersHeld } from './programme-need.ts'
import { askScene, type ProgrammeScene } from './programme-scene.ts'

/** Follow the registers of a programme over time: as published for the area, else the middle of the systems in it, for a prevalence cannot be added up. */
export async function programmeTrends(scene: ProgrammeScene): Promise<ProgrammeTrend[]> {
  const held = await registersHeld(scene)
  return Promise.all(scene.file.trends.map(async (id) => {
    const register = scene.file.registers.find((one) => one.id === id)!
    return trendOf(scene, { register: id, name: register.name, indicator: indicatorOf(register.knownAs, held) })
  }))
}

async function trendOf(scene: ProgrammeScene, named: Pick<ProgrammeTrend, 'register' | 'name' | 'indicator'>): Promise<ProgrammeTrend> {
  const own = request(scene, 'period', named.indicator ?? '')
  if (named.indicator === null) return { ...named, points: [], areas: 0, why: `No register of ${named.name.toLowerCase()} is loaded`, command: sayQuery({ ...own, where: own.where.slice(0, 1) as string[] }) }
  const published = await askScene(scene, own)
  const points = isRefusal(published) ? [] : pointsOf(published)
  if (points.some(({ value }) => value !== null)) return { ...named, points, areas: 0, why: null, command: sayQuery(own) }
  const bySystem = request(scene, 'ics,period', named.indicator)
  return { ...named, ...middleOf(await askScene(scene, bySystem)), command: sayQuery(bySystem) }
}

function request({ place }: ProgrammeScene, by: string, indicator: string): QueryRequest {
  return { measure: 'prevalence', by, where: [`area=${place.area.code}`, `indicator=${indicator}`], ...(place.mapAsked === null ? {} : { map: place.mapAsked }) }
}

function pointsOf(answer: QueryAnswer): ProgrammeTrend['points'] {
  return answer.rows.map((row) => ({ date: String(row['period']).slice(-10), value: row.value, status: row.status })).toSorted((a, b) => (a.date < b.date ? -1 : 1))
}

/** The median of the systems, year by year; the smallest number of systems in any year is what it is said to stand on. */
function middleOf(answer: QueryAnswer | Refusal): Pick<ProgrammeTrend, 'points' | 'areas' | 'why'> {
  if (isRefusal(answer)) return { points: [], areas: 0, why: `${answer.found}. Needed: ${answer.need}` }
  const years = Map.groupBy(answer.rows.filter(({ value }) => value !== null), (row) => String(row['period']).slice(-10))
  const points = [...years].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([date, rows]) => ({ date, value: median(rows.map(({ value }) => value!)), status: 'ok' as const }))
  return points.length === 0 ? { points, areas: 0, why: 'No year of it is published here' } : { points, areas: Math.min(...[...years.values()].map((rows) => rows.length)), why: null }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2
}
