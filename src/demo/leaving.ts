import { professions } from './figures.ts'

/** Leavers by month of the year, January first: mean 1. Retirement in March, new posts in August and September. */
const seasonOfLeaving = [0.95, 0.85, 1.2, 0.95, 0.9, 0.95, 1.05, 1.25, 1.2, 0.95, 0.9, 0.85] as const
/** Training grades leave when a year of training ends. */
const seasonOfTraining = [0.2, 0.2, 0.2, 0.3, 0.2, 0.2, 0.3, 9.6, 0.2, 0.2, 0.2, 0.2] as const

/** Compare how often people of an age leave with the mean of all: many young, few in mid-career, most from 60. */
export function leavingByAge(years: number, training: boolean): number {
  if (training) return 1
  if (years < 25) return 1.35
  if (years < 30) return 1.25
  if (years < 35) return 1.05
  if (years < 45) return 0.8
  if (years < 55) return 0.68
  if (years < 60) return 1.25
  if (years < 65) return 2.3
  return years < 70 ? 4 : 7
}

/** Compare how often people leave by time in post: new starters more. Units: months. */
export function leavingByTenure(months: number): number {
  return months < 12 ? 1.45 : 0.94
}

/** Compare the leavers of a month of the year with the mean month. `month` is 0 for January. */
export function leavingBySeason(month: number, training: boolean): number {
  return training ? seasonOfTraining[month]! : seasonOfLeaving[month]!
}

/** Say which professions are training grades: people move on in August. */
export const isTraining: readonly boolean[] = professions.map((profession) => profession.advance?.august === true)
