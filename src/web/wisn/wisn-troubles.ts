import { availableWorkingTime, supportShareOf } from '../../demand/wisn.ts'
import type { Trouble } from '../data/form-fields.tsx'
import { sayNumber } from '../format.ts'
import { amountIn, isEmptyLine } from './wisn-draft.ts'
import type { DayName, Draft, DraftUnit, SupportLine } from './wisn-draft.ts'

/** The days of the form, in the letters of the manual. Source: World Health Organization, Workload indicators of staffing need: user’s manual (2010). */
export const dayFields: readonly { readonly name: DayName; readonly letter: string; readonly label: string }[] = [
  { name: 'possible', letter: 'A', label: 'Possible working days' },
  { name: 'publicHolidays', letter: 'B', label: 'Public holidays' },
  { name: 'annualLeave', letter: 'C', label: 'Annual leave' },
  { name: 'sickLeave', letter: 'D', label: 'Sick leave' },
  { name: 'otherAbsence', letter: 'E', label: 'Other absence' },
]

/** Where the fields of the form stand. */
export const idOf = {
  time: (name: string) => `wisn-${name}`,
  unit: (key: string, field: string) => `wisn-${key}-${field}`,
}

/** All that is wrong with what was typed, first on the form first. */
export function troublesOf(draft: Draft): Trouble[] {
  const time = timeTroubles(draft)
  const clock = time.length === 0 ? clockOf(draft) : null
  const nameless = draft.units.length === 0 ? [{ field: 'wisn-add-unit', says: 'Add a unit: a facility, ward or team' }] : []
  return [...time, ...nameless, ...draft.units.flatMap((unit, at) => unitTroubles(unit, at, clock))]
}

/** Available working time of the form, hours a year, and the hours of a day; null while it cannot be told. */
export function clockOf({ way, awtHours, days, hoursPerDay }: Draft): { awtHours: number; hoursPerDay: number } | null {
  const perDay = amountIn(hoursPerDay)
  const [possible, publicHolidays, annualLeave, sickLeave, otherAbsence] = dayFields.map(({ name }) => amountIn(days[name]))
  const hours =
    way === 'hours'
      ? amountIn(awtHours)
      : perDay === null || possible == null || publicHolidays == null || annualLeave == null || sickLeave == null || otherAbsence == null
        ? null
        : availableWorkingTime({ possible, publicHolidays, annualLeave, sickLeave, otherAbsence }, perDay)
  return perDay !== null && perDay > 0 && hours !== null && hours > 0 ? { awtHours: hours, hoursPerDay: perDay } : null
}

function timeTroubles(draft: Draft): Trouble[] {
  const { way, awtHours, days, hoursPerDay } = draft
  const perDay = amountIn(hoursPerDay)
  const ofDay = perDay === null || perDay === 0 || perDay > 24 ? [{ field: idOf.time('hoursPerDay'), says: 'Hours of a working day (F) must be above 0 and at most 24' }] : []
  if (way === 'hours') return [...(amountIn(awtHours) ? [] : [{ field: idOf.time('awtHours'), says: 'Available working time must be a number of hours a year above 0' }]), ...ofDay]
  const wrong = dayFields.filter(({ name }) => amountIn(days[name]) === null).map(({ name, letter, label }) => ({ field: idOf.time(name), says: `${label} (${letter}) must be a number of days from 0` }))
  const [possible = 0, ...absences] = dayFields.map(({ name }) => amountIn(days[name]) ?? 0)
  const away = absences.reduce((sum, count) => sum + count, 0)
  const long = possible > 366 ? [{ field: idOf.time('possible'), says: 'Possible working days (A) can be 366 at most' }] : []
  const none = wrong.length === 0 && possible <= away ? [{ field: idOf.time('possible'), says: `Possible working days (A) must be more than the ${sayNumber(away, 0)} days of absence` }] : []
  return [...wrong, ...long, ...none, ...ofDay]
}

function unitTroubles(unit: DraftUnit, at: number, clock: ReturnType<typeof clockOf>): Trouble[] {
  const whose = unit.name.trim() === '' ? `unit ${at + 1}` : unit.name.trim()
  const of = (field: string) => idOf.unit(unit.key, field)
  return [
    ...(unit.name.trim() === '' ? [{ field: of('name'), says: `Enter a name for unit ${at + 1}` }] : []),
    ...checkAmount(of('current'), unit.current, `Staff in post of ${whose}`),
    ...unit.service.filter((line) => !isEmptyLine(line)).flatMap((line) => [...checkAmount(`${line.key}-time`, line.unitTimeHours, `Hours each of ${line.name.trim() || `an activity of ${whose}`}`), ...checkAmount(`${line.key}-volume`, line.volume, `How many a year of ${line.name.trim() || `an activity of ${whose}`}`)]),
    ...unit.support.filter((line) => !isEmptyLine(line)).flatMap((line) => checkAmount(`${line.key}-amount`, line.amount, `Time for ${line.name.trim() || `a support activity of ${whose}`}`)),
    ...unit.individual.filter((line) => !isEmptyLine(line)).flatMap((line) => [...(line.staff.trim() === '' ? [] : checkAmount(`${line.key}-staff`, line.staff, `Staff who do ${line.name.trim() || `an activity of their own at ${whose}`}`)), ...checkAmount(`${line.key}-hours`, line.hours, `Hours of ${line.name.trim() || `an activity of single staff at ${whose}`}`)]),
    ...overload(unit, whose, clock),
  ]
}

function checkAmount(field: string, text: string, says: string): Trouble[] {
  return amountIn(text) === null ? [{ field, says: `${says} must be a number from 0` }] : []
}

/** Support that takes all the time there is, said at the longest of its lines. */
function overload(unit: DraftUnit, whose: string, clock: ReturnType<typeof clockOf>): Trouble[] {
  const share = clock === null ? null : supportShareIn(unit, clock)
  if (share === null || share < 1 || clock === null) return []
  const longest = unit.support.toSorted((a, b) => shareOfLine(b, clock) - shareOfLine(a, clock))[0]!
  return [{ field: `${longest.key}-amount`, says: `Support activities of ${whose} take ${sayNumber(share * 100, 0)} % of everybody’s time. They must take less than all of it, so that somebody has time for service` }]
}

/** Share of everybody’s time that the support activities of a unit take; null while an amount cannot be read. */
export function supportShareIn({ support }: DraftUnit, clock: { awtHours: number; hoursPerDay: number }): number | null {
  const given = support.filter((line) => !isEmptyLine(line))
  if (given.some(({ amount }) => amountIn(amount) === null)) return null
  return given.reduce((sum, line) => sum + shareOfLine(line, clock), 0)
}

function shareOfLine({ amount, per }: SupportLine, clock: { awtHours: number; hoursPerDay: number }): number {
  const value = amountIn(amount) ?? 0
  return supportShareOf(per === 'day' ? { supportHoursPerDay: [value] } : per === 'year' ? { supportHoursPerYear: [value] } : { supportShares: [value / 100] }, clock)
}
