import { formatNumber } from '../units/format.ts'
import { sayDate } from '../units/calendar-date.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import type { CentralScenario, CentralScenarioSettings, CentralScenarioYear } from './central-scenario.ts'
import { leavingKinds } from './lever-rate.ts'
import { nodesNamed, type Lever } from './lever-set.ts'
import type { ScenarioNode, ScenarioScene } from './scenario-ensemble.ts'
import { anyLeverNamed, unitOf } from './scenario-lever.ts'
import { peopleOf, type Acting } from './scenario.ts'
import { averageOf } from './what-if-walk.ts'

/** One thing that was looked at about a lever. `holds` is false where a planner has to look again. */
export interface Checked { readonly holds: boolean; readonly says: string }

/** Whether a lever applies here, and whether it behaves. */
export interface LeverLook { readonly applies: readonly Checked[]; readonly tested: readonly Checked[] }

type Walk = CentralScenario['walk']
type Rows = readonly CentralScenarioYear[]

/**
 * Look at one lever of a scenario on the central path: on whom it acts, what its rate is now, what keeps it from acting; and test it at nothing, at half, at twice and at both ends of its range.
 *
 * Source: docs/method/scenarios.md, C11.
 */
export function lookAtLever(scene: ScenarioScene, settings: CentralScenarioSettings, walk: Walk, levers: readonly Acting[], id: string): LeverLook {
  const own = levers.find((each) => each.id === id)
  if (own === undefined) return { applies: [], tested: [] }
  const taken = walk(levers)
  if (isRefusal(taken)) return { applies: [{ holds: false, says: taken.found }], tested: [] }
  return { applies: [...actsOn(scene, own.lever), ...bindsIt(scene, settings, levers, id)], tested: tested({ scene, settings, walk, levers, own }) }
}

/** Who is affected, and what the lever's own rate is now. */
function actsOn(scene: ScenarioScene, lever: Lever): Checked[] {
  if (lever.programme !== undefined) {
    const programme = scene.programmes.find(({ id }) => id === lever.programme)
    return programme === undefined ? [] : [{ holds: true, says: `Acts on ${programme.id}, which ${formatNumber(programme.startsAYear, 0)} people start in a year and which trains for ${programme.profession}` }]
  }
  const at = nodesNamed(scene.names)(lever.profession, lever.area)
  if (at === null) return [{ holds: false, says: `${lever.profession ?? scene.names.profession} in ${lever.area ?? scene.names.area} is not in the run` }]
  const node = scene.nodes[at]!
  const { group, openingDate, openingHeads } = node.parameters
  const people = openingHeads.reduce((sum, each) => sum + each, 0)
  return [{ holds: true, says: `Acts on ${group} in ${node.areaName}: ${formatNumber(people, 0)} people in post on ${sayDate(openingDate)}` }, ...rateNow(node, lever, people)]
}

function rateNow(node: ScenarioNode, { kind, change, unit }: Lever, people: number): Checked[] {
  const { leave, join } = node.parameters
  if (leavingKinds.has(kind)) return [{ holds: true, says: `${percent(leave.value)} of all leave in a year now, from ${leave.years} (grade ${leave.grade})` }]
  if (kind === 'participation') return [{ holds: true, says: `One person works ${formatNumber(averageOf(node.parameters), 2)} FTE on average now` }]
  if (anyLeverNamed(kind)?.arm !== 'joiners' || unit === '%') return []
  const joiners = join.value * people
  return [{ holds: Math.abs(change) <= joiners, says: `${formatNumber(joiners, joiners < 10 ? 1 : 0)} people join in a year now (grade ${join.grade})${Math.abs(change) <= joiners ? '' : ': the change is larger than all who join'}` }]
}

function percent(share: number): string {
  return `${formatNumber(100 * share, 1)} %`
}

/** What keeps it from acting, each reason once with the years in which it does. */
function bindsIt(scene: ScenarioScene, { years, unit }: CentralScenarioSettings, levers: readonly Acting[], id: string): Checked[] {
  const stated = levers.map(({ id: own, lever: { range: _range, ...lever } }): Acting => ({ id: own, lever }))
  const people = peopleOf(scene, stated, { years, unit, draws: 1, seed: 0, dataset: '' })
  if (isRefusal(people)) return [{ holds: false, says: people.found }]
  const own = people.binds.filter((bind) => bind.id === id)
  if (own.length === 0) return [{ holds: true, says: 'Nothing keeps it from acting in any year' }]
  return [...Map.groupBy(own, ({ constraint }) => constraint)].map(([constraint, found]) => ({ holds: constraint === 'not-started', says: `${found[0]!.says} (${yearsOf(found.map(({ year }) => year))})` }))
}

