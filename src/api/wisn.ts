import type { z } from 'zod'
import { WisnFile, type WisnAnswer, type WisnRead } from '../contract/wisn.ts'
import { availableWorkingTime, wisn, type WisnAnswer as Need, type WisnInputs, type WisnUnit } from '../demand/wisn.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { sayCount } from './say.ts'

/**
 * Answer a workload file, as it was parsed: the one function behind the command line, the address and the page.
 * Errors: refuses `wisn-file-invalid` with every place that is wrong, `no-working-time` and `no-time-for-service`.
 */
export function answerWisn(value: unknown): WisnAnswer | Refusal {
  const read = readWisn(value)
  return isRefusal(read) ? read : read.answer
}

/** Read a workload file and answer it. Errors: as `answerWisn`. */
export function readWisn(value: unknown): WisnRead | Refusal {
  const read = WisnFile.safeParse(value)
  if (!read.success) return refuseFile(read.error)
  const inputs = inputsOf(read.data)
  if (!(inputs.awtHours > 0)) return refuseNoTime(inputs.awtHours)
  const need = wisn(inputs)
  return 'units' in need ? { file: read.data, answer: sayNeed(read.data, inputs, need) } : refuseOverload(need.unit, need.supportShare)
}

/** The amounts of a file without the names of the activities. */
function inputsOf({ awtHours, workingDays, hoursPerDay, units }: WisnFile): WisnInputs {
  const own = units.map(({ name, current, service, supportHoursPerDay = [], supportHoursPerYear = [], supportShares = [], individualHours = [] }): WisnUnit => ({
    name, current, service: service.map(({ unitTimeHours, volume }) => ({ unitTimeHours, volume })),
    supportHoursPerDay: supportHoursPerDay.map(hoursOf), supportHoursPerYear: supportHoursPerYear.map(hoursOf), supportShares: supportShares.map((one) => (typeof one === 'number' ? one : one.share)),
    individualHours: individualHours.map((one) => (typeof one === 'number' ? one : one.hours * (one.staff ?? 1))),
  }))
  return { awtHours: workingDays ? availableWorkingTime(workingDays, hoursPerDay) : awtHours!, hoursPerDay, units: own }
}

function hoursOf(activity: number | { readonly hours: number }): number {
  return typeof activity === 'number' ? activity : activity.hours
}

function sayNeed({ units }: WisnFile, { awtHours, hoursPerDay }: WisnInputs, need: Need): WisnAnswer {
  return {
    summary: saySummary(need), awtHours, awtDays: awtHours / hoursPerDay, hoursPerDay,
    units: need.units.map((unit, at) => ({
      ...unit, current: units[at]!.current, pressure: sayPressure(unit.ratio),
      service: unit.service.map((activity, place) => ({ ...units[at]!.service[place]!, name: units[at]!.service[place]!.name ?? `Activity ${place + 1}`, ...activity })),
    })),
    pooled: { ...need.pooled, pressure: sayPressure(need.pooled.ratio) }, meanRatio: need.meanRatio,
  }
}

function saySummary({ units, pooled: { current, required, ratio } }: Need): string {
  const short = units.filter(({ difference }) => difference < 0).length
  const size = `${formatNumber(required, 1)} staff are required and ${formatNumber(current, 1)} are there${ratio === null ? '' : `, a ratio of ${formatNumber(ratio, 2)}`}`
  return `${sayCount(units.length, 'unit')}: ${size}; ${short === 0 ? 'no unit has too few' : `${sayCount(short, 'unit')} ${short === 1 ? 'has' : 'have'} too few`}.`
}

/** What a ratio means for those who are there: ten of them do the work of so many. */
function sayPressure(ratio: number | null): string {
  if (ratio === null) return 'Nobody is required'
  if (ratio === 0) return 'Nobody is there for the work there is'
  const work = formatNumber(10 / ratio, 1)
  if (work === '10.0') return 'As many as the work requires'
  return `${ratio < 1 ? 'Too few' : 'More than the work requires'}: 10 people do the work of ${work}`
}

function refuseFile(error: z.ZodError): Refusal {
  const places = error.issues.slice(0, 10).map(({ path, message }) => `${path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('').replace(/^\./, '') || 'the file'}: ${message}`)
  return refuse('wisn-file-invalid', 'input', {
    doing: 'Reading a workload file', found: places.join('; ') + (error.issues.length > places.length ? `; and ${error.issues.length - places.length} more` : ''),
    need: 'awtHours or workingDays, hoursPerDay, and units with name, current and service [{ unitTimeHours, volume }]; supportHoursPerDay, supportHoursPerYear, supportShares and individualHours may be added', next: 'Correct the places named; examples/hospital-wisn.yaml is a file that works',
  })
}

function refuseNoTime(hours: number): Refusal {
  return refuse('no-working-time', 'input', {
    doing: 'Reckoning available working time', found: `absences leave ${formatNumber(hours, 0)} hours a year`, need: 'Some days of work: possible working days above holidays, leave, sickness and other absence together', next: 'Check the days under workingDays',
  })
}

function refuseOverload(unit: string, share: number): Refusal {
  return refuse('no-time-for-service', 'input', {
    doing: `Reckoning the staffing need of ${unit}`, found: `support activities take ${formatNumber(100 * share, 0)} % of everybody’s time`, need: 'Less than all of it: somebody must have time for service', next: 'Check the hours of its support activities: a day’s hours under supportHoursPerDay, a year’s under supportHoursPerYear, shares of the time under supportShares',
  })
}
