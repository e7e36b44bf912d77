import { describe, expect, test } from 'vitest'
import { addressOfLevers, leversInAddress, leverSliders, leversTyped, sayPosition } from './slider-levers.ts'

describe('levers in the address', () => {
  test('are shown as per cent, and come back as shares', () => {
    const typed = leversInAddress({ leaverChange: '-0.1', participationChange: '0.015' })
    expect([typed.leaverChange, typed.joinerChange, typed.participationChange]).toEqual(['−10', '0', '1.5'])
    expect(leversTyped(typed)).toEqual({ leaving: -0.1, joining: 0, participation: 0.015 })
    expect(addressOfLevers(typed)).toEqual({ leaverChange: '-0.1', joinerChange: undefined, participationChange: '0.015' })
  })

  test('that cannot be read stay at rest', () => {
    const typed = leversInAddress({ leaverChange: 'much', joinerChange: '5' })
    expect(typed.leaverChange).toBe('much')
    expect(leversTyped(typed)).toEqual({ leaving: 0, joining: 0, participation: 0 })
  })
})

test.each([
  [0, '−10', '10 % fewer leavers'],
  [1, '2.5', '2.5 % more joiners'],
  [2, '-0.5', '0.5 % less FTE per head'],
  [0, '0', 'not moved'],
  [0, '', 'not moved'],
])('lever %i at “%s” is said as “%s”', (at, text, says) => expect(sayPosition(leverSliders[at]!, text)).toBe(says))
