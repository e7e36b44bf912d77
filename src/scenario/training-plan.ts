import { inForce } from '../supply/lever-ramp.ts'
import { train, type Programme, type Stage, type Trained } from '../supply/training.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import type { PlannedLever, PlanFrame, ProgrammeFacts } from './lever-set.ts'

/** A programme with its levers, beside itself without them. */
export interface PlannedTraining {
  readonly id: string
  readonly facts: ProgrammeFacts
  readonly before: Trained
  readonly after: Trained
  /** Places asked for by month, with levers. */
  readonly asked: Float64Array
  /** People a month who join a node because of levers: what joins with them less what joins without. */
  readonly settling: ReadonlyMap<number, Float64Array>
  /** The same for areas that are not in the run, and for those who settle nowhere that is known. */
  readonly elsewhere: Float64Array
  readonly firstMonth: number | null
}

/**
 * Follow each programme twice, as it is and with its levers: only the difference is added to joiners, for today's output is among them already.
 *
 * Errors: a refusal `programme-invalid` where shares pass 1 or a pause has no length.
 * Source: docs/method/levers.md, V3 and V4.
 */
export function planTraining(programmes: readonly ProgrammeFacts[], planned: readonly PlannedLever[], frame: PlanFrame): PlannedTraining[] | Refusal {
  const plans = programmes.map((facts) => checkProgramme(facts) ?? planProgramme(facts, planned.filter(({ lever }) => lever.programme === facts.id), frame))
  const refused = plans.find(isRefusal)
  return refused ?? plans.filter((plan): plan is PlannedTraining => !isRefusal(plan))
}

function checkProgramme({ id, stages, settlement }: ProgrammeFacts): Refusal | null {
  const settled = settlement.reduce((sum, { share }) => sum + share, 0)
  const pauses = stages.findIndex(({ interruption = 0, interruptionMonths }) => interruption > 0 && interruptionMonths === undefined)
  if (settled <= 1 + 1e-9 && pauses < 0) return null
  return refuse('programme-invalid', 'input', {
    doing: `Reading the programme ${id}`, found: pauses < 0 ? `settlement adds up to ${settled}, more than everybody` : `stage ${pauses + 1} has an interruption and does not say how long it lasts`,
    need: 'Settlement shares that add up to at most 1, and interruptionMonths wherever there is an interruption', next: 'Correct the programme in the lever file',
  })
}

function planProgramme(facts: ProgrammeFacts, planned: readonly PlannedLever[], frame: PlanFrame): PlannedTraining {
  const [before, after] = [train(programmeOf(facts, [], frame)), train(programmeOf(facts, planned, frame))]
  const joined = (trained: Trained, levers: readonly PlannedLever[]) => trained.qualified.map((people, month) => people * held(facts.joinShare + points(levers, 'join-share', month)))
  const [joinBefore, joinAfter] = [joined(before, []), joined(after, planned)]
  const months = 12 * frame.years
  const settling = new Map<number, Float64Array>()
  const elsewhere = joinAfter.map((people, month) => people - joinBefore[month]!)
  for (const place of facts.settlement) {
    const node = frame.nodeOf(facts.profession, place.area)
    if (node === null) continue
    const here = planned.filter(({ kind, lever }) => kind.kind === 'settlement' && frame.nodeOf(facts.profession, lever.area) === node)
    const more = Float64Array.from({ length: months }, (_, month) => joinAfter[month]! * held(place.share + points(here, 'settlement', month)) - joinBefore[month]! * place.share)
    settling.set(node, (settling.get(node) ?? new Float64Array(months)).map((people, month) => people + more[month]!))
    for (let month = 0; month < months; month++) elsewhere[month]! -= more[month]!
  }
  const first = joinAfter.findIndex((people, month) => Math.abs(people - joinBefore[month]!) > 1e-9)
  return { id: facts.id, facts, before, after, asked: Float64Array.from({ length: months }, (_, month) => startsOf(facts, planned, frame, month)), settling, elsewhere, firstMonth: first < 0 ? null : first }
}

function programmeOf(facts: ProgrammeFacts, levers: readonly PlannedLever[], frame: PlanFrame): Programme {
  return {
    months: 12 * frame.years, stages: (start) => stagesOf(facts, levers, start), starts: (month) => startsOf(facts, levers, frame, month),
    moreDropOut: (month) => points(levers, 'drop-out', month), moreInterruption: (month) => points(levers, 'interruption', month),
    completion: (month) => held(facts.completion + points(levers, 'completion', month)), capacity: (month) => capacityOf(facts, levers, month),
  }
}

/** Months added to the last stage; it keeps at least one. */
function stagesOf({ stages }: ProgrammeFacts, levers: readonly PlannedLever[], start: number): Stage[] {
  const added = start < 0 ? 0 : Math.round(sumOf(levers, 'course-length', start, ({ lever }) => lever.change))
  return stages.map(({ months, dropOut, interruption = 0, interruptionMonths = 0, learnerWeeks = 0 }, at) => ({ months: at === stages.length - 1 ? Math.max(1, months + added) : months, dropOut, interruption, interruptionMonths, learnerWeeks }))
}

function startsOf({ startsAYear, startMonth }: ProgrammeFacts, levers: readonly PlannedLever[], { opening }: PlanFrame, month: number): number {
  const more = (kind: string): number => sumOf(levers, kind, month, ({ lever, unit }) => (unit === '%' ? (startsAYear * lever.change) / 100 : lever.change))
  const year = Math.max(0, startsAYear + more('intake') + more('apprenticeships'))
  if (startMonth === undefined) return year / 12
  // Month 0 is the calendar month after the opening.
  return (((Number(opening.slice(5, 7)) + month) % 12) + 12) % 12 === startMonth - 1 ? year : 0
}

function capacityOf({ placementCapacity }: ProgrammeFacts, levers: readonly PlannedLever[], month: number): number {
  if (placementCapacity === undefined) return Number.POSITIVE_INFINITY
  return Math.max(0, placementCapacity + sumOf(levers, 'placement-capacity', month, ({ lever, unit }) => (unit === '%' ? (placementCapacity * lever.change) / 100 : lever.change))) / 12
}

function points(levers: readonly PlannedLever[], kind: string, month: number): number {
  return sumOf(levers, kind, month, ({ lever }) => lever.change / 100)
}

function sumOf(levers: readonly PlannedLever[], kind: string, month: number, of: (lever: PlannedLever) => number): number {
  let sum = 0
  for (const each of levers) if (each.kind.kind === kind) sum += of(each) * inForce(each.times, month)
  return sum
}

function held(value: number): number {
  return Math.min(1, Math.max(0, value))
}
