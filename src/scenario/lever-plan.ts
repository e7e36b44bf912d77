import { leverNamed } from '../supply/lever-list.ts'
import { inForce, inForceInYear, type LeverTimes } from '../supply/lever-ramp.ts'
import { monthlyRate } from '../supply/monthly-rate.ts'
import type { Link, Pool } from '../supply/system.ts'
import { monthsBetween, type CalendarDate } from '../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { leavingKinds } from './lever-rate.ts'
import type { Lever, LeverSet, Origin, OriginShares, PlannedLever, PlanFrame } from './lever-set.ts'
import { workedTimes, type StaffChange } from './staff-change.ts'
import { planTraining, type PlannedTraining } from './training-plan.ts'

/** What levers do to one node. Shape: by year or month ahead. */
export interface NodePlan extends Pick<StaffChange, 'leaving' | 'worked'> {
  /** People a month who would join besides those of the baseline, or fewer. */
  readonly streams: Readonly<Record<Origin, Float64Array>>
  readonly posts: { readonly funded: Float64Array; readonly fillMonths: Float64Array } | null
  /** FTE that trainees count for by month; nothing unless a lever says so. */
  readonly traineesFte: Float64Array
  readonly originShares: OriginShares | null
}

export interface LeverPlan {
  readonly planned: readonly PlannedLever[]
  readonly nodes: readonly NodePlan[]
  readonly links: readonly (Link & { readonly lever: number })[]
  readonly pools: readonly (Pool & { readonly lever: number })[]
  readonly training: readonly PlannedTraining[]
}

/**
 * Turn stated levers into what they do, month by month, to each node of a run.
 *
 * `known` is handed from plan to plan of one frame, so that programmes whose levers stay as they are are followed once.
 *
 * Errors: a refusal `levers-invalid` that lists every lever that cannot be used, and why; nothing is filled in that a lever needs and does not state.
 * Source: docs/method/levers.md.
 */
export function planLevers(set: LeverSet, frame: PlanFrame, known: KnownTraining = new Map()): LeverPlan | Refusal {
  const problems: string[] = []
  const planned = set.levers.map((lever, at) => planLever(lever, `levers[${at}]`, set, frame, problems))
  checkTogether(planned, frame, problems)
  checkOrigins(set, frame, problems)
  const usable = planned.filter((each): each is PlannedLever => each !== null)
  const training = problems.length > 0 ? [] : trainOnce(set, usable, frame, known)
  if (isRefusal(training)) return training
  if (problems.length > 0) return invalid(problems)
  return {
    planned: usable, training, links: usable.flatMap((each, at) => linkOf(each, at, frame)), pools: usable.flatMap((each, at) => poolOf(each, at, frame)),
    nodes: Array.from({ length: frame.nodes }, (_, node) => planNode(node, usable, training, set, frame)),
  }
}

/** Programmes followed with their levers, by what those say. */
export type KnownTraining = Map<string, PlannedTraining[] | Refusal>

function trainOnce({ programmes }: LeverSet, usable: readonly PlannedLever[], frame: PlanFrame, known: KnownTraining): PlannedTraining[] | Refusal {
  const key = JSON.stringify([programmes.map(({ id }) => id), usable.flatMap(({ lever }) => (lever.programme === undefined ? [] : [lever]))])
  const training = known.get(key) ?? planTraining(programmes, usable, frame)
  known.set(key, training)
  return training
}

/** FTE that trainees of a node count for at a year end: only where a lever says so, and nobody in a count of people. */
export function traineesAt(at: number, ahead: number, plan: LeverPlan, unit: 'fte' | 'headcount'): number {
  return unit === 'fte' && ahead > 0 ? plan.nodes[at]!.traineesFte[12 * ahead - 1]! : 0
}

function invalid(problems: readonly string[]): Refusal {
  const shown = problems.slice(0, 10)
  return refuse('levers-invalid', 'input', {
    doing: 'Reading the levers', found: shown.join('; ') + (problems.length > shown.length ? `; and ${problems.length - shown.length} more` : ''),
    need: 'Each lever needs a kind, a change within its range, and what its kind needs; nothing that is missing is guessed',
    next: 'Correct the levers named; `cadre project --list-levers` says what each takes, and examples/levers.yaml works',
  })
}

