import type { MapNode } from '../../reference/area-map.ts'
import type { PartOfWhole } from '../../scenario/lever-in-part.ts'
import { nodesNamed } from '../../scenario/lever-set.ts'
import type { ScenarioScene } from '../../scenario/scenario-ensemble.ts'
import type { SupplyParameters } from '../../supply/parameters.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import type { Place } from '../map/find-place.ts'
import { pickGroup, type Calibrated } from '../rates/calibrated.ts'
import { areasLie } from './parts-on-map.ts'

/** An area with the rates that were learnt of it, or why none were. */
export interface LearntArea { readonly area: MapNode; readonly groups: readonly Calibrated[] | Refusal }

/**
 * Say how areas lie to each part of a whole, and which share of the staff around it is in it today.
 *
 * The share is of the area around, or of its parts together where those count more people: whoever works in two areas is counted in both, and no amount is handed out twice.
 */
export function partsOfWhole(place: Place, { nodes, names }: ScenarioScene, learnt: readonly LearntArea[]): (area: MapNode) => PartOfWhole {
  const all = new Map<string, number>()
  const lies = areasLie(place)
  const headsAround = (profession: string, around: string): number => {
    const node = nodes[nodesNamed(names)(profession, around) ?? -1]
    const parts = learnt.filter(({ area }) => lies(area, around) === 'around').map((each) => headsIn(each, profession) ?? 0)
    return Math.max(node === undefined ? 0 : headsOf(node.parameters), parts.reduce((sum, heads) => sum + heads, 0))
  }
  return (area) => {
    const here = learnt.find((each) => each.area === area)!
    return {
      area: area.code, lies: (named) => lies(area, named),
      share: (profession = names.profession, around = names.area) => {
        const own = headsIn(here, profession)
        const key = `${profession}\n${around}`
        if (own === null) return null
        all.set(key, all.get(key) ?? headsAround(profession, around))
        return all.get(key)! > 0 ? own / all.get(key)! : null
      },
    }
  }
}

/** People of a profession in an area today; null where nothing was learnt of them there. */
export function headsIn({ area, groups }: LearntArea, profession: string): number | null {
  const group = isRefusal(groups) ? groups : pickGroup(groups, profession, area.name)
  return isRefusal(group) || isRefusal(group.parameters) ? null : headsOf(group.parameters)
}

function headsOf({ openingHeads }: SupplyParameters): number {
  return openingHeads.reduce((sum, people) => sum + people, 0)
}
