import { monthlyRate } from '../supply/monthly-rate.ts'
import type { SimpleLevers } from '../supply/parameters.ts'

/**
 * What levers do to one profession of one area, from what happens if nothing changes.
 *
 * Joiners are people: as many come as would have come, and levers add to them or take from them. Fewer leavers do not mean fewer joiners, nor does a
 * larger stock draw more.
 */
export interface StaffChange {
  /** The share who leave in a year, of the share without levers; may be asked for less than 0 or more than 1 before it is held there. */
  readonly leaving: (year: number, share: number) => number
  /** Multiplier of FTE per head in a year, for a group that works so much on average. */
  readonly worked: (year: number, average: number) => number
  /** People who join in a month, of the people who would have joined. */
  readonly joining: (month: number, people: number) => number
}

/** What levers of one number each do; null where none is moved: then not a bit of a walk changes. */
export function changeBy(levers: SimpleLevers | undefined): StaffChange | null {
  if (levers === undefined || (levers.leaving === 0 && levers.joining === 0 && levers.participation === 0)) return null
  return {
    leaving: (_, share) => share * (1 + levers.leaving), worked: (_, average) => workedTimes(average, average * (1 + levers.participation)),
    joining: (_, people) => people * (1 + levers.joining),
  }
}

/** One change after another: the second acts on what the first leaves. */
export function changeAfter(first: StaffChange | null, second: StaffChange): StaffChange {
  if (first === null) return second
  return {
    leaving: (year, share) => second.leaving(year, heldShare(first.leaving(year, share))),
    worked: (year, average) => first.worked(year, average) * second.worked(year, average * first.worked(year, average)),
    joining: (month, people) => second.joining(month, first.joining(month, people)),
  }
}

/** The multiplier of the monthly hazard, where the share who leave in a year is another than a future says. The share is held between nobody and everybody. */
export function leaveTimesOf(times: number, before: number, after: number): number {
  const held = heldShare(after)
  if (held === before) return times
  const usual = monthlyRate(before)
  return usual > 0 ? (times * monthlyRate(held)) / usual : times + monthlyRate(held)
}

function heldShare(share: number): number {
  return Math.min(1, Math.max(0, share))
}

/** The multiplier of FTE per head that takes a group from one average to another: never below no hours, and nobody works more than full time by it. */
export function workedTimes(average: number, after: number): number {
  return average > 0 ? Math.min(Math.max(1, average), Math.max(0, after)) / average : 1
}

/** FTE per head of people by age. */
export function averageWorked(heads: ArrayLike<number>, participation: ArrayLike<number>): number {
  let [people, fte] = [0, 0]
  for (let age = 0; age < heads.length; age++) {
    people += heads[age]!
    fte += heads[age]! * participation[age]!
  }
  return people > 0 ? fte / people : 0
}
