import type { Viewer } from '../../access/viewer.ts'
import { nodeOf, shareInside } from '../../reference/map-walk.ts'
import { groupsUpFrom, professionNamed, staffGroupNamed } from '../../reference/staff-group-tree.ts'
import { assumeDemand } from '../../scenario/input-kinds.ts'
import { repeatHistory } from '../../scenario/past-growth.ts'
import { leavingKinds } from '../../scenario/lever-rate.ts'
import type { ScenarioNode } from '../../scenario/scenario-ensemble.ts'
import type { ScenarioInputs, ScenarioSettings } from '../../scenario/scenario.ts'
import type { House } from '../../store/house.ts'
import { calibrationDefaults } from '../../supply/calibrate.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { answerComings } from '../comings.ts'
import { findPlace, type Place } from '../map/find-place.ts'
import { gatherNodes } from '../projection/lever-nodes.ts'
import { answerProjection, demandOf, type Projected } from '../projection.ts'
import { leverFileOf, type ScenarioFile } from './scenario-file.ts'

/** All that a scenario is a function of, and the projection it stands on. */
export interface GatheredScenario {
  readonly inputs: ScenarioInputs
  readonly settings: ScenarioSettings
  readonly projected: Projected
  readonly map: string | null
}

/** Gather everything a scenario needs; for the central path alone, without what records say of where leavers go. Errors: refuses as `answerProjection` and `gatherNodes`. */
export async function gatherScenario(house: House, viewer: Viewer, file: ScenarioFile, overridesOn: boolean, path: 'whole' | 'central' = 'whole'): Promise<GatheredScenario | Refusal> {
  const { request, document } = file
  const projected = await answerProjection(house, viewer, request)
  if (isRefusal(projected)) return projected
  const map = request.map ?? null
  const { area, areaName, profession } = projected.answer
  const { parameters } = projected.inputs
  const gathered = await gatherNodes(house, viewer, { map, area, areaName, profession, parameters }, leverFileOf(file))
  if (isRefusal(gathered)) return gathered
  const place = await findPlace(house, viewer, area, map)
  if (isRefusal(place)) return place
  const nodes: ScenarioNode[] = [{ ...gathered.nodes[0]!, part: true, demand: assumeDemand(projected.inputs.demand, document.assumptions) }]
  for (const node of gathered.nodes.slice(1)) {
    const demand = await demandElsewhere(house, viewer, node, file)
    nodes.push({ ...node, demand, part: isInside(place, node.parameters.area, profession, node.parameters.group) })
  }
  const { years, draws, seed, unit } = request
  return {
    projected, map, settings: { years, draws, seed, unit, dataset: projected.inputs.settings.dataset, overridesOn },
    inputs: {
      nodes, names: gathered.names, programmes: document.programmes, origins: document.origins, levers: file.levers, overrides: document.overrides, assumptions: document.assumptions,
      leaversToNeighbours: path === 'central' ? null : await leaversToNeighbours(house, viewer, file, area), history: repeatHistory(nodes[0]!.demand!, projected.answer.history),
    },
  }
}

/** What is required of another profession or area of the run; null where nothing says. */
async function demandElsewhere(house: House, viewer: Viewer, { parameters }: { readonly parameters: ScenarioNode['parameters'] }, { request, document }: ScenarioFile): Promise<ScenarioNode['demand']> {
  const place = await findPlace(house, viewer, parameters.area, request.map ?? null)
  const demand = isRefusal(place) ? place : await demandOf(house, viewer, place, parameters, request)
  return isRefusal(demand) ? null : assumeDemand(demand, document.assumptions)
}

/** Whether a profession of an area lies within the one projected: what changes there changes the whole. */
export function isInside(whole: Place, area: string, profession: string, group: string): boolean {
  const node = nodeOf(whole.map, area)
  if (node === null || shareInside(whole.map, node, whole.area) < 1) return false
  const own = staffGroupNamed(group) ?? staffGroupNamed(professionNamed(group)?.staff_group ?? '')
  return profession === calibrationDefaults.wholeGroup || profession === group || groupsUpFrom(own).includes(profession)
}

/** Of those who left, the share found in another area or sector, of all of whom anybody knows where they went; null where that is less than half, or no record may be asked. */
async function leaversToNeighbours(house: House, viewer: Viewer, { levers, request }: ScenarioFile, area: string): Promise<number | null> {
  if (!viewer.rights.includes('records') || !levers.some(({ lever }) => leavingKinds.has(lever.kind))) return null
  const { profession, map } = request
  const comings = await answerComings(house, viewer, { area, ...(profession === undefined ? {} : { profession }), ...(map === undefined ? {} : { map }) })
  if (isRefusal(comings)) return null
  const count = (...kinds: string[]): number => comings.went.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { heads }) => sum + heads, 0)
  const [moved, declared, unknown] = [count('moved'), count('declared'), count('unknown')]
  return moved + declared > unknown ? moved / (moved + declared) : null
}
