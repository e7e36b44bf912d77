import { addMonths, monthsBetween, sayDate, sayMonth, type CalendarDate } from '../units/calendar-date.ts'
import { formatNumber } from '../units/format.ts'

/** What is held of one organisation in one table for one month. */
export interface HeldMonth {
  readonly organisation: string
  readonly table: string
  readonly source: string
  readonly month: CalendarDate
  readonly rows: number
  /** FTE in post or funded; null where the table has none. */
  readonly fte: number | null
  /** When the newest file of it came in, ISO 8601. */
  readonly importedAt: string
  /** Share of the rows of its files that were held back. */
  readonly heldBack: number
}

export type MonthState = 'present' | 'late' | 'partial' | 'absent' | 'not-due'

export interface MonthCell {
  readonly month: CalendarDate
  readonly state: MonthState
  readonly rows: number | null
  readonly importedAt: string | null
  readonly why: string | null
}

export interface GapLine {
  readonly organisation: string
  readonly table: string
  readonly cells: readonly MonthCell[]
  readonly held: number
  readonly due: number
}

/** What each state means, as pages and the command line say it. */
export const stateDefinitions: Readonly<Record<MonthState, string>> = {
  present: 'Rows are held for the month.',
  late: 'Held, and first imported more than 31 days after the month-end; months that came together with an organisation’s first file are not late.',
  partial: 'Held, with less than 80 % of the rows the organisation usually sends (median of at least three other months), more than 20 % of its rows held back, or staff below 60 % of the funded posts of the month.',
  absent: 'Nothing is held, and the month was due: the organisation has sent an earlier month (or others of its kind send this table), and somebody has sent this one or a later one.',
  'not-due': 'Nothing is held and nothing was asked for: before the first month, beyond the last month anybody sent, or between the dates of a quarterly or yearly table.',
}

/** Days after a month-end from which a return is late. */
const daysAllowed = 31
const usualShare = 0.8
const heldBackShare = 0.2
const ledgerShare = 0.6

/** One organisation and table that is expected to be sent, whether or not anything is held; `closed` is the last day it exists. */
export interface ExpectedLine { readonly organisation: string; readonly table: string; readonly closed: CalendarDate | null }

/** Say, for each organisation and table, what became of each month of `axis`. Shape: one line for each of `expected`, cells in the order of `axis`. */
export function gapMatrix(held: readonly HeldMonth[], expected: readonly ExpectedLine[], axis: readonly CalendarDate[]): GapLine[] {
  const byLine = Map.groupBy(held, ({ organisation, table }) => `${organisation}\n${table}`)
  const rhythms = rhythmsOf(held)
  const ledgers = new Map(held.filter(({ table, fte }) => table === 'establishment' && fte !== null).map(({ organisation, month, fte }) => [`${organisation}\n${month}`, fte!]))
  return expected.map((line) => {
    const own = byLine.get(`${line.organisation}\n${line.table}`) ?? []
    const cells = axis.map((month) => cellOf(month, own, line, rhythms.get(line.table), ledgers))
    return { organisation: line.organisation, table: line.table, cells, held: cells.filter(({ state }) => state !== 'absent' && state !== 'not-due').length, due: cells.filter(({ state }) => state !== 'not-due').length }
  })
}

interface Rhythm { readonly first: CalendarDate; readonly last: CalendarDate; readonly months: number }

/** How often a table is sent by anybody, and from when until when. Units: months. */
function rhythmsOf(held: readonly HeldMonth[]): Map<string, Rhythm> {
  return new Map([...Map.groupBy(held, ({ table }) => table)].map(([table, rows]) => {
    const dates = [...new Set(rows.map(({ month }) => month))].sort()
    const steps = dates.slice(1).map((date, at) => monthsBetween(dates[at]!, date)).filter((months) => months > 0)
    return [table, { first: dates[0]!, last: dates.at(-1)!, months: steps.length === 0 ? 1 : Math.min(...steps) }]
  }))
}

function cellOf(month: CalendarDate, own: readonly HeldMonth[], { closed }: ExpectedLine, rhythm: Rhythm | undefined, ledgers: ReadonlyMap<string, number>): MonthCell {
  const here = own.filter((one) => monthsBetween(one.month, month) === 0)
  if (here.length > 0) return heldCell(month, here, own, ledgers)
  const first = own.map((one) => one.month).sort()[0] ?? rhythm?.first
  const due = rhythm !== undefined && first !== undefined && month > first && month <= addMonths(rhythm.last, 0) && monthsBetween(first, month) % rhythm.months === 0 && (closed === null || month <= closed)
  const last = own.map((one) => one.month).filter((date) => date < month).sort().at(-1)
  return { month, state: due ? 'absent' : 'not-due', rows: null, importedAt: null, why: !due ? null : last === undefined ? 'nothing was ever sent' : `last sent for ${sayMonth(last)}` }
}

function heldCell(month: CalendarDate, here: readonly HeldMonth[], own: readonly HeldMonth[], ledgers: ReadonlyMap<string, number>): MonthCell {
  const rows = here.reduce((sum, one) => sum + one.rows, 0)
  const importedAt = here.map((one) => one.importedAt).sort().at(-1)!
  const less = lessThanUsual(month, rows, here, own, ledgers)
  const late = less === null ? lateBy(month, here, own) : null
  return { month, state: less !== null ? 'partial' : late !== null ? 'late' : 'present', rows, importedAt, why: less ?? late }
}

function lessThanUsual(month: CalendarDate, rows: number, here: readonly HeldMonth[], own: readonly HeldMonth[], ledgers: ReadonlyMap<string, number>): string | null {
  const others = own.filter((one) => monthsBetween(one.month, month) !== 0).map((one) => one.rows).sort((a, b) => a - b)
  const usual = others.length >= 3 ? others[Math.floor(others.length / 2)]! : null
  if (usual !== null && rows < usualShare * usual) return `${formatNumber(rows, 0)} rows, usually about ${formatNumber(usual, 0)}`
  const back = Math.max(...here.map((one) => one.heldBack))
  if (back > heldBackShare) return `${formatNumber(back * 100, 0)} % of the rows are held back`
  const { table, organisation } = here[0]!
  const [fte, funded] = [here.reduce<number | null>((sum, one) => (one.fte === null ? sum : (sum ?? 0) + one.fte), null), ledgers.get(`${organisation}\n${month}`)]
  return table === 'staff' && fte !== null && funded !== undefined && fte < ledgerShare * funded ? `${formatNumber(fte, 0)} FTE, ${formatNumber(funded, 0)} funded` : null
}

/** Late against the month-end, unless it came with the first files of the organisation. */
function lateBy(month: CalendarDate, here: readonly HeldMonth[], own: readonly HeldMonth[]): string | null {
  const came = here.map((one) => one.importedAt).sort()[0]!
  const first = own.map((one) => one.importedAt).sort()[0]!
  const days = Math.floor((Date.parse(came.slice(0, 10)) - Date.parse(month)) / 86_400_000)
  return came.slice(0, 10) > first.slice(0, 10) && days > daysAllowed ? `came on ${sayDate(came.slice(0, 10))}, ${days} days after the month-end` : null
}
