import type { Viewer } from '../../access/viewer.ts'
import type { GroupHistory } from '../../dataset/history.ts'
import { findStaffGroup, professionNamed, staffGroupNamed } from '../../reference/staff-group-tree.ts'
import { readHistories } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'
import { calibrate, calibrationDefaults } from '../../supply/calibrate.ts'
import type { SupplyParameters } from '../../supply/parameters.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import type { Place } from '../map/find-place.ts'
import { keepReading } from '../kept.ts'
import { pairsOfLevel } from './pairs-of-level.ts'
import { historyFromView } from '../view/view-history.ts'

/** A staff group of an area: what was observed, and the parameters learnt from it or why there are none. */
export interface Calibrated { readonly history: GroupHistory; readonly parameters: SupplyParameters | Refusal }

/** Calibrate every staff group and profession held for an area, all at once: small groups lean on the whole. Kept per snapshot. */
export function calibrateArea(house: House, viewer: Viewer, place: Place): Promise<readonly Calibrated[] | Refusal> {
  const { area, mapAsked, snapshot } = place
  return keepReading(house, viewer, snapshot, { work: 'calibrated', asked: { area: `${area.level}:${area.code}`, map: mapAsked } }, async () => {
    const histories = await readHistories(house, viewer, `${area.level}:${area.code}`, null, mapAsked)
    if (isRefusal(histories)) return histories
    const viewed = histories.some(({ group }) => group === calibrationDefaults.wholeGroup) ? null : await historyFromView(house, viewer, place)
    if (viewed !== null) return calibrateView(viewed)
    const fromRecords = histories.some(({ byAge }) => byAge !== null)
    const pairs = fromRecords ? await pairsOfLevel(house, viewer, place) : null
    const parameters = calibrate(histories, fromRecords ? { source: 'staff records, with published counts for earlier years' } : {}, ({ group }) => pairs?.evidence(area.code, group) ?? null)
    return histories.map((history, at) => ({ history, parameters: parameters[at]! }))
  })
}

/** One year of rounded counts: judgement before any data weighs the more. */
function calibrateView(history: GroupHistory): readonly Calibrated[] {
  return [{ history, parameters: calibrate([history], { fewestYears: 1 })[0]! }]
}

/** Pick one group by name, alias or id; all staff when none is named. Errors: refuses `unknown-staff-group` and `group-without-history`. */
export function pickGroup(groups: readonly Calibrated[], asked: string | undefined, areaName: string): Calibrated | Refusal {
  if (asked === undefined || asked === '') return groups.find(({ history }) => history.group === calibrationDefaults.wholeGroup) ?? (groups.length === 1 ? groups[0]! : refuseGroup(calibrationDefaults.wholeGroup, areaName))
  const wanted = asked.trim().toLowerCase()
  const name = staffGroupNamed(asked)?.name ?? professionNamed(asked)?.profession
  const found = groups.find(({ history }) => history.group === name || history.group.toLowerCase() === wanted)
  if (found) return found
  const known = name ?? findStaffGroup(asked)
  return isRefusal(known) ? known : refuseGroup(typeof known === 'string' ? known : known.name, areaName)
}

function refuseGroup(group: string, area: string): Refusal {
  return refuse('group-without-history', 'absent', {
    doing: `Looking for the history of ${group} in ${area}`, found: 'no stock of it is loaded for this area', need: 'Stocks and leavers of three years, or staff records two years apart',
    next: 'Choose a larger area or another staff group, or load its history',
  })
}
