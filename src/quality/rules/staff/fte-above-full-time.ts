import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** FTE of one position is above 1. */
export const fteAboveFullTime: Rule = {
  id: 'fte-above-full-time', severity: 'warn',
  says: 'FTE of one position is above 1',
  because: 'One position is at most full time. Extra contracted sessions of doctors are the legitimate exception, up to 1.5.',
  check: eachRow(['staff'], (row) => {
    const fte = numberOf(row, 'fte')
    return fte !== null && fte > 1 && fte <= 1.5 ? { column: 'fte', found: String(fte), expected: '1 or less' } : null
  }),
  tell: tellRows('position has FTE above 1', 'positions have FTE above 1'),
}
