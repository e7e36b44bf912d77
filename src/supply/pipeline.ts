/** One course at one provider: who starts, how long it takes, who drops out. */
export interface Course {
  /** People who would start, by month; the first entry is month 1 − courseMonths, so that those on the course today are counted. */
  readonly starts: ArrayLike<number>
  readonly courseMonths: number
  /** Share of those on the course who drop out in a month, in months 1, 2, … */
  readonly dropOut: ArrayLike<number>
  /** The same share before month 1; absent means as in month 1. */
  readonly dropOutBefore?: number
  /** People whom the placements can take on in one month; absent means the placements never bind. */
  readonly startCapacity?: number
}

export interface Qualifying {
  /** People who qualify in months 1, 2, … */
  readonly qualified: Float64Array
  /** People who would have started in each month of `starts` but found no placement. */
  readonly turnedAway: Float64Array
  /** True where placements, not places offered, decide: more places would then change nothing. */
  readonly capacityBinds: boolean
}

/**
 * Follow each month's starters through the course: some find no placement, some drop out each month, the rest qualify.
 *
 * A starter meets one drop-out in each month after the month of starting, the last in the month of qualifying.
 *
 * Shape:  `starts` has courseMonths entries more than `dropOut`; `qualified` has one entry per entry of `dropOut`.
 * Units:  people per month; drop-out a share per month, a value above 1 means everybody.
 * Errors: RangeError when lengths do not fit or a number is negative or missing.
 * Source: docs/method/supply.md, S8.
 */
export function qualify(course: Course): Qualifying {
  checkCourse(course)
  const { starts, courseMonths, dropOut } = course
  const before = course.dropOutBefore ?? dropOut[0] ?? 0
  const capacity = course.startCapacity ?? Number.POSITIVE_INFINITY
  const admitted = Float64Array.from(starts, (people) => Math.min(people, capacity))
  const qualified = new Float64Array(dropOut.length)
  for (let month = 1; month <= dropOut.length; month++) {
    let onCourse = admitted[month - 1]!
    for (let at = month - courseMonths + 1; at <= month; at++) onCourse *= 1 - Math.min(1, at < 1 ? before : dropOut[at - 1]!)
    qualified[month - 1] = onCourse
  }
  const turnedAway = Float64Array.from(starts, (people, at) => people - admitted[at]!)
  return { qualified, turnedAway, capacityBinds: turnedAway.some((people) => people > 0) }
}

function checkCourse({ starts, courseMonths, dropOut, dropOutBefore, startCapacity }: Course): void {
  if (!Number.isInteger(courseMonths) || courseMonths < 1) {
    throw new RangeError(`Following a course: it lasts ${courseMonths} months. It must last a whole number of months from 1.`)
  }
  if (starts.length !== dropOut.length + courseMonths) {
    throw new RangeError(`Following a course: ${starts.length} months of starts for ${dropOut.length} months and a course of ${courseMonths}. It needs ${dropOut.length + courseMonths}.`)
  }
  for (const [name, values] of [['starts', starts], ['drop-out', dropOut], ['drop-out before', [dropOutBefore ?? 0]], ['capacity', [startCapacity ?? 0]]] as const) {
    for (let at = 0; at < values.length; at++) {
      if (!(values[at]! >= 0)) {
        throw new RangeError(`Following a course: ${name} at position ${at} is ${values[at]}. It must be a number from 0.`)
      }
    }
  }
}

/**
 * Say what a number of training places adds in the end: places × completion × participation.
 *
 * Units:  people in; FTE out; completion a share, participation FTE per head.
 * Errors: RangeError when a number is negative or completion passes 1.
 * Source: docs/method/supply.md, S9.
 */
export function trainingYield(places: number, completion: number, participation: number): number {
  if (!(places >= 0 && completion >= 0 && completion <= 1 && participation >= 0)) {
    throw new RangeError(`Reckoning what training adds: ${places} places, completion ${completion}, participation ${participation}. All must be from 0, completion at most 1.`)
  }
  return places * completion * participation
}
