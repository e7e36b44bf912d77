import { quasiNormals } from '../random/quasi.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { planLevers, type KnownTraining, type LeverPlan } from './lever-plan.ts'
import type { Lever, LeverSet, PlanFrame } from './lever-set.ts'
import { unitOf } from './scenario-lever.ts'

/** A lever whose change is not known exactly. */
export interface LeverRange {
  /** Place in the list of levers, from 0. */
  readonly lever: number
  /** Eight times in ten the change lies between these. */
  readonly low: number
  readonly high: number
  /** The stream of chance that says where it lies in each draw. */
  readonly stream: string
}

/** Which levers have a range of their own, in their order. A range of no width is none. */
export function rangesOf({ levers }: Pick<LeverSet, 'levers'>): LeverRange[] {
  const met = new Map<string, number>()
  return levers.flatMap((lever, at) => {
    const { range, change } = lever
    if (range === undefined || (range.low === change && range.high === change)) return []
    const name = nameOf(lever)
    const before = met.get(name) ?? 0
    met.set(name, before + 1)
    return [{ lever: at, ...range, stream: before === 0 ? name : `${name}/${before + 1}` }]
  })
}

/** The same lever has the same stream in every scenario and place, wherever it stands in a list: only what it says it acts on names it. */
function nameOf({ kind, programme, profession, area, toProfession, toArea, toSector }: Lever): string {
  return ['lever', kind, ...[programme, profession, area, toProfession, toArea, toSector].map((part) => part?.trim().toLowerCase() ?? '')].join('/')
}

/** The levers as each draw takes them; the set itself where none has a range. */
export function drawLevers(set: LeverSet, { draws, seed }: { readonly draws: number; readonly seed: number }): (draw: number) => LeverSet {
  const ranges = rangesOf(set)
  if (ranges.length === 0) return () => set
  const chance = new Map(ranges.map(({ lever, stream }) => [lever, quasiNormals(seed, stream, draws, 1)]))
  return (draw) => ({ ...set, levers: set.levers.map((lever, at) => (chance.has(at) ? { ...lever, change: changeAt(lever, chance.get(at)![draw]!), range: undefined } : lever)) })
}

// Eight draws of ten lie within so many standard deviations.
const eighty = 1.2815515655446004

/** The change that a standard normal number stands for: the middle at 0, low and high at the ends of eight in ten, never beyond what the lever may do. */
export function changeAt(lever: Lever, z: number): number {
  const { change, range } = lever
  const { low, high } = range!
  const drawn = change + (z / eighty) * (z < 0 ? change - low : high - change)
  const held = unitOf(lever)!
  return Math.min(held.high, Math.max(held.low, drawn))
}

/** What levers do in each draw; the middle plan for all where none has a range. Errors: refuses as `planLevers` where a draw goes beyond what can be planned. */
export function planByDraw(set: LeverSet, frame: PlanFrame, settings: { readonly draws: number; readonly seed: number }, middle: LeverPlan): ((draw: number) => LeverPlan) | Refusal {
  if (rangesOf(set).length === 0) return () => middle
  const drawn = drawLevers(set, settings)
  const plans: LeverPlan[] = []
  const known: KnownTraining = new Map()
  for (let draw = 0; draw < settings.draws; draw++) {
    const plan = planLevers(drawn(draw), frame, known)
    if (isRefusal(plan)) return plan
    plans.push(plan)
  }
  return (draw) => plans[draw]!
}