function planLever(lever: Lever, where: string, set: LeverSet, frame: PlanFrame, problems: string[]): PlannedLever | null {
  const kind = leverNamed(lever.kind)
  const say = (text: string): void => void problems.push(`${where} ${text}`)
  if (!kind) {
    say(`is “${lever.kind}”, which is no lever`)
    return null
  }
  const unit = lever.unit === undefined ? kind.units[0]! : kind.units.find((each) => each.unit === lever.unit)
  if (!unit) say(`(${kind.kind}) has the unit “${lever.unit}”, and takes ${kind.units.map((each) => each.unit).join(' or ')}`)
  else if (!(lever.change >= unit.low && lever.change <= unit.high)) say(`(${kind.kind}) changes by ${lever.change}, and may change from ${unit.low} to ${unit.high} ${unit.unit}`)
  if (unit && lever.range && !(unit.low <= lever.range.low && lever.range.low <= lever.change && lever.change <= lever.range.high && lever.range.high <= unit.high)) {
    say(`(${kind.kind}) has a range from ${lever.range.low} to ${lever.range.high} about ${lever.change}; low, change and high go up, within ${unit.low} to ${unit.high} ${unit.unit}`)
  }
  const programme = lever.programme === undefined ? undefined : set.programmes.find(({ id }) => id === lever.programme)
  if (kind.needs.includes('programme') && !programme) say(lever.programme === undefined ? `(${kind.kind}) names no programme` : `(${kind.kind}) names the programme “${lever.programme}”, and no such programme is stated: its intake, stages, drop-out, completion, share who join and settlement are needed`)
  if (kind.needs.includes('destination') && lever.toProfession === undefined && lever.toArea === undefined && lever.toSector === undefined) say(`(${kind.kind}) says nowhere to move to: toProfession, toArea or toSector`)
  if (kind.needs.includes('now') && lever.now === undefined) say(`(${kind.kind}) does not say how many posts are funded now`)
  if (kind.kind === 'posts' && lever.fillMonths === undefined) say(`(${kind.kind}) does not say how many months it takes to fill a vacancy (fillMonths)`)
  if (kind.needs.includes('members') && lever.members === undefined) say(`(${kind.kind}) names no members`)
  if (kind.needs.includes('area') && lever.area === undefined) say(`(${kind.kind}) names no area`)
  if (kind.needs.includes('reaches') && lever.reaches === undefined) say(`(${kind.kind}) does not say which share of the staff it reaches (reaches)`)
  const times = timesOf(lever, frame.opening)
  if (times.to !== undefined && times.to <= times.from) say(`(${kind.kind}) ends before it begins`)
  const onNode = kind.arm !== 'training' && kind.kind !== 'shared-pool'
  const node = onNode ? frame.nodeOf(lever.profession, lever.area) : kind.kind === 'trainees-counted' ? frame.nodeOf(programme?.profession, lever.area) : -1
  if (node === null) say(`(${kind.kind}) acts on ${lever.profession ?? programme?.profession ?? 'a profession'} in ${lever.area ?? 'the area'}, which is not in the run`)
  return unit && node !== null ? { lever, kind, unit: unit.unit, node, times } : null
}

/** When a lever acts, from the dates it states. */
export function timesOf({ from, to, ramp }: Pick<Lever, 'from' | 'to' | 'ramp'>, opening: CalendarDate): LeverTimes {
  // Month 0 is the calendar month after the opening; a day within a month counts from its first.
  const monthOf = (date: CalendarDate): number => Math.max(0, monthsBetween(opening, date) - 1)
  const start = from === undefined ? 0 : monthOf(from)
  return to === undefined ? { from: start, ramp } : { from: start, to: monthOf(to), ramp }
}

function checkTogether(planned: readonly (PlannedLever | null)[], frame: PlanFrame, problems: string[]): void {
  const posts = planned.filter((each) => each?.kind.kind === 'posts').map((each) => each!.node)
  planned.forEach((each, at) => {
    if (!each) return
    const { kind: { kind }, node, lever } = each
    if (kind === 'posts' && posts.indexOf(node) !== posts.lastIndexOf(node)) problems.push(`levers[${at}] (posts) is stated more than once for the same profession and area`)
    if (kind === 'fill-delay' && !posts.includes(node)) problems.push(`levers[${at}] (fill-delay) needs a lever “posts” for the same profession and area`)
    if (kind === 'transfer' && lever.toSector === undefined) {
      const to = frame.nodeOf(lever.toProfession ?? lever.profession, lever.toArea ?? lever.area)
      if (to === null) problems.push(`levers[${at}] (transfer) goes to ${lever.toProfession ?? lever.profession} in ${lever.toArea ?? lever.area ?? 'the area'}, which is not in the run`)
      else if (to === node) problems.push(`levers[${at}] (transfer) goes to where it comes from`)
    }
    if (kind !== 'shared-pool') return
    const members = (lever.members ?? []).map(({ profession, area }) => frame.nodeOf(profession, area))
    if (members.some((member) => member === null || !posts.includes(member))) problems.push(`levers[${at}] (shared-pool) needs a lever “posts” for each member: without vacancies nobody knows how a pool is shared`)
    if (new Set(members).size < members.length) problems.push(`levers[${at}] (shared-pool) names a member twice`)
  })
}

