/** Staffing need of one unit by its workload. Units: hours; volumes a year. */
export interface WisnUnit {
  readonly name: string
  /** Staff there today. */
  readonly current: number
  /** What the unit does for people: hours one takes, and how many a year. */
  readonly service: readonly { readonly unitTimeHours: number; readonly volume: number }[]
  /** Support activities everybody does: hours of a working day, or of a working year. */
  readonly supportHoursPerDay?: readonly number[]
  readonly supportHoursPerYear?: readonly number[]
  /** Activities of single members of staff, hours a year in all. */
  readonly individualHours?: readonly number[]
}

export interface WisnInputs {
  /** Available working time of one member of staff, hours a year. */
  readonly awtHours: number
  readonly hoursPerDay: number
  readonly units: readonly WisnUnit[]
}

/** Units: full-time staff. `ratio` below 1 is too few; null where nobody is required. */
export interface WisnAnswer {
  readonly units: readonly { readonly name: string; readonly required: number; readonly difference: number; readonly ratio: number | null }[]
  /** All units as one: the sum of current over the sum of required. */
  readonly pooled: { readonly current: number; readonly required: number; readonly ratio: number | null }
  /** Mean of the units' own ratios: small units count as much as large ones. Null where a unit has none. */
  readonly meanRatio: number | null
}

/** A unit whose support activities leave no time for service. */
export interface WisnOverload { readonly unit: string; readonly supportShare: number }

/**
 * Work out the staff that a workload requires, unit by unit: workload indicators of staffing need.
 *
 * required = Σ workload ÷ standard workload × 1 ÷ (1 − Σ support shares) + Σ individual hours ÷ available working time.
 *
 * Errors: answers the unit whose support activities take all the time there is, or more; RangeError when a number is negative or missing.
 * Source: docs/method/demand.md, D7; World Health Organization, Workload indicators of staffing need: user's manual (2010).
 */
export function wisn(inputs: WisnInputs): WisnAnswer | WisnOverload {
  const units: WisnAnswer['units'][number][] = []
  let [current, required] = [0, 0]
  for (const unit of inputs.units) {
    const supportShare = supportOf(unit, inputs)
    if (supportShare >= 1) return { unit: unit.name, supportShare }
    const own = requiredBy(unit, inputs, supportShare)
    units.push({ name: unit.name, required: own, difference: unit.current - own, ratio: own > 0 ? unit.current / own : null })
    current += unit.current
    required += own
  }
  const ratios = units.map(({ ratio }) => ratio)
  return {
    units, pooled: { current, required, ratio: required > 0 ? current / required : null },
    meanRatio: ratios.every((ratio): ratio is number => ratio !== null) && ratios.length > 0 ? ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length : null,
  }
}

/** Share of everybody's time that support activities take. */
function supportOf({ supportHoursPerDay = [], supportHoursPerYear = [] }: WisnUnit, { awtHours, hoursPerDay }: WisnInputs): number {
  checkAmounts([...supportHoursPerDay, ...supportHoursPerYear])
  if (!(awtHours > 0 && hoursPerDay > 0)) throw new RangeError(`Reckoning staffing need: available working time is ${awtHours} hours a year of ${hoursPerDay} hours a day. Both must be above 0.`)
  return supportHoursPerDay.reduce((sum, hours) => sum + hours / hoursPerDay, 0) + supportHoursPerYear.reduce((sum, hours) => sum + hours / awtHours, 0)
}

function requiredBy({ service, individualHours = [] }: WisnUnit, { awtHours }: WisnInputs, supportShare: number): number {
  checkAmounts([...service.flatMap(({ unitTimeHours, volume }) => [unitTimeHours, volume]), ...individualHours])
  const forService = service.reduce((sum, { unitTimeHours, volume }) => sum + (volume * unitTimeHours) / awtHours, 0)
  return forService / (1 - supportShare) + individualHours.reduce((sum, hours) => sum + hours / awtHours, 0)
}

function checkAmounts(amounts: readonly number[]): void {
  for (const amount of amounts) if (!(amount >= 0 && amount < Number.POSITIVE_INFINITY)) throw new RangeError(`Reckoning staffing need: an amount is ${amount}. It must be a finite number from 0.`)
}
