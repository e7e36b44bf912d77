import { expect, test } from 'vitest'
import { sayArea } from './say-area.ts'

test.each([
  [{ area: 'ics:QOP', areaName: 'Greater Manchester' }, 'Greater Manchester (QOP)'],
  [{ area: 'ics:QOP', areaName: 'QOP' }, 'QOP'],
])('%o: %s', (plan, says) => expect(sayArea(plan)).toBe(says))