/** Shares by origin may leave something unknown, and may not pass everybody. */
function checkOrigins({ origins }: LeverSet, { nodeOf }: PlanFrame, problems: string[]): void {
  origins.forEach(({ profession, area, training = 0, abroad = 0, returners = 0, widerMarket = 0, otherSector = 0, otherArea = 0 }, at) => {
    const known = training + abroad + returners + widerMarket + otherSector + otherArea
    if (known > 1 + 1e-9) problems.push(`origins[${at}] add up to ${known}, more than everybody`)
    if (nodeOf(profession, area) === null) problems.push(`origins[${at}] are those of ${profession ?? 'a profession'} in ${area ?? 'the area'}, which is not in the run`)
  })
}

function linkOf({ kind, lever, unit, node, times }: PlannedLever, at: number, frame: PlanFrame): (Link & { lever: number })[] {
  if (kind.kind !== 'transfer') return []
  const months = Array.from({ length: 12 * frame.years }, (_, month) => month)
  const to = lever.toSector === undefined ? frame.nodeOf(lever.toProfession ?? lever.profession, lever.toArea ?? lever.area)! : 'outside'
  if (unit === 'people a year') return [{ lever: at, from: node, to, by: 'people', amount: Float64Array.from(months, (month) => (lever.change / 12) * inForce(times, month)) }]
  return [{ lever: at, from: node, to, by: 'share', amount: Float64Array.from(months, (month) => monthlyRate((lever.change / 100) * inForceInYear(times, Math.floor(month / 12)))) }]
}

function poolOf({ kind, lever, times }: PlannedLever, at: number, frame: PlanFrame): (Pool & { lever: number })[] {
  if (kind.kind !== 'shared-pool') return []
  return [{
    lever: at, members: lever.members!.map(({ profession, area, attractiveness }) => ({ node: frame.nodeOf(profession, area)!, attractiveness })),
    extra: byMonth(frame, (month) => (Math.max(0, lever.change) / 12) * inForce(times, month)),
  }]
}

function planNode(node: number, planned: readonly PlannedLever[], training: readonly PlannedTraining[], set: LeverSet, frame: PlanFrame): NodePlan {
  const here = planned.filter((each) => each.node === node)
  const of = (kind: string): readonly PlannedLever[] => here.filter((each) => each.kind.kind === kind)
  const leavers = here.filter((each) => leavingKinds.has(each.kind.kind))
  const nobody = (): Float64Array => new Float64Array(12 * frame.years)
  const stream = (kind: string): Float64Array => {
    const levers = of(kind)
    return levers.length === 0 ? nobody() : byMonth(frame, (month) => levers.reduce((sum, { lever, times }) => sum + (lever.change / 12) * inForce(times, month), 0))
  }
  const settled = training.flatMap(({ settling }) => settling.get(node) ?? [])
  const counted = of('trainees-counted')
  return {
    leaving: (year, share) => changed(leavers, year, share, ({ change, reaches = 1 }) => (change * reaches) / 100),
    worked: (year, average) => workedTimes(average, changed(of('participation'), year, average, ({ change }) => change)),
    streams: {
      training: settled.length === 0 ? nobody() : byMonth(frame, (month) => settled.reduce((sum, people) => sum + people[month]!, 0)),
      abroad: stream('international'), returners: stream('return-to-practice'), widerMarket: stream('wider-market'), otherSector: stream('other-sector'),
      otherArea: nobody(), unknown: nobody(),
    },
    posts: postsOf(of('posts')[0], of('fill-delay'), frame),
    traineesFte: counted.length === 0 ? nobody() : byMonth(frame, (month) => counted.reduce((sum, { lever, times }) => sum + lever.change * inForce(times, month) * (training.find(({ id }) => id === lever.programme)?.after.onCourse[month] ?? 0), 0)),
    originShares: set.origins.find(({ profession, area }) => frame.nodeOf(profession, area) === node) ?? null,
  }
}

/** Points and amounts add up first, then shares multiply. */
function changed(levers: readonly PlannedLever[], year: number, from: number, scale: (lever: Lever) => number): number {
  let value = from
  for (const { lever, unit, times } of levers) if (unit !== '%') value += scale(lever) * inForceInYear(times, year)
  for (const { lever, unit, times } of levers) if (unit === '%') value *= 1 + (lever.change / 100) * inForceInYear(times, year)
  return value
}

function postsOf(posts: PlannedLever | undefined, delays: readonly PlannedLever[], frame: PlanFrame): NodePlan['posts'] {
  if (!posts) return null
  const { lever, unit, times } = posts
  const [now, months] = [lever.now!, lever.fillMonths!]
  const full = unit === '%' ? (now * lever.change) / 100 : lever.change
  return {
    funded: byMonth(frame, (month) => Math.max(0, now + full * inForce(times, month))),
    fillMonths: byMonth(frame, (month) => Math.max(0, delays.reduce((sum, delay) => sum + delay.lever.change * inForce(delay.times, month), months))),
  }
}

function byMonth({ years }: Pick<PlanFrame, 'years'>, of: (month: number) => number): Float64Array {
  return Float64Array.from({ length: 12 * years }, (_, month) => of(month))
}
