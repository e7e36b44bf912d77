import { inForce } from '../supply/lever-ramp.ts'
import { formatNumber } from '../units/format.ts'
import { addMonths, sayMonth } from '../units/calendar-date.ts'
import type { LeverPlan } from './lever-plan.ts'
import type { PlannedLever } from './lever-set.ts'
import type { PlannedTraining } from './training-plan.ts'
import { averageOf, changeOf, sayNode, type BothPaths, type WhatIfNode } from './what-if-walk.ts'

/** Why a lever does less than it says, in one year: nothing is cancelled in silence. */
export interface Bind {
  readonly year: number
  /** Place in the list of levers, from 0. */
  readonly lever: number
  readonly constraint: 'not-started' | 'course-length' | 'placements' | 'places' | 'capacity-unknown' | 'vacancies' | 'candidates' | 'donor' | 'floor' | 'ceiling' | 'no-joiners'
  readonly says: string
}

interface Scene {
  readonly plan: LeverPlan
  readonly paths: BothPaths
  readonly nodes: readonly WhatIfNode[]
  readonly opening: string
}

/** Say, for every year and lever, what keeps it from doing what it says; rates at their middle. */
export function whatBinds(plan: LeverPlan, paths: BothPaths, nodes: readonly WhatIfNode[], years: number, opening: string): Bind[] {
  const scene = { plan, paths, nodes, opening }
  return Array.from({ length: years }, (_, year) => year).flatMap((year) => plan.planned.flatMap((planned, lever) => {
    if (planned.lever.change === 0 && !['posts', 'shared-pool'].includes(planned.kind.kind)) return []
    const calendar = Number(addMonths(opening, 12 * (year + 1)).slice(0, 4))
    const idle = !months(year).some((month) => inForce(planned.times, month) > 0)
    const found = idle ? notStarted(planned, year, opening) : bindsOf(scene, planned, lever, year)
    return found.map(({ constraint, says }) => ({ year: calendar, lever, constraint, says }))
  }))
}

type Found = Pick<Bind, 'constraint' | 'says'>

function months(year: number): number[] {
  return Array.from({ length: 12 }, (_, month) => 12 * year + month)
}

function notStarted({ times, kind }: PlannedLever, year: number, opening: string): Found[] {
  if (times.from < 12 * (year + 1)) return [{ constraint: 'not-started', says: `${kind.title} has ended` }]
  return [{ constraint: 'not-started', says: `${kind.title} begins in ${sayMonth(addMonths(opening, times.from + 1))}` }]
}

function bindsOf(scene: Scene, planned: PlannedLever, lever: number, year: number): Found[] {
  switch (planned.kind.arm) {
    case 'training': return trainingBinds(scene, planned, year)
    case 'moves': return moveBinds(scene, lever, year)
    case 'rates': return rateBinds(scene, planned, year)
    case 'joiners': return joinerBinds(scene, planned, year)
    case 'posts': return postBinds(scene, planned, lever, year)
    default: return []
  }
}

function rateBinds({ plan, nodes, paths }: Scene, { kind, node }: PlannedLever, year: number): Found[] {
  const { parameters } = nodes[node]!
  if (kind.kind === 'participation') {
    const [average, worked] = [averageOf(parameters), plan.nodes[node]!.worked(year, averageOf(parameters))]
    if (average * worked >= Math.max(1, average)) return [{ constraint: 'ceiling', says: 'Everybody works full time: participation cannot rise above 1 FTE per head on average' }]
    return worked <= 0 ? [{ constraint: 'floor', says: 'Participation cannot fall below no hours at all' }] : []
  }
  const asked = plan.nodes[node]!.leaving(year, parameters.leave.value)
  if (asked < 0) return [{ constraint: 'floor', says: `Nobody leaves by rate any more: the leaver rate cannot fall below 0. ${formatNumber(paths.scenario.nodes[node]!.agedOut[year]!, 0)} people still retire by age` }]
  return asked >= 1 ? [{ constraint: 'ceiling', says: 'Everybody leaves within the year: the leaver rate cannot rise above 100 %' }] : []
}

function moveBinds({ plan, paths, nodes }: Scene, lever: number, year: number): Found[] {
  const at = plan.links.findIndex((link) => link.lever === lever)
  const link = plan.links[at]!
  const { moved, asked } = paths.scenario.links[at]!
  const donor = nodes[link.from]!
  if (asked[year]! - moved[year]! > 1e-6 * Math.max(1, asked[year]!)) {
    return [{ constraint: 'donor', says: `${sayNode(donor)} has too few staff left: ${people(moved[year]!)} of ${people(asked[year]!)} move` }]
  }
  return paths.scenario.nodes[link.from]!.heads[year]! <= 1e-6 ? [{ constraint: 'donor', says: `${sayNode(donor)} is empty: nobody is left to move` }] : []
}

function joinerBinds({ plan, paths, nodes }: Scene, { node, lever }: PlannedLever, year: number): Found[] {
  const { streams } = plan.nodes[node]!
  const found = vacanciesBind({ plan, paths, nodes }, node, year, lever.change > 0)
  const lost = months(year).reduce((sum, month) => sum + Math.max(0, -(paths.baseline.nodes[node]!.candidates[month]! + changeOf(streams, month))), 0)
  return lost > 1e-6 && lever.change < 0 ? [...found, { constraint: 'no-joiners', says: `Nobody joins ${sayNode(nodes[node]!)} any more: ${people(lost)} fewer cannot come than would have come` }] : found
}

