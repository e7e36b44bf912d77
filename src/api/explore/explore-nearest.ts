import type { Viewer } from '../../access/viewer.ts'
import type { ExploreRequest, NearestQuestions } from '../../contract/explore.ts'
import { dimensionWords } from '../../dataset/describe.ts'
import { groupMeasures } from '../../dataset/measure-groups.ts'
import { measureNamed, measures, type Measure } from '../../dataset/measures.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, sayRefusal } from '../../units/refusal.ts'
import { answerExplore } from '../explore.ts'

type Near = NearestQuestions['nearest'][number]

/** Find questions near one that is refused: less split, less filtered, of other dates, or of a related measure. Each was asked and has an answer. At most four. */
export async function nearestQuestions(house: House, viewer: Viewer, request: ExploreRequest): Promise<NearestQuestions> {
  const own = await answerExplore(house, viewer, request)
  if (!isRefusal(own)) return { why: null, nearest: [] }
  const nearest: Near[] = []
  for (const near of candidates(request)) {
    if (nearest.length === 4) break
    const answer = await answerExplore(house, viewer, askFor(request, near))
    if (!isRefusal(answer) && answer.cells.length > 0) nearest.push(near)
  }
  return { why: sayRefusal(own), nearest }
}

function candidates(request: ExploreRequest): Near[] {
  const { measure, rows, columns, basis } = request
  const found = measureNamed(measure)
  const name = found?.name ?? measure
  const same = { measure: found?.id ?? measure, rows, columns, keepsFilters: true, keepsDates: true, keepsBasis: true }
  const hasFilters = request.where.length > 0
  const hasDates = [request.at, request.from, request.to].some((date) => date !== undefined)
  return [
    ...(basis === 'host' ? [{ ...same, says: `${name} by employer`, keepsBasis: false }] : []),
    ...(hasDates ? [{ ...same, says: `${name}${sayBy(rows, columns)}, on the latest date`, keepsDates: false }] : []),
    ...(columns === '' ? [] : [{ ...same, says: `${name}${sayBy(rows, '')}`, columns: '' }, { ...same, says: `${name}${sayBy(columns, '')}`, rows: columns, columns: '' }]),
    ...(hasFilters ? [{ ...same, says: `${name}${sayBy(rows, columns)}, without the filters`, keepsFilters: false }] : []),
    ...related(found, rows, columns).map((one) => ({ ...same, measure: one.id, says: `${one.name}${sayBy(rows, columns)}` })),
    ...(rows === '' ? [] : [{ ...same, says: `${name}, not split`, rows: '', columns: '' }, { ...same, says: `${name} by region`, rows: 'region', columns: '', keepsFilters: false, keepsDates: false }]),
  ]
}

/** Measures of the same group that have both dimensions, then headcount and FTE. */
function related(measure: Measure | null, rows: string, columns: string): Measure[] {
  const has = (one: Measure): boolean => [rows, columns].every((dimension) => dimension === '' || (one.dimensions as readonly string[]).includes(dimension))
  const group = groupMeasures(measures).find((one) => one.measures.some(({ id }) => id === measure?.id))?.measures ?? []
  const common = measures.filter(({ id }) => id === 'fte' || id === 'headcount')
  return [...new Set([...group, ...common])].filter((one) => one.id !== measure?.id && has(one)).slice(0, 4)
}

function askFor(request: ExploreRequest, near: Near): ExploreRequest {
  const { at, from, to, basis, map, where } = request
  return {
    measure: near.measure, rows: near.rows, columns: near.columns, where: near.keepsFilters ? where : [], ...(map === undefined ? {} : { map }), ...(near.keepsBasis && basis !== undefined ? { basis } : {}),
    ...(near.keepsDates ? { ...(at === undefined ? {} : { at }), ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) } : {}),
  }
}

function sayBy(rows: string, columns: string): string {
  const words = [rows, columns].filter((one) => one !== '').map((one) => dimensionWords[one as keyof typeof dimensionWords] ?? one)
  return words.length === 0 ? '' : ` by ${words.join(' and ')}`
}
