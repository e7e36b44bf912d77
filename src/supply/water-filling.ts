/** Who wants staff from one pool. */
export interface Employer { readonly vacancies: number; readonly attractiveness: number }

export interface Shared {
  /** People each employer gets. Shape: one entry per employer. */
  readonly filled: Float64Array
  /** People of the pool whom nobody had a vacancy for. */
  readonly left: number
}

/**
 * Share a pool of people between employers: in proportion to attractiveness × vacancies, nobody more than their vacancies; what is over goes round again among the rest.
 *
 * Units:  people.
 * Errors: RangeError when a number is negative or missing.
 * Source: docs/method/supply.md, S10.
 */
export function sharePool(pool: number, employers: readonly Employer[]): Shared {
  for (const amount of [pool, ...employers.flatMap(({ vacancies, attractiveness }) => [vacancies, attractiveness])]) {
    if (!(amount >= 0 && amount < Number.POSITIVE_INFINITY)) throw new RangeError(`Sharing a pool of ${pool} people: an amount is ${amount}. It must be a finite number from 0.`)
  }
  const filled = new Float64Array(employers.length)
  const open = new Set(employers.flatMap((employer, at) => (weightOf(employer) > leastWeight ? [at] : [])))
  let left = pool
  while (open.size > 0 && left > 0) {
    const weight = [...open].reduce((sum, at) => sum + weightOf(employers[at]!), 0)
    const full = [...open].filter((at) => (left * weightOf(employers[at]!)) / weight >= employers[at]!.vacancies)
    if (full.length === 0) {
      for (const at of open) filled[at] = (left * weightOf(employers[at]!)) / weight
      return { filled, left: 0 }
    }
    for (const at of full) {
      filled[at] = employers[at]!.vacancies
      open.delete(at)
    }
    left = full.reduce((rest, at) => rest - employers[at]!.vacancies, left)
  }
  return { filled, left: Math.max(0, left) }
}

/** Below this a pool times a weight may vanish in the smallest numbers a machine has, and people with it: such vacancies are nobody's. */
const leastWeight = 1e-290

function weightOf({ vacancies, attractiveness }: Employer): number {
  return vacancies * attractiveness
}
