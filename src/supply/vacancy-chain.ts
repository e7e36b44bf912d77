/** A grade with funded posts that are filled when somebody leaves. Grades stand from the lowest to the highest. */
export interface Grade {
  readonly establishment: number
  /** Share of the staff who leave in the period. */
  readonly leaving: number
  /** Share of the vacancies filled by promotion from the grade below; none for the lowest. */
  readonly internalShare: number
}

/** Units: people in the period. Shape: one entry per grade. */
export interface VacancyChain {
  readonly leavers: Float64Array
  /** Promoted out of the grade into the one above. */
  readonly promoted: Float64Array
  /** Hired from outside. */
  readonly hired: Float64Array
}

/**
 * Fill every vacancy of a ladder of grades: the highest first, part of it from the grade below, whose own vacancies grow by those who are promoted.
 *
 * Posts stay filled, so people hired from outside equal leavers.
 *
 * Errors: RangeError when a share is not between 0 and 1, the lowest grade is to fill from below, or a grade has not enough staff to promote.
 * Source: docs/method/supply.md, S11.
 */
export function vacancyChain(grades: readonly Grade[]): VacancyChain {
  const leavers = Float64Array.from(grades, ({ establishment, leaving }) => establishment * leaving)
  const [promoted, hired] = [new Float64Array(grades.length), new Float64Array(grades.length)]
  for (let at = grades.length - 1; at >= 0; at--) {
    const { establishment, leaving, internalShare } = grades[at]!
    if (!(establishment >= 0 && leaving >= 0 && leaving <= 1 && internalShare >= 0 && internalShare <= 1) || (at === 0 && internalShare > 0)) {
      throw new RangeError(`Filling the vacancies of grade ${at + 1}: establishment ${establishment}, leaving ${leaving}, internal share ${internalShare}. Shares lie between 0 and 1, and nobody is promoted into the lowest grade.`)
    }
    const vacancies = leavers[at]! + promoted[at]!
    if (vacancies > establishment) throw new RangeError(`Filling the vacancies of grade ${at + 1}: ${vacancies} people leave or are promoted, and there are ${establishment}.`)
    if (at > 0) promoted[at - 1] = vacancies * internalShare
    hired[at] = vacancies * (1 - internalShare)
  }
  return { leavers, promoted, hired }
}

/**
 * Say how many posts stand empty only because filling takes time: leavers of a year × delay.
 *
 * Units:  posts; the delay in months.
 * Source: docs/method/supply.md, S12.
 */
export function frictionalVacancies(leaversPerYear: number, delayMonths: number): number {
  if (!(leaversPerYear >= 0 && delayMonths >= 0)) throw new RangeError(`Reckoning posts empty while they are filled: ${leaversPerYear} leavers a year, ${delayMonths} months. Both must be numbers from 0.`)
  return (leaversPerYear * delayMonths) / 12
}
