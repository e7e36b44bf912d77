import { monthsBetween } from '../../../units/calendar-date.ts'
import { eachRow, tellRows, textOf } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Days of the longest month: a quarter has at most 14 weeks begun. */
const daysInMonth = 31

/** A site is open for more weeks than the period has. */
export const weeksOpenWithinPeriod: Rule = {
  id: 'weeks-open-within-period', severity: 'stop-row',
  says: 'A site is open for more weeks than the period has',
  because: 'Weeks of a year stand in a row for a quarter: capacity would be counted several times.',
  check: eachRow(['placement'], (row) => {
    const [weeks, from, to] = [numberOf(row, 'weeks_open'), textOf(row, 'period_from'), textOf(row, 'period_to')]
    const longest = Math.ceil(((monthsBetween(from, to) + 1) * daysInMonth) / 7)
    return weeks !== null && weeks > longest ? { column: 'weeks_open', found: `${weeks} weeks`, expected: `${longest} or less from ${from} to ${to}` } : null
  }),
  tell: tellRows('site is open for more weeks than there are', 'sites are open for more weeks than there are'),
}
