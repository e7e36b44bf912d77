import { sayDate } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { formatNumber } from '../units/format.ts'
import { absenceMarks } from '../units/status.ts'
import type { ValueStatus } from '../units/status.ts'
import type { CubeRow, Dimension } from './cube.ts'
import type { Measure } from './measures.ts'

/** What the sentence is about; figures are not rounded here. */
export interface ToDescribe {
  readonly measure: Measure
  readonly area: string
  readonly asOf: CalendarDate
  readonly by: readonly Dimension[]
  /** Filters in words: `staff group Midwives`. */
  readonly only: readonly string[]
  readonly rows: readonly CubeRow[]
  readonly total: Described | null
}

/** A value with what stands behind it; `declared` of a share, in per cent. */
interface Described { readonly value: number | null; readonly status: ValueStatus; readonly declared?: CubeRow[string] }

/** Words for a dimension inside a sentence. */
export const dimensionWords: Readonly<Record<Dimension, string>> = {
  organisation: 'organisation', pcn: 'primary care network', network: 'network', place: 'place', sub_icb: 'sub-ICB location', ics: 'integrated care system', region: 'region', nation: 'nation', state: 'state', local_authority: 'local authority',
  sector: 'sector', staff_group: 'staff group', profession: 'profession', band: 'band', nationality: 'nationality', sex: 'sex', age_band: 'age band', reason: 'reason for leaving', destination: 'destination', ethnicity: 'ethnicity', disability: 'disability', country_of_training: 'country of training', level_of_practice: 'level of practice', contract_type: 'contract type', job_role: 'job role', area_of_work: 'area of work', occupation_code: 'occupation code', service: 'service', indicator: 'indicator', kind: 'kind of temporary work', period: 'period', source: 'source',
}

/** Say an answer in one sentence: the same one on the page, in the API, on the command line and for a screen reader. */
export function describeAnswer(answer: ToDescribe): string {
  const { measure, rows, by } = answer
  const what = `${measure.name}${answer.only.length > 0 ? `, ${answer.only.join(', ')},` : ''} in ${answer.area}`
  if (rows.length === 0) return `${what}: nothing is held for ${sayDate(answer.asOf)}.`
  const [only] = rows
  if (by.length === 0 && only) return `${what} on ${sayDate(answer.asOf)}: ${sayValue(measure, only)}.`
  if (by.length === 1 && by[0] === 'period') return `${what}: ${saySeries(measure, rows)}.`
  const split = by.filter((dimension) => dimension !== 'period')
  const parts = [`${formatNumber(rows.length, 0)} ${rows.length === 1 ? 'row' : 'rows'} by ${split.map((dimension) => dimensionWords[dimension]).join(' and ')}`]
  if (answer.total) parts.push(`${sayValue(measure, answer.total)} in all`)
  return `${what} ${sayWhen(answer)}: ${[...parts, ...sayLargest(measure, split, rows)].join('; ')}.`
}

/** The date of an answer, or the first and the last of several. */
function sayWhen({ by, rows, asOf }: ToDescribe): string {
  const dates = by.includes('period') ? rows.map(({ period }) => String(period)).sort() : []
  return dates.length === 0 || dates[0] === dates.at(-1) ? `on ${sayDate(asOf)}` : `from ${sayDate(dates[0]!)} to ${sayDate(dates.at(-1)!)}`
}

/** A value with its unit, or the words for its absence. */
function sayValue(measure: Pick<Measure, 'unit' | 'decimals'>, row: Described): string {
  if (row.value === null) return sayAbsence(row.status)
  const joint = measure.unit.startsWith('%') ? ' ' : ' '
  return `${formatNumber(row.value, decimalsIn(measure, row.value))}${joint}${measure.unit}${row.status === 'estimated' ? ' (estimated)' : ''}${typeof row.declared === 'number' ? ` (known of ${formatNumber(row.declared, 1)} % of people)` : ''}`
}

/** A sentence gives large amounts whole, as charts do; tables and files have the rest. Rates keep what tells them apart. */
function decimalsIn({ unit, decimals }: Pick<Measure, 'unit' | 'decimals'>, value: number): number {
  if (unit.includes('%') || / per /.test(unit)) return decimals
  if (Math.abs(value) >= 1000 || Number.isInteger(value)) return 0
  return Math.abs(value) >= 10 ? Math.min(decimals, 1) : decimals
}

function sayAbsence(status: ValueStatus): string {
  const words = status.replace('-', ' ')
  return status in absenceMarks ? `${words} ${absenceMarks[status as keyof typeof absenceMarks]}` : words
}

function saySeries(measure: Measure, rows: readonly CubeRow[]): string {
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return 'nothing is held'
  if (first === last) return `${sayValue(measure, first)} on ${sayDate(String(first.period))}`
  return `${sayValue(measure, first)} on ${sayDate(String(first.period))}, ${sayValue(measure, last)} on ${sayDate(String(last.period))}`
}

/** The largest row by name. Ties go to the first. */
function sayLargest(measure: Measure, by: readonly Dimension[], rows: readonly CubeRow[]): string[] {
  let largest: CubeRow | null = null
  for (const row of rows) if (row.value !== null && (largest?.value ?? -Infinity) < row.value) largest = row
  if (!largest || rows.length < 2) return []
  const name = by.map((dimension) => largest[`${dimension}_name`] ?? largest[dimension] ?? 'not stated').join(', ')
  return [`the highest is ${name} with ${sayValue(measure, largest)}`]
}
