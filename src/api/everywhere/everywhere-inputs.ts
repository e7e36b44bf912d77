import type { Viewer } from '../../access/viewer.ts'
import type { EverywhereRequest } from '../../contract/everywhere.ts'
import type { LeverFile } from '../../contract/lever.ts'
import { planPlace, type LinkedPlace, type PlaceOfGroup } from '../../scenario/every-place-stocks.ts'
import type { GroupEverywhere } from '../../scenario/every-place.ts'
import { refuseMixed } from '../../scenario/what-if.ts'
import { readHistoriesAhead } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'
import type { SupplyParameters } from '../../supply/parameters.ts'
import { isRefusal, refuse, sayRefusal, type Refusal } from '../../units/refusal.ts'
import { calibrateArea } from '../rates/calibrated.ts'
import { leversHere, readLeversEverywhere } from './everywhere-levers.ts'
import { findPlace, type Place } from '../map/find-place.ts'
import { gatherNodes } from '../projection/lever-nodes.ts'
import { demandOf, withLevers } from '../projection.ts'
import { levelOf } from '../rates/staff-groups.ts'

/** All that a run of every group in every area is a function of. */
export interface EverywhereInputs {
  readonly snapshot: string
  readonly areas: readonly { readonly code: string; readonly name: string }[]
  readonly groups: readonly GroupEverywhere[]
  /** Groups of an area that cannot be projected, and why. */
  readonly without: readonly { readonly group: string; readonly code: string; readonly why: string }[]
  /** The levers of the run; null where none are stated. */
  readonly levers: LeverFile | null
}

/**
 * Calibrate every area of a level, one after another; `progress` is told after each, and says whether to go on.
 * Errors: refuses `nothing-loaded`, `level-without-areas`, and levers as `readLeversEverywhere` and `planLevers`; null when the caller said to stop.
 */
export async function gatherEverywhere(house: House, viewer: Viewer, request: EverywhereRequest, progress: (done: number, of: number) => boolean): Promise<EverywhereInputs | Refusal | null> {
  const nation = await findPlace(house, viewer, undefined, request.map ?? null)
  if (isRefusal(nation)) return nation
  const levers = request.levers === undefined ? null : readLeversEverywhere(request.levers)
  if (isRefusal(levers)) return levers
  const areas = [...nation.map.nodes.values()].filter(({ level }) => level === request.level).toSorted((a, b) => (a.code < b.code ? -1 : 1))
  if (!progress(0, areas.length)) return null
  await readHistoriesAhead(house, viewer, areas.map(({ level, code }) => `${level}:${code}`), request.map ?? null)
  const byGroup = new Map<string, PlaceOfGroup[]>()
  const without: { group: string; code: string; why: string }[] = []
  for (const [at, area] of areas.entries()) {
    if (!progress(at, areas.length)) return null
    const place = { ...nation, area }
    const calibrated = await calibrateArea(house, viewer, place)
    if (isRefusal(calibrated)) continue
    for (const { history, parameters } of calibrated.filter(({ history: { group } }) => levelOf(group) === request.groups)) {
      const why = isRefusal(parameters) ? sayRefusal(parameters) : parameters.measured !== undefined && parameters.measured !== 'both' && parameters.measured !== (request.unit === 'fte' ? 'fte' : 'people') ? 'the unit asked for is not published for this group' : null
      if (isRefusal(parameters) || why !== null) without.push({ group: history.group, code: area.code, why: why ?? '' })
      else {
        const demand = await demandOf(house, viewer, place, parameters, request)
        const moved = withLevers(parameters, request)
        const linked = levers === null ? null : await linkPlace(house, viewer, place, moved, levers, request)
        if (isRefusal(linked) && ofTheFile.has(linked.code)) return linked
        if (isRefusal(demand) || isRefusal(linked)) without.push({ group: history.group, code: area.code, why: isRefusal(demand) && demand.code === 'demand-not-stated' ? 'the demand file states no requirement of it' : sayRefusal(isRefusal(demand) ? demand : linked as Refusal) })
        else byGroup.set(history.group, [...(byGroup.get(history.group) ?? []), { code: area.code, parameters: moved, demand, ...(linked === null ? {} : { linked }) }])
      }
    }
  }
  if (byGroup.size === 0) return refuseLevel(request, areas.length)
  return { snapshot: nation.snapshot, areas: areas.map(({ code, name }) => ({ code, name })), groups: [...byGroup].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([group, places]) => ({ group, places })), without, levers }
}

/** Refusals that a lever file earns in every area alike. */
const ofTheFile = new Set(['levers-invalid', 'programme-invalid'])

/** The place and whatever the levers that act in it name; null where none does. */
async function linkPlace(house: House, viewer: Viewer, { area, map, mapAsked }: Place, parameters: SupplyParameters, file: LeverFile, settings: Pick<EverywhereRequest, 'years' | 'draws' | 'seed'>): Promise<LinkedPlace | Refusal | null> {
  const codeOf = (asked: string): string => [...map.nodes.values()].find(({ code, name }) => [code, name].some((each) => each.toLowerCase() === asked.trim().toLowerCase()))?.code ?? asked.trim().toLowerCase()
  const levers = leversHere(file, { profession: parameters.group, area: area.code }, codeOf)
  if (levers.levers.length === 0) return null
  const gathered = await gatherNodes(house, viewer, { map: mapAsked, area: area.code, areaName: area.name, profession: parameters.group, parameters }, levers)
  if (isRefusal(gathered)) return gathered
  const linked = { ...gathered, levers }
  const plan = refuseMixed(linked.nodes) ?? planPlace(linked, settings)
  return isRefusal(plan) ? plan : linked
}

function refuseLevel({ level, groups }: EverywhereRequest, areas: number): Refusal {
  return refuse('level-without-areas', 'absent', {
    doing: 'Projecting every area', found: areas === 0 ? `the data names no area at the level ${level}` : `no ${groups} of ${areas} areas at the level ${level} has a history that can be projected`,
    need: 'Areas with stocks and leavers of three years, or staff records two years apart', next: 'Choose another level, or project the nation as a whole',
  })
}