/** Joiners that a lever adds and no funded post waits for. */
function vacanciesBind({ plan, paths, nodes }: Pick<Scene, 'plan' | 'paths' | 'nodes'>, node: number, year: number, more: boolean): Found[] {
  const turnedAway = months(year).reduce((sum, month) => sum + paths.scenario.nodes[node]!.turnedAway[month]!, 0)
  if (!more || !plan.nodes[node]!.posts || turnedAway <= 1e-6) return []
  return [{ constraint: 'vacancies', says: `Funded posts bind: ${people(turnedAway)} candidates for ${sayNode(nodes[node]!)} find no vacancy that can be filled` }]
}

function postBinds({ plan, paths, nodes }: Scene, { node, kind }: PlannedLever, lever: number, year: number): Found[] {
  if (kind.kind === 'shared-pool') return poolBinds({ plan, paths, nodes }, lever, year)
  return [...vacanciesBind({ plan, paths, nodes }, node, year, true), ...candidatesBind(paths, nodes, node, year)]
}

/** A pool has too few people for the posts that can be filled, or too many. */
function poolBinds({ plan, paths, nodes }: Pick<Scene, 'plan' | 'paths' | 'nodes'>, lever: number, year: number): Found[] {
  const { members } = plan.pools.find((pool) => pool.lever === lever)!
  if (members.every(({ node }) => candidatesBind(paths, nodes, node, year).length > 0)) return [{ constraint: 'candidates', says: 'The pool is exhausted: everybody in it is hired, and posts stay open at every member' }]
  const left = members.reduce((sum, { node }) => sum + months(year).reduce((own, month) => own + paths.scenario.nodes[node]!.turnedAway[month]!, 0), 0)
  return left > 1e-6 ? [{ constraint: 'vacancies', says: `Funded posts bind: ${people(left)} of the pool find no vacancy that can be filled at any member` }] : []
}

/** Posts stay open although every candidate is hired. */
function candidatesBind(paths: BothPaths, nodes: readonly WhatIfNode[], node: number, year: number): Found[] {
  const path = paths.scenario.nodes[node]!
  const short = months(year).filter((month) => path.vacancies[month]! > 1e-6 && path.turnedAway[month]! <= 1e-9)
  if (short.length < 12) return []
  const open = short.reduce((sum, month) => sum + path.vacancies[month]!, 0) / 12
  return [{ constraint: 'candidates', says: `Candidates bind: everybody who comes to ${sayNode(nodes[node]!)} is hired, and ${formatNumber(open, 1)} FTE of posts are open in an average month; funding more posts adds nobody` }]
}

function trainingBinds(scene: Scene, { lever, kind, times }: PlannedLever, year: number): Found[] {
  const training = scene.plan.training.find(({ id }) => id === lever.programme)!
  if (kind.kind === 'trainees-counted') return []
  return [...placementsBind(training, kind.kind, lever.change, year), ...lengthBinds(training, times.from, year, scene.opening, kind.kind), ...vacanciesOfTraining(scene, training, year)]
}

function placementsBind({ facts, after }: PlannedTraining, kind: string, change: number, year: number): Found[] {
  const turnedAway = months(year).reduce((sum, month) => sum + after.turnedAway[month]!, 0)
  if (kind === 'placement-capacity') {
    if (facts.placementCapacity === undefined) return [{ constraint: 'capacity-unknown', says: `How many placements there are for ${facts.id} is not stated: changing them does nothing. Needed: placementCapacity` }]
    return change > 0 && turnedAway <= 1e-9 ? [{ constraint: 'places', says: `Places, not placements, decide how many start ${facts.id}: more placements add nobody` }] : []
  }
  if ((kind !== 'intake' && kind !== 'apprenticeships') || change < 0) return []
  if (facts.placementCapacity === undefined) return [{ constraint: 'capacity-unknown', says: `Whether there are placements for more learners of ${facts.id} is not known. Needed: placementCapacity` }]
  return turnedAway > 1e-9 ? [{ constraint: 'placements', says: `Placements bind: ${people(turnedAway)} who would start ${facts.id} find no placement` }] : []
}

/** Until those who started under the lever come to the end, nobody more or fewer qualifies. */
function lengthBinds({ facts, firstMonth, after }: PlannedTraining, from: number, year: number, opening: string, kind: string): Found[] {
  const horizon = after.qualified.length
  if (firstMonth === null) {
    const length = facts.stages.reduce((sum, { months: own }) => sum + own, 0)
    return from + length >= horizon ? [{ constraint: 'course-length', says: `The course takes ${length} months: nobody qualifies under this lever before ${sayMonth(addMonths(opening, horizon))}, where this projection ends` }] : []
  }
  if (12 * (year + 1) > firstMonth) return []
  return kind === 'join-share' || kind === 'settlement' ? [] : [{ constraint: 'course-length', says: `The first who qualify under this lever do so in ${sayMonth(addMonths(opening, firstMonth + 1))}` }]
}

function vacanciesOfTraining({ plan, paths, nodes }: Scene, { settling }: PlannedTraining, year: number): Found[] {
  return [...settling].flatMap(([node, more]) => vacanciesBind({ plan, paths, nodes }, node, year, months(year).some((month) => more[month]! > 1e-9)))
}

function people(amount: number): string {
  return `${formatNumber(amount, amount < 10 ? 1 : 0)} ${Math.round(amount) === 1 ? 'person' : 'people'}`
}
