import { expect, test } from 'vitest'
import { nameLevers } from './lever-file.tsx'

test.each([
  ['{"version":1,"levers":[]}', 'cadre project --years 5 --levers levers.json'],
  ['leaver-rate=-10%; international=20', 'cadre project --years 5 --lever leaver-rate=-10% --lever international=20'],
  [undefined, 'cadre project --years 5 --levers FILE'],
])('levers %s are named as a command takes them', (levers, says) => expect(nameLevers('cadre project --years 5 --levers FILE', levers)).toBe(says))
