import type { RateName, RatesAnswer } from '../../contract/rates.ts'
import { levelWords } from '../../reference/levels.ts'
import { formatNumber } from '../../units/format.ts'
import { sayCount } from '../say.ts'

/** What each rate is called, and its unit. */
export const rateWords: Readonly<Record<RateName, { readonly rateSays: string; readonly unit: string }>> = {
  leaving: { rateSays: 'Staff who leave the area in a year, as a share of staff in post', unit: 'share of staff a year' },
  joining: { rateSays: 'Staff who join in a year, as a share of staff in post', unit: 'share of staff a year' },
  growth: { rateSays: 'Growth of staff in post in a year', unit: 'share of staff a year' },
  participation: { rateSays: 'FTE for each person in post', unit: 'FTE per head' },
  'moves-in': { rateSays: 'Staff who move in from other groups of the area in a year, as a share of staff in post', unit: 'share of staff a year' },
  'moves-out': { rateSays: 'Staff who move out to other groups of the area in a year, as a share of staff in post', unit: 'share of staff a year' },
}

export function formulaOf(rate: RateName): string {
  if (rate === 'growth') return 'Staff at the end of the year ÷ staff at its start − 1'
  if (rate === 'participation') return 'FTE ÷ people in post, at the end of the year'
  return 'People counted ÷ person-years in post where people are followed from month to month; ÷ staff at the start of the year in other years. A small cell leans on its parent: (events + κ · parent) ÷ (exposure + κ)'
}

const verbs: Readonly<Record<RateName, string>> = { leaving: 'leave', joining: 'join', growth: '', participation: '', 'moves-in': 'move in from other groups', 'moves-out': 'move out to other groups' }

/** Say in one sentence where the rate of a place stands. */
export function sayRates({ rate, areaName, profession, history, peers, peersMean, level }: Pick<RatesAnswer, 'rate' | 'areaName' | 'profession' | 'history' | 'peers' | 'peersMean' | 'level'>): string {
  const here = peers.find((peer) => peer.here)
  const last = history.findLast(({ value }) => value !== null)!
  const value = here?.value ?? last.value!
  const about = `${profession}, ${areaName}`
  const first = rate === 'participation' ? `${about}: ${formatNumber(value, 2)} FTE for each person` : rate === 'growth' ? `${about}: staff in post ${value < 0 ? 'fall' : 'grow'} by ${sayPercent(Math.abs(value))} a year` : `${about}: ${sayPercent(value)} ${verbs[rate]} in a year`
  return `${first}${here && peersMean !== null ? `; ${besidePeers(here, peersMean, rate, peers.length - 1, level)}` : ''}.`
}

function besidePeers({ beyond }: RatesAnswer['peers'][number], mean: number, rate: RateName, others: number, level: string): string {
  const words = levelWords[level as keyof typeof levelWords]
  const all = `${sayCount(others)} other ${words.many}`
  const middle = rate === 'participation' ? formatNumber(mean, 2) : sayPercent(mean)
  if (beyond === null) return `all with the ${all} together ${middle}`
  if (beyond === 'inside') return `no further from the ${middle} of all with the ${all} than chance alone explains`
  return `${beyond.startsWith('above') ? 'more' : 'less'} than chance alone explains beside the ${middle} of all with the ${all}`
}

function sayPercent(value: number): string {
  return `${formatNumber(100 * value, 1)} %`
}
