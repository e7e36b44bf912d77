import type { Viewer } from '../../access/viewer.ts'
import type { ProjectionRequest } from '../../contract/projection.ts'
import { ProjectionRequest as Request } from '../../contract/projection.ts'
import type { GroupGap, OverviewFuture } from '../../contract/overview.ts'
import { saySize } from '../../scenario/describe.ts'
import { staffGroupNamed } from '../../reference/staff-group-tree.ts'
import type { House } from '../../store/house.ts'
import { isRefusal } from '../../units/refusal.ts'
import { calibrateArea, pickGroup, type Calibrated } from '../rates/calibrated.ts'
import type { Place } from '../map/find-place.ts'
import { whyNot } from './key-figures.ts'
import { projectInThread } from '../projection/model-threads.ts'
import { runGroup, type Ran } from '../projection.ts'
import { levelOf } from '../rates/staff-groups.ts'
import { pastRunsOf } from '../projection/past-runs-of.ts'

/** The projection of all staff at an area and the gap of each staff group five years ahead, largest first; or why there is none. */
export async function overviewFuture(house: House, viewer: Viewer, place: Place): Promise<OverviewFuture> {
  const groups = await calibrateArea(house, viewer, place)
  const whole = isRefusal(groups) ? groups : pickGroup(groups, undefined, place.area.name)
  if (isRefusal(groups) || isRefusal(whole)) {
    const why = isRefusal(whole) ? whyNot(whole) : ''
    return { area: place.area.code, fan: [], fanWhy: why, fanTitle: 'No projection for this area', gaps: [], gapsWhy: why, history: [], pastRuns: null, sentence: null }
  }
  const history = whole.history.stocks.flatMap(({ date, fte }) => (fte === null ? [] : [{ date, value: fte, status: 'ok' as const }]))
  const [ran, gaps] = await Promise.all([runGroup(house, viewer, place, whole, shown, projectInThread), gapsOf(house, viewer, place, groups)])
  const gapsWhy = gaps.length === 0 ? 'No staff group of this area has the history a projection needs: three years of stocks and leavers, or records two years apart.' : null
  if (isRefusal(ran)) return { area: place.area.code, fan: [], fanWhy: whyNot(ran), fanTitle: 'No projection for this area', gaps, gapsWhy, history, pastRuns: null, sentence: null }
  const fan = ran.run.rows.map(({ date, supply, demand, gap }) => ({ date, supply, demand, gap }))
  return { area: place.area.code, fan, fanWhy: null, fanTitle: titleOf(ran), gaps, gapsWhy, history, pastRuns: await pastRunsOf(house, viewer, place, groups, whole, 'fte'), sentence: sentenceOf(ran, whole) }
}

/** The projection an overview shows is the one the Projection page opens with: the same numbers. */
const shown: ProjectionRequest = Request.parse({})
const yearsAhead = 5

function titleOf({ run }: Ran): string {
  const later = run.rows[Math.min(yearsAhead, run.rows.length - 1)]!
  if (later.gap.p10 < 0 && later.gap.p90 > 0) return `Supply and demand: the range in ${later.year} includes no gap`
  const size = saySize(later.gap, 'fte')
  return `${size.charAt(0).toUpperCase()}${size.slice(1)} in ${later.year} if nothing changes`
}

function sentenceOf({ run }: Ran, { history }: Calibrated): string {
  const later = run.rows[Math.min(yearsAhead, run.rows.length - 1)]!
  const sector = staffGroupNamed(history.group)?.level === 'total' ? `${staffGroupNamed(history.group)?.sector.toLowerCase()} staff` : history.group
  return `If nothing changes, ${sector} would be ${saySize(later.gap, 'fte')} in ${later.year}, which is not a forecast of what must happen.`
}

/** Gaps of the groups that do not contain one another, largest first; professions where a group has any. */
async function gapsOf(house: House, viewer: Viewer, place: Place, groups: readonly Calibrated[]): Promise<GroupGap[]> {
  const gaps = await Promise.all(groups.filter(({ history }) => levelOf(history.group) === 'group').map(async (group): Promise<GroupGap[]> => {
    const ran = await runGroup(house, viewer, place, group, { ...shown, years: yearsAhead }, projectInThread)
    if (isRefusal(ran)) return []
    const last = ran.run.rows.at(-1)!
    return [{ profession: group.history.group, year: last.year, supply: last.supply, demand: last.demand, gap: last.gap }]
  }))
  return gaps.flat().sort((a, b) => Math.abs(b.gap.p50) - Math.abs(a.gap.p50) || (a.profession < b.profession ? -1 : 1)).slice(0, 12)
}
