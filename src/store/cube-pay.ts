import { bases, withSeldom, type Basis } from '../dataset/basis.ts'
import { rankOf } from '../reference/levels.ts'
import { shareInside } from '../reference/map-walk.ts'
import { placeOn } from '../reference/placing.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { chooseBasis, columnsOf, type Choice } from './cube-choose.ts'
import type { CubeContext } from './cube-context.ts'
import { readChosen, type Figures } from './cube-direct.ts'
import { between } from './cube-holdings.ts'
import type { Question } from './cube-question.ts'
import { refuseNothing } from './cube-refusals.ts'
import { literal } from './duckdb.ts'

/**
 * What the staff in post on a day cost in a year: contracted FTE × pay of one post, at the price that fits best.
 *
 * The price of an occupation before that of a profession, and that before the price of a band; of the own organisation before that of an area it lies in.
 * FTE without a price is left out and told. Errors: refuses `measure-not-available` where no price holds on the day; those of cube-choose.ts.
 */
export async function readPayBill(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  const staff = await chooseBasis(context, question, question.measure.bases)
  if (isRefusal(staff)) return staff
  const prices = await readPrices(context)
  const choice = onPricedDates(question, staff, prices)
  if (choice === null) return refuseNothing(question)
  const basis = { ...withSeldom(bases.recordsFte, columnsOf(question)), id: 'pay-bill', says: 'contracted FTE of staff records × pay of one post with on-costs, from the cost table', rows: pricedSql(choice, prices) }
  const read = (amount: string): Promise<Figures | Refusal> => readChosen(context, question, { ...choice, holding: { ...choice.holding, basis: { ...basis, amounts: [amount] } satisfies Basis } })
  const [pay, unpriced] = [await read('pay'), await read('unpriced')]
  if (isRefusal(pay)) return pay
  if (isRefusal(unpriced)) return unpriced
  return { ...pay, choices: [...pay.choices, ...costChoices(choice, prices)], notes: [...pay.notes.filter((note) => !note.includes('no number at the source')), ...sayUnpriced(unpriced)] }
}

/** Columns by which a post is priced, the most telling first. */
const priceKeys = ['occupation_code', 'profession', 'band'] as const
type PriceKey = (typeof priceKeys)[number]

/** A kind of lines of the cost table that price posts, where and when they hold. */
interface Price { readonly source: string; readonly code: string; readonly from: CalendarDate; readonly to: CalendarDate; readonly shape: readonly PriceKey[] }

/** Lines that price posts, not training. */
function priced(keys: readonly PriceKey[]): string {
  return `pay_with_on_costs IS NOT NULL AND programme IS NULL AND (${keys.map((key) => `cost.${key} IS NOT NULL`).join(' OR ')})`
}

function readPrices(context: CubeContext): Promise<Price[]> {
  return context.once('prices of posts', async () => (await context.select(`SELECT DISTINCT source, at_code, period_from::VARCHAR AS day_from, period_to::VARCHAR AS day_to, ${priceKeys.map((key) => `${key} IS NOT NULL AS has_${key}`).join(', ')}
    FROM cost WHERE ${priced(priceKeys)} ORDER BY ALL`)).map((row) => ({ source: String(row.source), code: String(row.at_code), from: String(row.day_from), to: String(row.day_to), shape: priceKeys.filter((key) => row[`has_${key}`] === true) })))
}

/** Dates on which any price holds: those of the question, or for the latest the last that has one. */
export function pricedDates(dates: readonly CalendarDate[], prices: readonly Pick<Price, 'from' | 'to'>[]): CalendarDate[] {
  return dates.filter((date) => prices.some(({ from, to }) => from <= date && date <= to))
}

/** Days on which prices of posts hold. */
export async function priceSpans(context: CubeContext): Promise<readonly Pick<Price, 'from' | 'to'>[]> {
  return readPrices(context)
}

