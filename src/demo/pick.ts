import { normal } from '../random/normal.ts'
import type { Stream } from '../random/stream.ts'
import type { AgeShape } from './figures.ts'

/** Pick the index of one of several weights; weights need not sum to 1. */
export function pickWeighted(chance: Stream, weights: ArrayLike<number>): number {
  let total = 0
  for (let index = 0; index < weights.length; index++) total += weights[index]!
  let left = chance.next() * total
  for (let index = 0; index < weights.length; index++) {
    left -= weights[index]!
    if (left < 0) return index
  }
  return weights.length - 1
}

/** Round to a whole number so that the mean is kept: 2.3 becomes 3 three times in ten. */
export function roundByChance(chance: Stream, value: number): number {
  const whole = Math.floor(value)
  return whole + (chance.next() < value - whole ? 1 : 0)
}

/** Draw an age in years and months from a bell between its youngest and oldest. Units: months. */
export function drawAge(chance: Stream, shape: AgeShape): number {
  const [youngest, mean, deviation, oldest] = shape
  for (let attempt = 0; attempt < 20; attempt++) {
    const age = mean + deviation * normal(chance)
    if (age >= youngest && age < oldest) return Math.floor(age * 12)
  }
  return mean * 12
}

/** Draw a multiplier around 1, kept between `1 − 2.5 × spread` and `1 + 2.5 × spread`. */
export function drawAround1(chance: Stream, spread: number): number {
  return 1 + spread * Math.max(-2.5, Math.min(2.5, normal(chance)))
}
