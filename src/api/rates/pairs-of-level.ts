import { reaches, reachesAll } from '../../access/reach.ts'
import type { Viewer } from '../../access/viewer.ts'
import { heldBy } from '../../reference/map-walk.ts'
import { groupsUpFrom, staffGroupNamed } from '../../reference/staff-group-tree.ts'
import { rankOf } from '../../reference/levels.ts'
import { readFlowPairs } from '../../store/flow-pairs.ts'
import type { House } from '../../store/house.ts'
import { calibrationDefaults } from '../../supply/calibrate.ts'
import { indexPairs, type PairIndex } from '../../supply/calibrate-pairs.ts'
import { isRefusal } from '../../units/refusal.ts'
import type { Place } from '../map/find-place.ts'
import { keepAnswer } from '../kept.ts'

/**
 * Read people followed between month-ends, seen from every area of the level of a place: its peers lend it strength. Read once per level and snapshot.
 *
 * Answers null where no two month-ends of records are held. Below an integrated care system, its system is the parent of a place; the nation is the parent of all others.
 */
export function pairsOfLevel(house: House, viewer: Viewer, { area: { level }, map, mapAsked, snapshot }: Place): Promise<PairIndex | null> {
  return keepAnswer(house, viewer, snapshot, `pairs ${level} ${mapAsked ?? ''}`, async () => {
    const pairs = await readFlowPairs(house, viewer, { area: null, level, map: mapAsked })
    if (isRefusal(pairs)) return null
    const nodes = new Map([...map.nodes.values()].filter((node) => node.level === level).map((node) => [node.code, node]))
    const parentOf = (code: string): string | null => {
      const node = nodes.get(code)
      if (!node || rankOf(level) <= rankOf(parentLevel)) return null
      const [above] = heldBy(map, node, parentLevel).toSorted((a, b) => b.share - a.share)
      return above?.node.code ?? null
    }
    // Of an area of which only some records are seen, nothing is learnt: it would look like the area's.
    const seen = (code: string | null) => reachesAll(viewer.reach) || (code !== null && reaches(viewer.reach, `${level}:${code}`, pairs.years.at(-1)?.to ?? map.date))
    return indexPairs({ ...pairs, cells: pairs.cells.filter(({ area }) => seen(area)) }, { namesOf, parentOf, window: calibrationDefaults.window })
  })
}

const parentLevel = 'ics'

/** Names that a line of staff is kept under, as in histories: its profession, its staff group and every group above. */
function namesOf(group: string, profession: string): readonly string[] {
  const above = groupsUpFrom(staffGroupNamed(group))
  return [...new Set([...(above.length > 0 ? above : [group]), profession])]
}
