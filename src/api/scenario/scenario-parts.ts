import type { Viewer } from '../../access/viewer.ts'
import { assumeDemand } from '../../scenario/input-kinds.ts'
import { leverInPart, programmeInPart, type LeverInPart, type PartOfWhole } from '../../scenario/lever-in-part.ts'
import type { Lever } from '../../scenario/lever-set.ts'
import { unitRefusal } from '../../scenario/run.ts'
import type { PartGiven, PartsGiven } from '../../scenario/scenario-parts.ts'
import { readHistoriesAhead } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, sayRefusal } from '../../units/refusal.ts'
import { findPlace, type Place } from '../map/find-place.ts'
import { gatherNodes } from '../projection/lever-nodes.ts'
import { demandOf } from '../projection.ts'
import { calibrateArea, pickGroup } from '../rates/calibrated.ts'
import { threadBeside } from '../reading/reading-thread.ts'
import { deprivationHeld } from './deprivation-held.ts'
import { headsIn, partsOfWhole, type LearntArea } from './part-shares.ts'
import { areasTold } from './parts-on-map.ts'
import { leverFileOf, type ScenarioFile } from './scenario-file.ts'
import { isInside, type GatheredScenario } from './scenario-inputs.ts'
import type { ScenarioWatch } from './scenario-thread.ts'

/** What every area is made ready with. */
interface Making { readonly house: House; readonly viewer: Viewer; readonly file: ScenarioFile; readonly place: Place; readonly gathered: GatheredScenario }

/**
 * Make the areas of the level below ready to be walked with the levers of a scenario, each as its own projection has it; none where there are no areas, or it was stopped.
 *
 * An area that cannot be projected stands with why; nothing is filled in for it.
 */
export async function gatherParts(house: House, viewer: Viewer, file: ScenarioFile, gathered: GatheredScenario, watch: ScenarioWatch): Promise<PartsGiven> {
  const place = await findPlace(house, viewer, gathered.inputs.names.area, gathered.map)
  const found = isRefusal(place) ? null : await learnLevel(house, viewer, place, gathered.inputs.names.profession, watch)
  if (isRefusal(place) || found === null) return { level: null, areas: [], deprivation: null }
  const { level, learnt } = found
  const held = await deprivationHeld(house, viewer, place, level)
  const partOf = partsOfWhole(place, gathered.inputs, learnt)
  const made: PartGiven[] = []
  for (const each of learnt) {
    const { area: { code, name } } = each
    const ready = await readyPart({ house, viewer, file, place: { ...place, area: each.area }, gathered }, each, partOf(each.area))
    made.push({ code, name, deprivation: held?.byArea.get(code) ?? null, ...(typeof ready === 'string' ? { scene: null, why: ready, levers: [], untold: [], share: null } : { ...ready, why: null }) })
  }
  return { level, areas: made, deprivation: held === null ? null : { asOf: held.asOf, sources: held.sources } }
}

/** Learn the areas of the first level of which two have a history of the profession; of the first level there is where none has. Null where there are no areas, or it was stopped. */
async function learnLevel(house: House, viewer: Viewer, place: Place, profession: string, { step, stop }: ScenarioWatch): Promise<{ readonly level: string; readonly learnt: readonly LearntArea[] } | null> {
  const levels: { level: string; learnt: LearntArea[] }[] = []
  for (const { level, areas } of areasTold(place)) {
    // A server has what was learnt at hand, area by area; elsewhere one pass over the records is for all of them.
    if (threadBeside(house) === null) await readHistoriesAhead(house, viewer, areas.map(({ code }) => `${level}:${code}`), place.mapAsked)
    const learnt: LearntArea[] = []
    for (const [at, area] of areas.entries()) {
      if (stop.aborted) return null
      step('gathering', at, areas.length)
      learnt.push({ area, groups: await calibrateArea(house, viewer, { ...place, area }) })
    }
    levels.push({ level, learnt })
    if (learnt.filter((each) => headsIn(each, profession) !== null).length > 1) break
  }
  return levels.findLast(({ learnt }) => learnt.some((each) => headsIn(each, profession) !== null)) ?? levels[0] ?? null
}

type Ready = Pick<PartGiven, 'scene' | 'levers' | 'untold' | 'share'>

/** Who is in the run of an area, what is required there, and what the levers do in it; or why it cannot be projected. */
async function readyPart({ house, viewer, file, place, gathered: { inputs, map } }: Making, { groups }: LearntArea, part: PartOfWhole): Promise<Ready | string> {
  const { profession } = inputs.names
  const group = isRefusal(groups) ? groups : pickGroup(groups, profession, place.area.name)
  const parameters = isRefusal(group) ? group : group.parameters
  if (isRefusal(parameters)) return sayRefusal(parameters)
  const refused = unitRefusal(parameters, { unit: file.request.unit, areaName: place.area.name })
  if (refused !== null) return sayRefusal(refused)
  const opening = inputs.nodes[0]!.parameters.openingDate
  if (parameters.openingDate !== opening) return `its history ends on ${parameters.openingDate}, that of the whole on ${opening}`
  const demand = await demandOf(house, viewer, place, parameters, file.request)
  if (isRefusal(demand)) return sayRefusal(demand)
  const { levers, untold } = leversIn(file, part)
  const programmes = inputs.programmes.flatMap((programme) => programmeInPart(programme, part) ?? [])
  const gathered = await gatherNodes(house, viewer, { map, area: part.area, areaName: place.area.name, profession, parameters }, leverFileOf({ document: { programmes: programmes as ScenarioFile['document']['programmes'], origins: [] }, levers }))
  if (isRefusal(gathered)) return sayRefusal(gathered)
  const nodes = gathered.nodes.map((node, at) => ({ ...node, demand: at === 0 ? assumeDemand(demand, file.document.assumptions) : null, part: at === 0 || isInside(place, node.parameters.area, profession, node.parameters.group) }))
  return { scene: { nodes, names: gathered.names, programmes, origins: [] }, levers, untold, share: part.share(undefined, undefined) }
}

/** The levers of the file as they act in a part, and those that are not told apart there. */
function leversIn({ levers, document }: ScenarioFile, part: PartOfWhole): Pick<Ready, 'levers' | 'untold'> {
  const all = levers.map(({ id, lever }) => ({ id, found: leverInPart(lever, document.programmes, part) }))
  return {
    levers: all.flatMap(({ id, found }) => (isLever(found) ? [{ id, lever: found }] : [])),
    untold: all.flatMap(({ id, found }) => (found !== null && 'untold' in found ? [{ id, why: found.untold }] : [])),
  }
}

function isLever(found: LeverInPart): found is Lever {
  return found !== null && !('untold' in found)
}
