import { exactPow } from '../random/pow.ts'
import { drawAround1 } from './pick.ts'
import { stream } from '../random/stream.ts'
import { employerKinds, groups, professions, scale } from './figures.ts'
import { isTraining } from './leaving.ts'
import type { Nation } from './nation.ts'

/** How many people each employer means to have in each profession. */
export interface Targets {
  /** People meant to be in post at record month 0. Shape: employer × profession, `employer * professions.length + profession`. */
  readonly opening: Float64Array
  /** People meant to be in post at a record month; 0 where the employer does not exist. */
  at(employer: number, profession: number, month: number): number
}

/** Share of the difference between target and people in post that is filled in a month, before season and place. */
export const monthlyFilling = 0.3
/** The records begin and end in September, when courses have just ended: this much of the usual vacancies is left. */
const vacantInSeptember = 0.55

/** Spread the cited national sizes, scaled down, over employers by kind, size and a little chance. */
export function makeTargets(seed: number, nation: Nation): Targets {
  const chance = stream(seed, 'demo/targets')
  const across = professions.length
  const opening = new Float64Array(nation.employers.length * across)
  const heads = professions.map((profession) => openingHeads(profession.group) * profession.share)
  employerKinds.forEach((kind, kindIndex) => {
    if (kind === 'care provider') return
    const members = nation.employers.flatMap((employer, index) => (employer.kind === kind && index !== nation.merger.to ? [index] : []))
    professions.forEach((profession, column) => {
      const national = heads[column]! * profession.atKind[kindIndex]!
      if (national === 0) return
      const weights = members.map((index) => nation.employers[index]!.size * drawAround1(chance, 0.1))
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      members.forEach((index, place) => { opening[index * across + column] = (national * weights[place]!) / total })
    })
  })
  const groupGrowth = groups.map((group) => monthlyPowers(1 + group.growthTwoYears))
  const employerGrowth = nation.employers.map((employer) => monthlyPowers(1 + employer.growth))
  const own = (employer: number, profession: number, month: number): number =>
    opening[employer * across + profession]! * groupGrowth[professions[profession]!.group]![month]! * employerGrowth[employer]![month]!
  const at = (employer: number, profession: number, month: number): number => {
    const { opens, closes } = nation.employers[employer]!
    if (month < opens || month >= closes) return 0
    if (employer !== nation.merger.to) return own(employer, profession, month)
    return own(nation.merger.from[0], profession, month) + own(nation.merger.from[1], profession, month)
  }
  return { opening, at }
}

/** Target that leaves the cited number in post two years on: posts stand empty for a while, and growth is two years of it. */
function openingHeads(group: number): number {
  const { heads, growthTwoYears } = groups[group]!
  const training = professions.some((profession, index) => profession.group === group && isTraining[index])
  return (heads / scale / ((1 + growthTwoYears) * (1 + growthTwoYears))) * (1 + (training ? 0 : unfilledShare(group)))
}

/** Share of a staff group's target that is unfilled in a steady September: what leaves and is added in a month over what is filled. */
export function unfilledShare(group: number): number {
  const { leaverRate, growthTwoYears } = groups[group]!
  return (vacantInSeptember * (leaverRate + growthTwoYears)) / 12 / monthlyFilling
}

function monthlyPowers(yearly: number): readonly number[] {
  return Array.from({ length: 25 }, (_, month) => exactPow(yearly, month / 12))
}
