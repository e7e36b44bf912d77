import { z } from 'zod'
import { WisnFile, type WisnAnswer } from '../contract/wisn.ts'
import { wisn, type WisnAnswer as Need } from '../demand/wisn.ts'
import { formatNumber } from '../units/format.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import { sayCount } from './say.ts'

/** Answer a workload file, as it was parsed. Errors: refuses `wisn-file-invalid` with every place that is wrong, and `no-time-for-service`. */
export function answerWisn(value: unknown): WisnAnswer | Refusal {
  const read = WisnFile.safeParse(value)
  if (!read.success) return refuseFile(read.error)
  const { units } = read.data
  const answer = wisn({ ...read.data, units: units.map(({ name, current, service, supportHoursPerDay = [], supportHoursPerYear = [], individualHours = [] }) => ({ name, current, service, supportHoursPerDay, supportHoursPerYear, individualHours })) })
  if (!('units' in answer)) return refuseOverload(answer.unit, answer.supportShare)
  return { summary: sayNeed(answer), units: answer.units.map((unit) => ({ ...unit })), pooled: { ...answer.pooled }, meanRatio: answer.meanRatio }
}

function sayNeed({ units, pooled: { current, required, ratio } }: Need): string {
  const short = units.filter(({ difference }) => difference < 0).length
  const size = `${formatNumber(required, 1)} staff are required and ${formatNumber(current, 1)} are there${ratio === null ? '' : `, a ratio of ${formatNumber(ratio, 2)}`}`
  return `${sayCount(units.length, 'unit')}: ${size}; ${short === 0 ? 'no unit has too few' : `${sayCount(short, 'unit')} ${short === 1 ? 'has' : 'have'} too few`}.`
}

function refuseFile(error: z.ZodError): Refusal {
  const places = error.issues.slice(0, 10).map(({ path, message }) => `${path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('').replace(/^\./, '') || 'the file'}: ${message}`)
  return refuse('wisn-file-invalid', 'input', {
    doing: 'Reading a workload file', found: places.join('; ') + (error.issues.length > places.length ? `; and ${error.issues.length - places.length} more` : ''),
    need: 'awtHours, hoursPerDay and units with name, current and service [{ unitTimeHours, volume }]; supportHoursPerDay, supportHoursPerYear and individualHours may be added', next: 'Correct the places named; examples/hospital-wisn.yaml is a file that works',
  })
}

function refuseOverload(unit: string, share: number): Refusal {
  return refuse('no-time-for-service', 'input', {
    doing: `Reckoning the staffing need of ${unit}`, found: `support activities take ${formatNumber(100 * share, 0)} % of everybody’s time`, need: 'Less than all of it: somebody must have time for service', next: 'Check the hours of its support activities: a day’s hours under supportHoursPerDay, a year’s under supportHoursPerYear',
  })
}
