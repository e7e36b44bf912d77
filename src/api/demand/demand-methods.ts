import type { z } from 'zod'
import type { Viewer } from '../../access/viewer.ts'
import { DemandMethods, type DemandMethodId } from '../../contract/demand.ts'
import { ProjectionRequest } from '../../contract/projection.ts'
import { registersOf } from '../../reference/profession-registers.ts'
import type { OtherDemand } from '../../scenario/methods-compared.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { calibrateArea, pickGroup } from '../rates/calibrated.ts'
import { findPlace, type Place } from '../map/find-place.ts'
import { demandOf, type AskedOfDemand, type Projected } from '../projection.ts'
import { answerQuery } from '../query.ts'
import { readRoute, type Route } from '../route.ts'

const names: Readonly<Record<'growth' | DemandMethodId, string>> = {
  growth: 'What is in post and unmet need, grown', ratio: 'Staff per resident, held as today', prevalence: 'Staff per person on a disease register', posts: 'Funded posts, held as they are',
}

/** List the methods that can be asked for in short, and what is missing for the others. Errors: refuses as a projection does. */
async function answerDemandMethods(house: House, viewer: Viewer, request: MethodsRequest): Promise<DemandMethods | Refusal> {
  const place = await findPlace(house, viewer, request.area, request.map ?? null)
  if (isRefusal(place)) return place
  const groups = await calibrateArea(house, viewer, place)
  const group = isRefusal(groups) ? groups : pickGroup(groups, request.profession, place.area.name)
  if (isRefusal(group)) return group
  const { parameters } = group
  if (isRefusal(parameters)) return parameters
  const held = await registersHeld(house, viewer, place)
  const own = registersOf(group.history.group, held)
  const conditions = [...own, ...held.filter((name) => !own.includes(name))]
  const methods: DemandMethods['methods'] = [{ id: 'growth', name: names.growth, available: true, why: null }]
  for (const id of ['ratio', 'prevalence', 'posts'] as const) {
    const { years, unit } = request
    const demand = await demandOf(house, viewer, place, parameters, { years, unit, demandMethod: id, ...(id === 'prevalence' ? { condition: conditions[0] ?? 'any' } : {}) })
    methods.push({ id, name: names[id], available: !isRefusal(demand), why: isRefusal(demand) ? `${demand.found[0]!.toUpperCase()}${demand.found.slice(1)}. ${demand.need}.` : null })
  }
  return { area: place.area.code, areaName: place.area.name, profession: group.history.group, methods, conditions }
}

/** The methods that are available beside the one of a run, for comparing: none is averaged with another. */
export async function otherDemands(house: House, viewer: Viewer, { inputs, answer }: Projected, request: ProjectionRequest): Promise<OtherDemand[]> {
  const place = await findPlace(house, viewer, answer.area, request.map ?? null)
  if (isRefusal(place)) return []
  const { years, unit } = request
  const own = request.demandMethod === 'prevalence' ? [] : registersOf(answer.profession, await registersHeld(house, viewer, place))
  const asked: { readonly id: string; readonly says: string; readonly request: AskedOfDemand }[] = [
    ...(inputs.demand.method === undefined ? [] : [{ id: 'growth', says: 'Need: what is in post and judged unmet need, grown with the population', request: { years, unit } }]),
    ...(request.demandMethod === 'ratio' && request.staffPer === undefined ? [] : [{ id: 'ratio', says: 'Need: staff per resident, held as today', request: { years, unit, demandMethod: 'ratio' as const } }]),
    ...(own.length === 0 ? [] : [{ id: 'registers', says: `Need: staff per person on the disease registers of their work (${own.map((name) => name.split(':')[0]!.toLowerCase()).join(', ')}), held as today`, request: { years, unit, demand: onRegisters(answer.profession, own) } }]),
    ...(request.demandMethod === 'posts' ? [] : [{ id: 'posts', says: 'Need: funded posts, held as they are', request: { years, unit, demandMethod: 'posts' as const } }]),
  ]
  const found: OtherDemand[] = []
  for (const { id, says, request: stated } of asked) {
    const demand = await demandOf(house, viewer, place, inputs.parameters, stated)
    if (!isRefusal(demand)) found.push({ id: `demand-${id}`, says, demand })
  }
  return found
}

/** Today’s own ratio of staff to the people on registers, as a demand file. */
function onRegisters(profession: string, indicators: readonly string[]): string {
  return JSON.stringify({ version: 1, requirements: [{ profession, needs: [{ method: 'ratio', base: { of: 'prevalence', indicators }, source: 'registers of the work of the profession, by judgement' }] }] })
}

async function registersHeld(house: House, viewer: Viewer, { area, mapAsked }: Place): Promise<string[]> {
  const answer = await answerQuery(house, viewer, { measure: 'prevalence', by: 'indicator,ics', where: [`area=${area.code}`], ...(mapAsked === null ? {} : { map: mapAsked }) })
  return isRefusal(answer) ? [] : [...new Set(answer.rows.map((row) => String(row.indicator)))].sort()
}

const MethodsRequest = ProjectionRequest.pick({ area: true, map: true, profession: true, years: true, unit: true })
type MethodsRequest = z.infer<typeof MethodsRequest>

export const demandMethodRoutes: readonly Route[] = [
  readRoute({
    url: '/api/demand-methods', policy: 'figures', says: 'The methods need can be reckoned by for an area and staff group, and what is missing for the others', group: 'Projection', query: MethodsRequest, answer: DemandMethods,
    refuses: ['nothing-loaded', 'unknown-area', 'unknown-staff-group', 'group-without-history', 'too-little-history'], handle: ({ house, viewer }, query) => answerDemandMethods(house, viewer, query),
  }),
]
