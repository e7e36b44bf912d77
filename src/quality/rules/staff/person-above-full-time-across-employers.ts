import { fteAcrossEmployers } from '../../across-employers.ts'
import { tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** One person with more than a full-time post over several employers’ files of a month, and no more than one and a half. */
export const personAboveFullTimeAcrossEmployers: Rule = {
  id: 'person-above-full-time-across-employers', severity: 'warn',
  says: 'A person holds more than 1 FTE over several employers’ files of the same month',
  because: 'The same work may stand in two files. A second post beside a full-time one is legitimate, and usual for doctors with extra sessions.',
  check: fteAcrossEmployers(1, 1.5),
  tell: tellRows('person holds more than 1 FTE over several employers', 'people hold more than 1 FTE over several employers'),
}
