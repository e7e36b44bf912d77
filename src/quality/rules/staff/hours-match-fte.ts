import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Weekly hours of a full-time post. Source: NHS terms and conditions of service handbook, section 10; doctors’ contracts. */
const fullTimeHours = [37.5, 40] as const

/** FTE are written with two decimals, hours with one or two. */
const tolerance = 0.02

/** Contracted hours and FTE do not agree. */
export const hoursMatchFte: Rule = {
  id: 'hours-match-fte', severity: 'warn',
  says: 'Contracted hours and FTE do not agree',
  because: 'One of the two is wrong, or the hours are of another period than a week. Full time is 37.5 hours on Agenda for Change and 40 for doctors; either is taken.',
  check: eachRow(['staff'], (row) => {
    const [hours, fte] = [numberOf(row, 'contracted_hours'), numberOf(row, 'fte')]
    if (hours === null || fte === null || fullTimeHours.some((full) => Math.abs(hours / full - fte) <= tolerance)) return null
    return { column: 'contracted_hours', found: `${hours} hours for FTE ${fte}`, expected: `about ${fte * fullTimeHours[0]} hours a week` }
  }),
  tell: tellRows('row has hours that do not agree with its FTE', 'rows have hours that do not agree with their FTE'),
}
