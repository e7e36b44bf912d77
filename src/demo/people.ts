import type { Stream } from '../random/stream.ts'
import { groups, professions } from './figures.ts'
import { firstMonthNumber } from './months.ts'
import type { CareSystem } from './nation.ts'
import { drawAge, pickWeighted } from './pick.ts'

export const nationalities = ['British', 'EU or EEA', 'Rest of the world'] as const

/** Tenths of a full week that part-time staff work, and how common each is: mean 0.643. */
const partTimeTenths = [3, 4, 5, 6, 7, 8, 9] as const
const partTimeWeights = [4, 8, 15, 27, 14, 24, 8] as const
const meanPartTime = 0.643

/** Share of staff from abroad by staff group, before the place is taken into account. */
const fromAbroad: Readonly<Record<string, number>> = {
  'Nurses & health visitors': 0.27, 'HCHS doctors - Consultant': 0.3, 'HCHS doctors - Specialty Doctor': 0.55, 'HCHS doctors - Specialty Registrar': 0.38,
  'HCHS doctors - Core Training': 0.5, 'HCHS doctors - Foundation Doctor Year 2': 0.25, 'HCHS doctors - Foundation Doctor Year 1': 0.22,
  'Support to doctors, nurses & midwives': 0.17, 'Hotel, property & estates': 0.16, 'General practitioners': 0.26,
}
const fromAbroadElsewhere = 0.1
const europeanShareOfAbroad = 0.3

export interface Person {
  /** Age at the record month of drawing. Units: months. */
  readonly ageMonths: number
  readonly birthMonth: number
  readonly female: number
  readonly nationality: number
}

/** Draw a person for a post: someone in post already, or someone who joins at record month `month`. */
export function drawPerson(chance: Stream, profession: number, system: CareSystem, month: number, joining: boolean): Person {
  const { group, ages, joiningAges } = professions[profession]!
  const ageMonths = drawAge(chance, joining ? joiningAges : ages)
  const female = chance.next() < groups[group]!.femaleShare ? 1 : 0
  const abroad = (fromAbroad[groups[group]!.name] ?? fromAbroadElsewhere) * system.international * (joining ? 1.25 : 1)
  const from = chance.next()
  const nationality = from >= abroad ? 0 : from < abroad * europeanShareOfAbroad ? 1 : 2
  return { ageMonths, birthMonth: firstMonthNumber + month - ageMonths, female, nationality }
}

/** Say how much more often than the mean somebody of this age and sex works part time. */
export function partTimeTendency(years: number, female: number): number {
  if (female) return years < 30 ? 0.5 : years < 50 ? 1.15 : years < 60 ? 1.1 : 1.9
  return years < 30 ? 0.25 : years < 50 ? 0.35 : years < 60 ? 0.6 : 1.7
}

/** Share of a staff group that works part time, from its cited FTE per head. */
export function partTimeShare(group: number): number {
  return (1 - groups[group]!.ftePerHead) / (1 - meanPartTime)
}

/** Draw contracted hours, in tenths of a full week, given the chance of working part time. */
export function drawHours(chance: Stream, partTime: number): number {
  if (chance.next() >= Math.min(0.97, partTime)) return 10
  return partTimeTenths[pickWeighted(chance, partTimeWeights)]!
}

/** Draw a pay band; joiners start lower than those in post. */
export function drawBand(chance: Stream, profession: number, joining: boolean): number {
  const { bandShares } = professions[profession]!
  return pickWeighted(chance, joining ? bandShares.map((share, index) => share / (1 + 1.5 * index)) : bandShares)
}