function yearsOf(years: readonly number[]): string {
  return years.length === 1 ? String(years[0]) : `${years[0]} to ${years.at(-1)}, in ${years.length} years`
}

interface Test { readonly scene: ScenarioScene; readonly settings: CentralScenarioSettings; readonly walk: Walk; readonly levers: readonly Acting[]; readonly own: Acting }

function tested(test: Test): Checked[] {
  return [...atNothing(test), ...atHalfAndTwice(test), ...atItsEnds(test)]
}

/** The scenario with the lever at another change. */
function withChange({ walk, levers, own }: Test, change: number): Rows | Refusal {
  return walk(levers.map((each) => (each.id === own.id ? { ...each, lever: { ...each.lever, change } } : each)))
}

/** Posts and pools limit who is hired also where they do not change. */
const actsAtRest = new Set(['posts', 'shared-pool', 'network-posts'])

function atNothing(test: Test): Checked[] {
  const still = withChange(test, 0)
  if (isRefusal(still) || actsAtRest.has(test.own.lever.kind)) return []
  const without = test.walk(test.levers.filter(({ id }) => id !== test.own.id))
  if (isRefusal(without)) return []
  const same = still.every(({ scenario: { gap } }, ahead) => gap === without[ahead]!.scenario.gap)
  return [{ holds: same, says: same ? 'At no change the answer is that of the other levers, to the last digit' : 'At no change the answer is not that of the other levers' }]
}

function atHalfAndTwice(test: Test): Checked[] {
  const { own: { lever }, settings: { unit } } = test
  const reach = unitOf(lever)
  if (lever.change === 0 || reach === undefined) return []
  const changes = [lever.change / 2, lever.change, Math.min(reach.high, Math.max(reach.low, 2 * lever.change))]
  const gains = changes.map((change) => gainedAt(test, change))
  if (gains.some((gain) => gain === null)) return []
  const [half, whole, twice] = gains as [number, number, number]
  const steady = Math.sign(whole - half) * Math.sign(twice - whole) >= 0 && Math.sign(half) * Math.sign(whole) >= 0
  return [{ holds: steady, says: `Half of it gains ${signed(half, unit)} at the end, all of it ${signed(whole, unit)}, twice as much ${signed(twice, unit)}${steady ? '' : ': more of it does not go on in the same direction'}` }]
}

/** By how much the gap at the last year end is smaller with the lever than with the others alone; null where it is refused. */
function gainedAt(test: Test, change: number): number | null {
  const found = withChange(test, change)
  const without = test.walk(test.levers.filter(({ id }) => id !== test.own.id))
  return isRefusal(found) || isRefusal(without) ? null : without.at(-1)!.scenario.gap - found.at(-1)!.scenario.gap
}

function atItsEnds(test: Test): Checked[] {
  const { own: { lever }, settings: { unit: counted } } = test
  const reach = unitOf(lever)
  if (reach === undefined) return []
  const ends = [reach.low, reach.high].flatMap((change) => {
    const found = withChange(test, change)
    return isRefusal(found) ? [] : [{ change, rows: found }]
  })
  if (ends.length === 0) return []
  const sane = ends.every(({ rows }) => rows.every(({ scenario }) => Number.isFinite(scenario.gap) && scenario.supply >= 0))
  const said = ends.map(({ change, rows }) => `${sign(change)}${formatNumber(Math.abs(change), 0)} ${reach.unit} leaves ${formatNumber(rows.at(-1)!.scenario.supply, 0)} ${nameOf(counted)} in post`).join(', ')
  return [{ holds: sane, says: `At the ends of what it may be set to, ${said}: ${sane ? 'nobody is below zero in any year' : 'an answer is no count of people'}` }]
}

function signed(value: number, unit: CentralScenarioSettings['unit']): string {
  return `${sign(value)}${formatNumber(Math.abs(value), Math.abs(value) < 10 ? 1 : 0)} ${nameOf(unit)}`
}

function sign(value: number): string {
  return value < 0 ? '−' : value > 0 ? '+' : ''
}

function nameOf(unit: CentralScenarioSettings['unit']): string {
  return unit === 'fte' ? 'FTE' : 'people'
}
