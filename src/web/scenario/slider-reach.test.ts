import { expect, test } from 'vitest'
import { reachOf } from './slider-reach.ts'

test.each([
  [{ kind: 'leaver-rate', unit: 'points', change: -2 }, null, 1000, 5],
  [{ kind: 'leaver-rate', unit: 'points', change: -40 }, null, 1000, 100],
  [{ kind: 'international', unit: 'people a year', change: 0 }, null, 1000, 100],
  [{ kind: 'international', unit: 'people a year', change: 0 }, null, 31, 10],
  [{ kind: 'intake', unit: 'places a year', change: 0 }, 900, 1000, 1000],
  [{ kind: 'demand-growth', unit: 'points a year', change: 0 }, null, 1000, 3],
])('%o is slid as far as is usual (%s starts, %d people): %d', (lever, starts, heads, reach) => expect(reachOf(lever, starts, heads)).toBe(reach))
