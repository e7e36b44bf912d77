/** Staffing need of one unit by its workload. Units: hours; volumes a year. */
export interface WisnUnit {
  readonly name: string
  /** Staff there today. */
  readonly current: number
  /** What the unit does for people: hours one takes, and how many a year. */
  readonly service: readonly { readonly unitTimeHours: number; readonly volume: number }[]
  /** Support activities everybody does: hours of a working day, hours of a working year, or shares of the working time. */
  readonly supportHoursPerDay?: readonly number[]
  readonly supportHoursPerYear?: readonly number[]
  readonly supportShares?: readonly number[]
  /** Activities of single members of staff, hours a year in all. */
  readonly individualHours?: readonly number[]
}

export interface WisnInputs {
  /** Available working time of one member of staff, hours a year. */
  readonly awtHours: number
  readonly hoursPerDay: number
  readonly units: readonly WisnUnit[]
}

/** Days of a year on which one member of staff could work, and those on which they do not. */
export interface WorkingDays {
  readonly possible: number
  readonly publicHolidays: number
  readonly annualLeave: number
  readonly sickLeave: number
  readonly otherAbsence: number
}

/** Work out the available working time of one member of staff, hours a year: (A − B − C − D − E) · F. */
export function availableWorkingTime({ possible, publicHolidays, annualLeave, sickLeave, otherAbsence }: WorkingDays, hoursPerDay: number): number {
  checkAmounts([possible, publicHolidays, annualLeave, sickLeave, otherAbsence, hoursPerDay])
  return (possible - publicHolidays - annualLeave - sickLeave - otherAbsence) * hoursPerDay
}

/**
 * What one unit needs, with each part of it. Units: full-time staff; `ratio` below 1 is too few, null where nobody is required.
 * Shape: `service` has one entry for each activity, in order. required = staffForService · categoryFactor + individualStaff.
 */
export interface WisnNeed {
  readonly name: string
  /** Standard workload: how many one member of staff can do in a year with nothing else to do; null where one takes no time. */
  readonly service: readonly { readonly standardWorkload: number | null; readonly staff: number }[]
  readonly staffForService: number
  /** Share of everybody’s time that support activities take (ΣCAS), and what it raises the staff by (CAF). */
  readonly supportShare: number
  readonly categoryFactor: number
  /** Staff for the activities of single members (IAF). */
  readonly individualStaff: number
  readonly required: number
  readonly difference: number
  readonly ratio: number | null
}

export interface WisnAnswer {
  readonly units: readonly WisnNeed[]
  /** All units as one: the sum of current over the sum of required. */
  readonly pooled: { readonly current: number; readonly required: number; readonly difference: number; readonly ratio: number | null }
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
  const units: WisnNeed[] = []
  let [current, required] = [0, 0]
  for (const unit of inputs.units) {
    const supportShare = supportShareOf(unit, inputs)
    if (supportShare >= 1) return { unit: unit.name, supportShare }
    const need = needOf(unit, inputs, supportShare)
    units.push(need)
    current += unit.current
    required += need.required
  }
  const ratios = units.map(({ ratio }) => ratio)
  return {
    units, pooled: { current, required, difference: current - required, ratio: required > 0 ? current / required : null },
    meanRatio: ratios.every((ratio): ratio is number => ratio !== null) && ratios.length > 0 ? ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length : null,
  }
}

/** Add up the share of everybody’s time that support activities take (ΣCAS). At 1 or above nobody has time for service. */
export function supportShareOf({ supportHoursPerDay = [], supportHoursPerYear = [], supportShares = [] }: Omit<WisnUnit, 'name' | 'current' | 'service'>, { awtHours, hoursPerDay }: Omit<WisnInputs, 'units'>): number {
  checkAmounts([...supportHoursPerDay, ...supportHoursPerYear, ...supportShares])
  if (!(awtHours > 0 && hoursPerDay > 0)) throw new RangeError(`Reckoning staffing need: available working time is ${awtHours} hours a year of ${hoursPerDay} hours a day. Both must be above 0.`)
  return supportHoursPerDay.reduce((sum, hours) => sum + hours / hoursPerDay, 0) + supportHoursPerYear.reduce((sum, hours) => sum + hours / awtHours, 0) + supportShares.reduce((sum, share) => sum + share, 0)
}

function needOf({ name, current, service, individualHours = [] }: WisnUnit, { awtHours }: WisnInputs, supportShare: number): WisnNeed {
  checkAmounts([current, ...service.flatMap(({ unitTimeHours, volume }) => [unitTimeHours, volume]), ...individualHours])
  const activities = service.map(({ unitTimeHours, volume }) => ({ standardWorkload: unitTimeHours > 0 ? awtHours / unitTimeHours : null, staff: (volume * unitTimeHours) / awtHours }))
  const staffForService = activities.reduce((sum, { staff }) => sum + staff, 0)
  const individualStaff = individualHours.reduce((sum, hours) => sum + hours / awtHours, 0)
  const required = staffForService / (1 - supportShare) + individualStaff
  return { name, service: activities, staffForService, supportShare, categoryFactor: 1 / (1 - supportShare), individualStaff, required, difference: current - required, ratio: required > 0 ? current / required : null }
}

function checkAmounts(amounts: readonly number[]): void {
  for (const amount of amounts) if (!(amount >= 0 && amount < Number.POSITIVE_INFINITY)) throw new RangeError(`Reckoning staffing need: an amount is ${amount}. It must be a finite number from 0.`)
}