function onPricedDates(question: Question, choice: Choice, prices: readonly Price[]): Choice | null {
  const asked = pricedDates(choice.dates, prices)
  const held = question.when.kind === 'latest' && asked.length === 0 ? pricedDates(choice.holding.dates.map(({ to }) => to), prices).slice(-1) : asked
  return held.length === 0 ? null : { ...choice, dates: held }
}

/** Staff with the pay of each line, and its FTE where nothing prices it. One price at most for each place, day and kind of post: the nearest, the latest, the last source. */
function pricedSql(choice: Choice, prices: readonly Price[]): string {
  const shapes = [...new Map(prices.map(({ shape }) => [shape.join(), shape])).values()].toSorted((a, b) => exactness(b) - exactness(a))
  const keys = priceKeys.filter((key) => shapes.some((shape) => shape.includes(key)))
  const joins = shapes.map((shape, at) => `LEFT JOIN prices p${at} ON p${at}.place = staff.at_level || ':' || staff.at_code AND p${at}.day = staff.period_to AND ${keys.map((key) => (shape.includes(key) ? `p${at}.of_${key} = staff.${key}` : `p${at}.of_${key} IS NULL`)).join(' AND ')}`)
  const price = `coalesce(${shapes.map((_, at) => `p${at}.price`).join(', ')}, NULL)`
  return `(WITH covered AS (SELECT string_split(unnest(string_split(${literal(coverOf(choice, prices).join(between))}, chr(31))), '|') AS line),
    days AS (SELECT unnest(string_split(${literal(choice.dates.join(between))}, chr(31)))::DATE AS day),
    prices AS (SELECT line[1] AS place, day, ${keys.map((key) => `cost.${key} AS of_${key}`).join(', ')}, arg_max(pay_with_on_costs, line[3] || cost.period_from::VARCHAR || cost.source) AS price
      FROM cost JOIN covered ON line[2] = cost.at_code JOIN days ON day BETWEEN cost.period_from AND cost.period_to WHERE ${priced(keys)} GROUP BY ALL)
    SELECT staff.*, staff.fte * ${price} AS pay, CASE WHEN ${price} IS NULL THEN staff.fte END AS unpriced FROM staff ${joins.join(' ')})`
}

/** How closely a price fits a post: its occupation says most, its band least. */
function exactness(shape: readonly PriceKey[]): number {
  return shape.reduce((sum, key) => sum + 2 ** (priceKeys.length - priceKeys.indexOf(key)), 0)
}

/** Which prices hold where, as `level:code|code of the price|nearness`: at the place itself, and in every area it lies in, the smaller the nearer. */
function coverOf({ map, holding }: Choice, prices: readonly Price[]): string[] {
  const codes = new Set(prices.map(({ code }) => code))
  const areas = [...map.nodes.values()].filter((node) => codes.has(node.code))
  return holding.places.flatMap(({ level, code }) => {
    const own = placeOn(map, level, code)
    const around = areas.filter((area) => area.code !== code && own.length === 1 && shareInside(map, own[0]!.node, area) === 1)
    return [...(codes.has(code) ? [`${level}:${code}|${code}|99`] : []), ...around.map((area) => `${level}:${code}|${area.code}|${String(rankOf(area.level)).padStart(2, '0')}`)]
  })
}

/** The cost table stands behind the figures as the staff do. */
function costChoices(choice: Choice, prices: readonly Price[]): Choice[] {
  const used = new Set(prices.filter((price) => pricedDates(choice.dates, [price]).length > 0).map(({ source }) => source))
  return [...used].map((source) => ({ ...choice, holding: { ...choice.holding, source, basis: { ...choice.holding.basis, table: 'cost' } } }))
}

function sayUnpriced({ overall, rows }: Figures): string[] {
  const dates = new Set(rows.map(({ date }) => date))
  const fte = (overall.length > 0 ? overall : rows).reduce((sum, { value }) => sum + (value ?? 0), 0)
  return fte === 0 ? [] : [`${formatNumber(fte, 1)} FTE ${dates.size > 1 ? 'over all dates ' : ''}have no price: they are left out, and the pay bill is too low by what they cost.`]
}
