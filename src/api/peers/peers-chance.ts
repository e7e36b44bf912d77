import type { PeersAnswer } from '../../contract/peers.ts'
import type { QueryAnswer } from '../../contract/query.ts'
import { funnelLimits, type FunnelLimits } from '../../supply/calibrate-funnel.ts'
import { addMonths } from '../../units/calendar-date.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'

type Funnel = NonNullable<PeersAnswer['funnel']>
type Ask = (measure: string, at: string) => Promise<QueryAnswer | Refusal>

/** Rates of people, and what they are a rate of: the mean of those in post at both ends of the twelve months, or those in post at the start. */
const ofPeople: Readonly<Record<string, 'mean' | 'opening'>> = { leaver_rate: 'mean', joiner_rate: 'mean', turnover: 'mean', stability: 'opening' }

/**
 * Set every area of a level by its size, with limits of chance alone about all of them together; or say why chance has no limits here.
 *
 * People leave and join one by one, so their counts are taken as Poisson; who stayed is judged by who left. Days of sickness come in spells and posts are opened
 * by decision: chance from person to person does not say how far such rates may lie apart.
 */
export async function chanceOf(answer: QueryAnswer, by: string, roles: ReadonlyMap<string, 'here' | 'peer'>, ask: Ask): Promise<{ funnel: Funnel | null; funnelWhy: string | null }> {
  const kind = ofPeople[answer.measure]
  if (kind === undefined) return { funnel: null, funnelWhy: 'No limits of chance: it is no count of people who each come or go, so chance from person to person does not say how far areas may lie apart.' }
  const [opening, closing] = await Promise.all([ask('headcount', addMonths(answer.asOf, -12)), ask('headcount', answer.asOf)])
  if (isRefusal(opening) || isRefusal(closing)) return { funnel: null, funnelWhy: 'No limits of chance: how many people the areas have at both ends of the year is not held, or not shown to you.' }
  const [before, after] = [headsOf(opening, by), headsOf(closing, by)]
  const flips = answer.measure === 'stability'
  const dots = answer.rows.flatMap((row) => {
    const [code, start, end] = [String(row[by] ?? ''), before.get(String(row[by] ?? '')), after.get(String(row[by] ?? ''))]
    const size = start === undefined ? undefined : kind === 'opening' ? start : end === undefined ? undefined : (start + end) / 2
    return row.value === null || size === undefined || size <= 0 ? [] : [{ code, name: String(row[`${by}_name`] ?? code), size, value: row.value }]
  })
  if (dots.length < fewestPlaces) return { funnel: null, funnelWhy: `No limits of chance: only ${dots.length} of these areas have both a rate and a size.` }
  const people = dots.reduce((sum, { size }) => sum + size, 0)
  const mean = dots.reduce((sum, { size, value }) => sum + size * value, 0) / people
  const places = dots.map(({ code, ...dot }) => {
    const limits = limitsFor(mean, dot.size, flips)
    return { code, ...dot, role: roles.get(code) ?? ('other' as const), limits, beyond: dot.value < limits.low95 || dot.value > limits.high95 }
  })
  const beyond = places.filter((place) => place.beyond).length
  const expected = Math.round(places.length / 2) / 10
  return { funnel: { mean, sizeName: kind === 'opening' ? 'people in post at the start' : 'people in post over the year', places, says: `${beyond} of ${places.length} areas lie outside the limits of 19 in 20; chance alone would put about ${expected} there.` }, funnelWhy: null }
}

/** Fewer places say nothing of where one stands. */
const fewestPlaces = 3

/** Limits in per cent about a mean rate in per cent. */
function limitsFor(mean: number, size: number, flips: boolean): FunnelLimits {
  const found = funnelLimits((flips ? 100 - mean : mean) / 100, size)
  const percent = (share: number): number => (flips ? 100 - share * 100 : share * 100)
  const [low95, high95, low998, high998] = [percent(found.low95), percent(found.high95), percent(found.low998), percent(found.high998)]
  return flips ? { low95: high95, high95: low95, low998: high998, high998: low998 } : { low95, high95, low998, high998 }
}

function headsOf(answer: QueryAnswer, by: string): Map<string, number> {
  return new Map(answer.rows.flatMap((row) => (row.value === null ? [] : [[String(row[by] ?? ''), row.value] as const])))
}

