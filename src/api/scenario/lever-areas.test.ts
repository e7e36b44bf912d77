import { expect, test } from 'vitest'
import { withAreaNames } from './lever-areas.ts'

const nodes = [{ areaName: 'North', parameters: { area: 'DM-I01' } }, { areaName: 'South', parameters: { area: 'DM-I02' } }]
const lever = { kind: 'transfer', change: 1, ramp: 0 }

test.each([
  [lever, lever],
  [{ ...lever, area: 'dm-i01 ' }, { ...lever, area: 'North' }],
  [{ ...lever, area: 'South', toArea: 'DM-I01' }, { ...lever, area: 'South', toArea: 'North' }],
  [{ ...lever, toArea: 'somewhere else' }, { ...lever, toArea: 'somewhere else' }],
])('areas are named as the run names them: %o', (given, worded) => expect(withAreaNames(given, nodes)).toEqual(worded))
