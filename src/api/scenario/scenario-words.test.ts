import { expect, test } from 'vitest'
import { sayByHand, sayGapMoved, withArticle } from './scenario-words.ts'

test.each([
  [1, 1, 'One manual change is in force.'], [0, 1, 'One manual change is switched off.'], [2, 2, 'Both manual changes are in force.'], [3, 3, 'All 3 manual changes are in force.'],
  [0, 2, 'None of the 2 manual changes is in force.'], [1, 3, '1 of the 3 manual changes is in force.'], [2, 3, '2 of the 3 manual changes are in force.'],
])('%d of %d: %s', (inForce, all, says) => expect(sayByHand(inForce, all)).toBe(says))

const fan = (p10: number, p50: number, p90: number) => ({ p2_5: p10, p10, p50, p90, p97_5: p90 })
const row = (from: number, to: number, [low, middle, high]: readonly [number, number, number]) => ({
  year: 2035, baseline: { supply: fan(0, 0, 0), gap: fan(from, from, from), gapZeroProductivity: fan(0, 0, 0) }, scenario: { supply: fan(0, 0, 0), gap: fan(to, to, to), gapZeroProductivity: fan(0, 0, 0), chanceMet: 0 },
  difference: { supply: fan(0, 0, 0), gap: fan(low, middle, high) },
})

// The middles of the two gaps differ by 2,004, the middle of the differences is another number: only the first is said, as the bridge adds up to it.
test.each([
  [0.2, -2003, [-2802, -2230, -1153], 'The gap in 2035 goes from no gap to 2,000 FTE over (80 % range of the difference −2,802 to −1,153)'],
  [45, -209, [-182, -163, -145], 'The gap in 2035 goes from 45 FTE short to 209 FTE over (80 % range of the difference −182 to −145)'],
  [45, 60, [-5, 15, 25], 'The gap in 2035 goes from 45 FTE short to 60 FTE short (80 % range of the difference −5 to +25)'],
  [45, 45, [0, 0, 0], 'The gap in 2035 stays as it is: 45 FTE short'],
] as const)('from %d to %d: %s', (from, to, difference, says) => expect(sayGapMoved(row(from, to, difference) as Parameters<typeof sayGapMoved>[0], 'FTE')).toBe(says))

test.each([[0.15, 'a 15 %'], [0.81, 'an 81 %'], [0.08, 'an 8 %'], [0.8, 'an 80 %'], [0.11, 'an 11 %'], [0.18, 'an 18 %'], [1, 'a 100 %'], [0.1, 'a 10 %']])('%d: %s', (share, says) => expect(withArticle(share)).toBe(says))
