import { fteAcrossEmployers } from '../../across-employers.ts'
import { tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** One person with more than one and a half posts over several employers’ files of a month. */
export const personAboveOneAndAHalfAcrossEmployers: Rule = {
  id: 'person-above-one-and-a-half-across-employers', severity: 'warn',
  says: 'A person holds more than 1.5 FTE over several employers’ files of the same month',
  because: 'Nobody works so much: the person left one of the employers, or a lead employer and a host both count the post. Which of the two stands is for them to settle; until then both are counted.',
  check: fteAcrossEmployers(1.5, Infinity),
  tell: tellRows('person holds more than 1.5 FTE over several employers', 'people hold more than 1.5 FTE over several employers'),
}
