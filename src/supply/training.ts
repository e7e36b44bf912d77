import { exactPow } from '../random/pow.ts'

/** Part of a course. Units: shares of those who enter the stage; learner-weeks of placement per learner over the stage. */
export interface Stage {
  readonly months: number
  readonly dropOut: number
  /** Share of those who get through the stage who then pause for so many months before they go on. */
  readonly interruption: number
  readonly interruptionMonths: number
  readonly learnerWeeks: number
}

/** A programme at one provider, month by month. Month 0 is the first month ahead. */
export interface Programme {
  /** Months ahead that are looked at. */
  readonly months: number
  /** The stages for those who start in a month; earlier cohorts have months below 0. */
  readonly stages: (start: number) => readonly Stage[]
  /** People who would start in a month. */
  readonly starts: (month: number) => number
  /** What is added to the share who drop out of a stage, and who pause after it, in a month. */
  readonly moreDropOut: (month: number) => number
  readonly moreInterruption: (month: number) => number
  /** Share of those at the end of the course who qualify. */
  readonly completion: (month: number) => number
  /** Learner-weeks that placements can take in a month; infinity where nobody said. */
  readonly capacity: (month: number) => number
}

/** Units: people in each month ahead, from 0. */
export interface Trained {
  readonly qualified: Float64Array
  /** Would have started in the month, but for placements. */
  readonly turnedAway: Float64Array
  /** On the course or pausing as the month ends. */
  readonly onCourse: Float64Array
  /** Learner-weeks asked of placements. */
  readonly learnerWeeks: Float64Array
}

/**
 * Follow every cohort through its course: some find no placement, some drop out, some pause, the rest come to the end and most of them qualify.
 *
 * Those who are on the course today started as in the months ahead and keep their placements; a new cohort is admitted as far as every month of
 * its course has placement weeks left for it, the earlier cohort first. A starter meets one drop-out in each month after the month of starting.
 *
 * Units:  people per month.
 * Errors: RangeError when a stage lasts no whole number of months from 1.
 * Source: docs/method/levers.md, V3 and V4.
 */
export function train(programme: Programme): Trained {
  const before = longest(programme)
  const size = before + programme.months + before
  const [qualified, onCourse, load, turnedAway] = [new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  for (let start = -before; start < programme.months; start++) {
    const asked = programme.starts(start)
    if (!(asked > 0)) continue
    const path = followStarter(programme, start, before + programme.months)
    const admitted = start < 0 ? asked : Math.min(asked, roomFor(path, start, before, load, programme))
    turnedAway[start + before] = asked - admitted
    for (let at = 0; at < path.learnerWeeks.length; at++) {
      const month = start + before + at
      qualified[month]! += admitted * path.qualified[at]!
      onCourse[month]! += admitted * path.onCourse[at]!
      load[month]! += admitted * path.learnerWeeks[at]!
    }
  }
  const ahead = (values: Float64Array): Float64Array => values.slice(before, before + programme.months)
  return { qualified: ahead(qualified), turnedAway: ahead(turnedAway), onCourse: ahead(onCourse), learnerWeeks: ahead(load) }
}

/** Months from starting to qualifying, every pause taken, for the longest course of any cohort. */
function longest({ stages, months }: Programme): number {
  let most = 0
  for (let start = -1; start < months; start++) most = Math.max(most, lengthOf(stages(start)))
  return most
}

function lengthOf(stages: readonly Stage[]): number {
  return stages.reduce((sum, { months, interruptionMonths }) => {
    if (!(Number.isInteger(months) && months >= 1)) throw new RangeError(`Following a programme: a stage lasts ${months} months. It must last a whole number of months from 1.`)
    return sum + months + interruptionMonths
  }, 0)
}

/** What becomes of one starter, from the month of starting on. Shape: one entry per month. */
interface StarterPath { readonly qualified: Float64Array; readonly onCourse: Float64Array; readonly learnerWeeks: Float64Array }

function followStarter(programme: Programme, start: number, end: number): StarterPath {
  const stages = programme.stages(start)
  const length = Math.min(lengthOf(stages) + 1, end - start)
  const path = { qualified: new Float64Array(length), onCourse: new Float64Array(length), learnerWeeks: new Float64Array(length) }
  let entering = new Float64Array(length)
  entering[0] = 1
  for (const stage of stages) {
    const through = new Float64Array(length)
    for (let at = 0; at < length; at++) if (entering[at]! > 0) passStage(programme, stage, start, at, entering[at]!, path, through)
    entering = through
  }
  for (let at = 0; at < length; at++) path.qualified[at] = entering[at]! * share(programme.completion(start + at))
  return path
}

/** Take those who enter a stage in one month through it; `through` gains who comes out of it, pause taken. */
function passStage(programme: Programme, stage: Stage, start: number, at: number, entering: number, path: StarterPath, through: Float64Array): void {
  const length = through.length
  let there = entering
  for (let month = at; month < at + stage.months && month < length; month++) {
    if (month > at) there *= 1 - monthlyDropOut(programme, stage, start + month)
    path.onCourse[month]! += there
    path.learnerWeeks[month]! += (there * stage.learnerWeeks) / stage.months
  }
  const out = at + stage.months
  if (out >= length) return
  there *= 1 - monthlyDropOut(programme, stage, start + out)
  const pausing = there * pauseShare(programme, stage, start + out)
  through[out]! += there - pausing
  for (let month = out; month < out + stage.interruptionMonths && month < length; month++) path.onCourse[month]! += pausing
  if (out + stage.interruptionMonths < length) through[out + stage.interruptionMonths]! += pausing
}

function pauseShare({ moreInterruption }: Programme, { interruption, interruptionMonths }: Stage, month: number): number {
  return interruptionMonths > 0 ? share(interruption + moreInterruption(month)) : 0
}

/** The monthly share that, over the months of the stage, loses what the stage loses. */
function monthlyDropOut({ moreDropOut }: Programme, { dropOut, months }: Stage, month: number): number {
  return 1 - exactPow(1 - share(dropOut + moreDropOut(month)), 1 / months)
}

/** How many of a cohort find a placement in every month of their course. */
function roomFor(path: StarterPath, start: number, before: number, load: Float64Array, { capacity }: Programme): number {
  let room = Number.POSITIVE_INFINITY
  path.learnerWeeks.forEach((weeks, at) => {
    if (weeks > 0) room = Math.min(room, Math.max(0, capacity(start + at) - load[start + before + at]!) / weeks)
  })
  return room
}

function share(value: number): number {
  return Math.min(1, Math.max(0, value))
}
