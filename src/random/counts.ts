import { exactExp } from './exp.ts'
import { beta, gamma } from './gamma.ts'
import { exactPow } from './pow.ts'
import type { Stream } from './stream.ts'

// Below this expected count the search from 0 up is short; above it the problem is halved by a beta or gamma draw.
const searchBelow = 10

/**
 * Draw how many of a number of people do something, each with the same chance.
 *
 * Errors: RangeError unless people is a whole number from 0 and the chance lies between 0 and 1.
 * Source: J. H. Ahrens and U. Dieter, Computing 12 (1974); D. E. Knuth, The art of computer programming, vol. 2, 3.4.1.
 */
export function binomial(chance: Stream, people: number, probability: number): number {
  if (!Number.isSafeInteger(people) || people < 0 || !(probability >= 0 && probability <= 1)) {
    throw new RangeError(`Drawing a count: ${people} people with chance ${probability}. People must be a whole number from 0, the chance between 0 and 1.`)
  }
  if (probability > 0.5) return people - binomial(chance, people, 1 - probability)
  let count = 0
  let left = people
  let share = probability
  // The middle-ranked of `left` uniform numbers is a beta draw: if it does something, so does everybody below it.
  while (left * Math.min(share, 1 - share) > searchBelow) {
    const middle = 1 + Math.floor(left / 2)
    const at = beta(chance, middle, left + 1 - middle)
    if (at <= share) {
      count += middle
      left -= middle
      share = (share - at) / (1 - at)
    } else {
      left = middle - 1
      share = share / at
    }
  }
  return count + smallBinomial(chance, left, Math.min(1, Math.max(0, share)))
}

/** Search up from 0 through the distribution of a small expected count. */
function smallBinomial(chance: Stream, people: number, share: number): number {
  if (share > 0.5) return people - smallBinomial(chance, people, 1 - share)
  if (share === 0) return 0
  let left = chance.next()
  let weight = exactPow(1 - share, people)
  for (let count = 0; count < people; count++) {
    if (left < weight) return count
    left -= weight
    weight *= ((people - count) / (count + 1)) * (share / (1 - share))
  }
  return people
}

/**
 * Draw how many arrive when `mean` are expected.
 *
 * Errors: RangeError unless the mean is a finite number from 0.
 * Source: J. H. Ahrens and U. Dieter, Computing 12 (1974).
 */
export function poisson(chance: Stream, mean: number): number {
  if (!(mean >= 0 && Number.isFinite(mean))) throw new RangeError(`Drawing a count: the mean is ${mean}. It must be a finite number from 0.`)
  let count = 0
  let left = mean
  while (left > searchBelow) {
    // The waiting time of arrival number `sure`: before the end, they all came; after it, the earlier ones are spread evenly.
    const sure = Math.floor((7 / 8) * left)
    const at = gamma(chance, sure)
    if (at > left) return count + binomial(chance, sure - 1, left / at)
    count += sure
    left -= at
  }
  return count + smallPoisson(chance, left)
}

function smallPoisson(chance: Stream, mean: number): number {
  let left = chance.next()
  let weight = exactExp(-mean)
  let count = 0
  // The weights vanish long before 200 for a mean of at most 10.
  while (left >= weight && count < 200) {
    left -= weight
    count++
    weight *= mean / count
  }
  return count
}
