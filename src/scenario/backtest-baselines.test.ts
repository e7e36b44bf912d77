import { describe, expect, test } from 'vitest'
import { baselines, type Stretch } from './backtest-baselines.ts'

const year = (from: number, to: number, follows = true): Stretch => ({ from, to, years: 1, follows })

// 100 → 110 → 121 → 100: changes 10, 11, −21; growth ln 1.1, ln 1.1, ln(100 ÷ 121) = −2 ln 1.1.
const known = [year(100, 110, false), year(110, 121), year(121, 100)]
const g = Math.log(1.1)

describe('baselines', () => {
  test.each([
    { name: 'last', centre: 100, spread: Math.sqrt((100 + 121 + 441) / 3) * Math.SQRT2 },
    // Mean change 0; variance 662 ÷ 2; two years ahead on three: √(2 × (1 + 2 ÷ 3)).
    { name: 'drift', centre: 100, spread: Math.sqrt(331) * Math.sqrt(2 * (1 + 2 / 3)) },
    { name: 'driftUnbroken', centre: 100, spread: Math.sqrt(331) * Math.sqrt(2 * (1 + 2 / 3)) },
    // Mean growth 0; variance (1 + 1 + 4) g² ÷ 2.
    { name: 'growth3', centre: 100, spread: 100 * Math.sqrt(3) * g * Math.sqrt(2 * (1 + 2 / 3)) },
    { name: 'growth5', centre: 100, spread: 100 * Math.sqrt(3) * g * Math.sqrt(2 * (1 + 2 / 3)) },
    // Growth −2g again, twice: 100 ÷ 1.1⁴; variance (9 + 9 + 0) g² ÷ 2; a mean of one year.
    { name: 'constantRates', centre: 100 / 1.1 ** 4, spread: (100 / 1.1 ** 4) * 3 * g * Math.sqrt(2 * 3) },
  ])('$name, two years ahead, as on paper', ({ name, centre, spread }) => {
    const found = baselines[name]!(known, 100, 2)
    expect(found.centre).toBeCloseTo(centre, 9)
    expect(found.spread).toBeCloseTo(spread, 9)
  })

  test('drift counts a stretch of two years as two, drift unbroken starts after the last hole or break', () => {
    const holed = [{ from: 40, to: 60, years: 2, follows: false }, year(60, 70), year(80, 84, false), year(84, 90)]
    // (20 + 10 + 4 + 6) ÷ 5 years; since the break (4 + 6) ÷ 2.
    expect(baselines['drift']!(holed, 90, 1).centre).toBeCloseTo(98, 9)
    expect(baselines['driftUnbroken']!(holed, 90, 1).centre).toBeCloseTo(95, 9)
  })
})
