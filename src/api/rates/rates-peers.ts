import type { Viewer } from '../../access/viewer.ts'
import type { Peer, RateName, RatesAnswer } from '../../contract/rates.ts'
import { levelWords } from '../../reference/levels.ts'
import type { House } from '../../store/house.ts'
import { beyondLimits, funnelLimits } from '../../supply/calibrate-funnel.ts'
import { calibrationDefaults } from '../../supply/calibrate.ts'
import type { PairEvidence } from '../../supply/calibrate-pairs.ts'
import { yearlyRates, type YearlyRate } from '../../supply/calibrate-yearly.ts'
import { areasOfLevel, calibrateGroupEverywhere } from './calibrate-level.ts'
import type { Place } from '../map/find-place.ts'
import { pairsOfLevel } from './pairs-of-level.ts'

type Compared = Pick<RatesAnswer, 'peers' | 'peersMean' | 'peersWhy'>

/**
 * Set the rate of a group in a place beside those of every area of the same level, as counted and not as shrunk, with limits of chance alone.
 *
 * Flows are those of the newest years used; growth and participation, which are no counts of events, have no limits.
 */
export async function comparePeers(house: House, viewer: Viewer, place: Place, group: string, rate: RateName, followed: boolean): Promise<Compared> {
  const counted = followed && rate !== 'growth' && rate !== 'participation' ? await fromPairs(house, viewer, place, group, rate) : await fromHistories(house, viewer, place, group, rate)
  const here = counted.find(({ area }) => area === place.area.code)
  if (!here || counted.length < fewestPeers) return { peers: [], peersMean: null, peersWhy: whyNone(place, counted.length) }
  const exposure = sum(counted.map((one) => one.exposure))
  const isCount = counted.every(({ events }) => events !== null && events >= 0)
  const mean = isCount ? sum(counted.map(({ events }) => events!)) / exposure : sum(counted.map((one) => one.value * one.exposure)) / exposure
  return { peers: counted.map((one) => besideMean(one, place, mean, isCount)).toSorted((a, b) => b.exposure - a.exposure || (a.area < b.area ? -1 : 1)), peersMean: mean, peersWhy: null }
}

/** Two others are the fewest that say where a place stands. */
const fewestPeers = 3

interface Counted { readonly area: string; readonly areaName: string; readonly value: number; readonly events: number | null; readonly exposure: number }

function besideMean({ area, areaName, value, events, exposure }: Counted, place: Place, mean: number, isCount: boolean): Peer {
  const here = area === place.area.code
  if (!isCount) return { area, areaName, here, value, events, exposure, low95: null, high95: null, low998: null, high998: null, beyond: null }
  const limits = funnelLimits(mean, exposure)
  return { area, areaName, here, value, events, exposure, ...limits, beyond: beyondLimits(value, limits) }
}

function whyNone({ area: { level } }: Place, found: number): string {
  const words = levelWords[level as keyof typeof levelWords]
  return `${found < 2 ? 'No other' : `Only ${found - 1} other`} ${words?.one ?? 'area of this level'} with this rate is loaded; ${fewestPeers - 1} are needed to say where this one stands.`
}

const namesInPairs = { leaving: 'leavers', joining: 'joiners', 'moves-in': 'movedIn', 'moves-out': 'movedOut' } as const

async function fromPairs(house: House, viewer: Viewer, place: Place, group: string, rate: keyof typeof namesInPairs): Promise<Counted[]> {
  const index = await pairsOfLevel(house, viewer, place)
  return areasOfLevel(place, place.area.level).flatMap((area): Counted[] => {
    const evidence: PairEvidence | null = index?.evidence(area.code, group) ?? null
    if (!evidence) return []
    const { raw, events, exposure } = evidence.rates[namesInPairs[rate]]
    return [{ area: area.code, areaName: area.name, value: raw, events, exposure }]
  })
}

async function fromHistories(house: House, viewer: Viewer, place: Place, group: string, rate: RateName): Promise<Counted[]> {
  const all = await calibrateGroupEverywhere(house, viewer, place, group)
  return all.flatMap(({ area, calibrated }): Counted[] => {
    const years = yearlyRates(rate, calibrated.history, null).filter((year): year is YearlyRate & { value: number; exposure: number } => year.value !== null && year.exposure !== null && year.exposure > 0)
    const used = years.slice(rate === 'participation' ? -1 : -calibrationDefaults.window)
    const exposure = sum(used.map((year) => year.exposure))
    if (used.length === 0) return []
    const events = used.every((year) => year.events !== null) ? sum(used.map((year) => year.events!)) : null
    const value = events === null ? sum(used.map((year) => year.value * year.exposure)) / exposure : events / exposure
    return [{ area: area.code, areaName: area.name, value, events, exposure: rate === 'growth' ? exposure / used.length : exposure }]
  })
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
