import { z } from 'zod'
import type { Viewer } from '../../access/viewer.ts'
import { StaffGroups, type StaffGroupNode } from '../../contract/area.ts'
import { professionNamed, staffGroupNamed, staffGroups } from '../../reference/staff-group-tree.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, sayRefusal, type Refusal } from '../../units/refusal.ts'
import { calibrateArea, type Calibrated } from './calibrated.ts'
import { findPlace } from '../map/find-place.ts'
import { readRoute, type Route } from '../route.ts'

/** List the staff groups and professions held for an area, and which of them can be projected there. */
async function answerStaffGroups(house: House, viewer: Viewer, area: string | undefined): Promise<StaffGroups | Refusal> {
  const place = await findPlace(house, viewer, area)
  if (isRefusal(place)) return place
  const groups = await calibrateArea(house, viewer, place)
  return isRefusal(groups) ? groups : { area: place.area.code, groups: groups.map(sayGroup) }
}

function sayGroup({ history, parameters }: Calibrated): StaffGroupNode {
  const group = staffGroupNamed(history.group)
  const refused = isRefusal(parameters) ? parameters : null
  return {
    name: history.group, parent: group?.parent ?? professionNamed(history.group)?.staff_group ?? null, level: levelOf(history.group),
    projectable: refused === null, why: refused ? sayRefusal(refused) : null,
  }
}

/** Whether a name is a total, a subtotal, a group or a profession. Only groups of the tree can be the first three. */
export function levelOf(name: string): StaffGroupNode['level'] {
  const group = staffGroups.find((one) => one.name === name)
  if (group) return group.level
  return professionNamed(name) ? 'profession' : 'group'
}

export const staffGroupRoutes: readonly Route[] = [
  readRoute({
    url: '/api/staff-groups', policy: 'figures', says: 'Staff groups and professions held for an area, and which can be projected', group: 'Areas',
    query: z.object({ area: z.string().optional().describe('Code or name; the nation when left out') }), answer: StaffGroups, refuses: ['nothing-loaded', 'unknown-area'],
    handle: ({ house, viewer }, { area }) => answerStaffGroups(house, viewer, area),
  }),
]
