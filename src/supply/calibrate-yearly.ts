import type { GroupHistory } from '../dataset/history.ts'
import { addMonths, monthsBetween } from '../units/calendar-date.ts'
import type { PairEvidence } from './calibrate-pairs.ts'
import { breaksWithin, countedInOf, lastDate, yearsOf, type CountedIn, type YearObserved } from './calibrate-years.ts'
import type { RateBasis } from './parameters.ts'

export type YearlyRateName = 'leaving' | 'joining' | 'growth' | 'participation' | 'moves-in' | 'moves-out'

/** A rate in one year: `events` ÷ `exposure` where events are counted. Null with the reason where it could not be observed. */
export interface YearlyRate {
  readonly from: string
  readonly to: string
  readonly value: number | null
  readonly events: number | null
  readonly exposure: number | null
  readonly basis: RateBasis
  readonly why: string | null
}

/**
 * List a rate year by year, oldest first: years of people followed between month-ends where there are, else the years of the history.
 *
 * A year over a declared break has no value and says why: breaks are declared, never smoothed. Growth is closing ÷ opening − 1; participation is FTE per head at the end of the year.
 *
 * Units:  shares: of the opening stock, or of person-years in post where people are followed.
 */
export function yearlyRates(rate: YearlyRateName, history: GroupHistory, pairs: PairEvidence | null): YearlyRate[] {
  const followed = pairs === null || rate === 'growth' || rate === 'participation' ? [] : followedYears(rate, pairs)
  const first = followed[0]?.from
  return [...(rate === 'moves-in' || rate === 'moves-out' ? [] : publishedYears(rate, history)).filter(({ to }) => first === undefined || to <= first), ...followed]
}

const flowOf = { leaving: 'leavers', joining: 'joiners', 'moves-in': 'movedIn', 'moves-out': 'movedOut' } as const

function followedYears(rate: keyof typeof flowOf, { byYear }: PairEvidence): YearlyRate[] {
  return byYear.map(({ to, months, flows }) => {
    const known = months === 12 && flows.exposure > 0
    return {
      from: addMonths(to, -12), to, basis: 'pairs', events: known ? flows[flowOf[rate]] : null, exposure: known ? flows.exposure : null,
      value: known ? flows[flowOf[rate]] / flows.exposure : null, why: known ? null : `people are followed over ${months} of its 12 months`,
    }
  })
}

type CountedRate = 'leaving' | 'joining' | 'growth' | 'participation'

function publishedYears(rate: CountedRate, history: GroupHistory): YearlyRate[] {
  const countedIn = countedInOf(history)
  if (countedIn === null) return []
  if (rate === 'participation') return participationYears(history, countedIn)
  return yearsOf(history, countedIn).map((year) => {
    const { from, to, opening } = year
    const joined = publishedJoiners(history, year, countedIn)
    const events = rate === 'growth' ? null : rate === 'leaving' ? year.leavers : joined ?? (year.leavers === null ? null : year.closing - opening + year.leavers)
    const value = rate === 'growth' ? (year.growth === null ? null : year.closing / opening - 1) : events === null ? null : events / opening
    const basis = isOfRecords(history, to) ? 'year-ends' : rate === 'joining' && joined === null ? 'net-of-moves' : 'published'
    return { from, to, value, events, exposure: opening, basis, why: value === null ? breakIn(rate, history, from, to) ?? 'leavers are not held' : null }
  })
}

function participationYears(history: GroupHistory, countedIn: CountedIn): YearlyRate[] {
  const last = lastDate(history, countedIn)
  return history.stocks.filter(({ date }) => last !== null && monthsBetween(date, last) % 12 === 0).map(({ date: to, heads, fte }) => {
    const known = heads !== null && heads > 0 && fte !== null
    return { from: addMonths(to, -12), to, value: known ? fte / heads : null, events: null, exposure: heads, basis: isOfRecords(history, to) ? 'year-ends' : 'published', why: known ? null : 'people or FTE are not held' }
  })
}

/** Joiners as published or in records, where no break touches the year; null where they are only implied by the stocks. */
function publishedJoiners(history: GroupHistory, year: YearObserved, countedIn: CountedIn): number | null {
  const flow = history.flows.find(({ to, joinersBasis }) => joinersBasis !== 'net-of-moves' && monthsBetween(to, year.to) === 0)
  return flow === undefined || year.leavers === null ? null : flow.joiners[countedIn === 'people' ? 'heads' : 'fte']
}

/** Whether a year ends in the records: all do where ages are known, but for published years that go before them, to the date that the source names. */
function isOfRecords({ byAge, source }: GroupHistory, to: string): boolean {
  const joined = / to (\d{4}-\d{2}-\d{2}), then /.exec(source)?.[1]
  return byAge !== null && (joined === undefined || to > joined)
}

/** Why a year cannot be used, in the words of the declared break; null when none touches it. */
function breakIn(rate: YearlyRateName, history: GroupHistory, from: string, to: string): string | null {
  const touching = (measure: 'stock' | 'leavers') => history.breaks.find((found) => breaksWithin({ ...history, breaks: [found] }, from, to, measure))?.why ?? null
  return touching('stock') ?? (rate === 'growth' ? null : touching('leavers'))
}
