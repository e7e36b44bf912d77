import type { Viewer } from '../../access/viewer.ts'
import type { GroupHistory } from '../../dataset/history.ts'
import { isReturn } from '../../dataset/return-layout.ts'
import { demandPath } from '../../demand/demand-path.ts'
import type { RowEdit } from '../../quality/repair-edit.ts'
import { fteChange, repairedAges, type HeldPost } from '../../quality/repair-history.ts'
import { staffGroups } from '../../reference/staff-group-tree.ts'
import { statedDemand, withPopulation, type DemandAssumptions } from '../../scenario/demand-assumptions.ts'
import { walkTogether } from '../../scenario/supply-ensemble.ts'
import { medianFuture } from '../../scenario/uncertainty.ts'
import { readHistoryParts, type HistoryParts } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'
import { calibrate, calibrationDefaults } from '../../supply/calibrate.ts'
import type { SupplyParameters } from '../../supply/parameters.ts'
import { addMonths } from '../../units/calendar-date.ts'
import { isRefusal, refuse, sayRefusal, type Refusal } from '../../units/refusal.ts'
import type { Place } from '../map/find-place.ts'
import { populationPath } from '../demand/population-growth.ts'

/** The central plan of an area: the gap of each staff group at the horizon, FTE. */
export interface CentralPlan { readonly openingDate: string; readonly gaps: ReadonlyMap<string, number> }

/** What a repair does to the plan: FTE. `moved` adds up the sizes of the changes of every staff group. */
export interface PlanEffect { readonly fteToday: number; readonly gap: number; readonly moved: number }

/** The plan of an area, ready to be run again with repairs. */
export interface RepairablePlan {
  readonly plan: CentralPlan | null
  /** Why there is no plan. */
  readonly why: string | null
  /** Month-ends the plan reads, oldest first; edits of other months move nothing. Empty where the plan reads no returns. */
  readonly ends: readonly string[]
  /** Run the plan again as if the rows were right. `held` are the posts of the people concerned; null when the plan can no longer be run. */
  readonly effect: (edits: readonly RowEdit[], held: readonly HeldPost[]) => PlanEffect | null
}

/**
 * Calibrate and run the central plan of an area, with median rates, `years` ahead, so that it can be run again with repaired records.
 * Errors: refusals of reading histories.
 */
export async function repairablePlan(house: House, viewer: Viewer, place: Place, years: number): Promise<RepairablePlan | Refusal> {
  const parts = await readHistoryParts(house, viewer, `${place.area.level}:${place.area.code}`, place.mapAsked)
  if (isRefusal(parts)) return parts
  const histories = parts.histories()
  const demand = await demandOf(house, viewer, place, histories, years)
  const plan = planOf(histories, demand, years)
  const read = histories.some(({ source }) => isReturn(source)) ? parts.ages.find(({ source }) => isReturn(source)) ?? null : null
  return {
    plan: isRefusal(plan) ? null : plan, why: isRefusal(plan) ? sayRefusal(plan) : null, ends: isRefusal(plan) || !read ? [] : read.ends,
    effect: (edits, held) => (isRefusal(plan) || !read ? null : effectOf(parts, read.source, plan, demand, years, edits, held)),
  }
}

function effectOf(parts: HistoryParts, source: string, plan: CentralPlan, demand: DemandAssumptions, years: number, edits: readonly RowEdit[], held: readonly HeldPost[]): PlanEffect | null {
  const ages = parts.ages.map((one) => {
    return one.source === source ? { ...one, rows: repairedAges(one.rows, one.ends, held, edits) } : one
  })
  const repaired = planOf(parts.histories(ages), demand, years)
  return isRefusal(repaired) ? null : { fteToday: fteChange(edits, plan.openingDate), ...difference(plan, repaired) }
}

/** Change of the gap of all staff, and the sizes of the change of each staff group added up, whichever is larger. */
function difference(before: CentralPlan, after: CentralPlan): Pick<PlanEffect, 'gap' | 'moved'> {
  const change = (group: string): number => (after.gaps.get(group) ?? 0) - (before.gaps.get(group) ?? 0)
  const both = staffGroups.filter(({ level, name }) => level === 'group' && before.gaps.has(name) && after.gaps.has(name))
  const gap = change(calibrationDefaults.wholeGroup)
  return { gap, moved: Math.max(Math.abs(gap), both.reduce((sum, { name }) => sum + Math.abs(change(name)), 0)) }
}

/** Run every staff group and all staff with median rates. Refused where all staff cannot be run. */
function planOf(histories: readonly GroupHistory[], demand: DemandAssumptions, years: number): CentralPlan | Refusal {
  const wanted = new Set([calibrationDefaults.wholeGroup, ...staffGroups.filter(({ level }) => level === 'group').map(({ name }) => name)])
  const parameters = calibrate(histories)
  const whole = parameters[histories.findIndex(({ group }) => group === calibrationDefaults.wholeGroup)]
  if (whole === undefined) return noPlan
  if (isRefusal(whole)) return whole
  const run = parameters.filter((one): one is SupplyParameters => !isRefusal(one) && one.measured !== 'people' && wanted.has(one.group))
  const gaps = new Map(gapsAt(run, demand, years).map((gap, at) => [run[at]!.group, gap]))
  return { openingDate: addMonths(whole.openingDate, 0), gaps }
}

const noPlan = refuse('group-without-history', 'absent', {
  doing: 'Running the plan', found: 'no history of all staff is loaded for this area', need: 'Stocks and leavers of three years, or staff records a year apart', next: 'Choose a larger area, or load its history',
})

/** Demand less supply in FTE at the end of the last year, nothing drawn; all groups are walked side by side. */
function gapsAt(parameters: readonly SupplyParameters[], demand: DemandAssumptions, years: number): number[] {
  return walkTogether(parameters.map((one) => ({ parameters: one, futures: [medianFuture(one, years)] }))).map(([path]) => {
    const supply = path!.fte.stock
    const need = demandPath({ openingFte: supply[0]!, unmetNeed: demand.unmetNeed.value * supply[0]!, growth: demand.growth, productivity: demand.productivity.value, years }).withProductivity
    return need[12 * years]! - supply[years]!
  })
}

/** The demand the Projection page opens with: it grows with the population where one is loaded. */
async function demandOf(house: House, viewer: Viewer, place: Place, histories: readonly GroupHistory[], years: number): Promise<DemandAssumptions> {
  const stated = statedDemand()
  const opening = histories.find(({ group }) => group === calibrationDefaults.wholeGroup)?.stocks.at(-1)?.date
  const population = opening === undefined ? null : await populationPath(house, viewer, place.area.code, opening, years, place.mapAsked)
  return population ? withPopulation(stated, { by: 'population', people: population.people }, population.sources.join(', then ')) : stated
}
