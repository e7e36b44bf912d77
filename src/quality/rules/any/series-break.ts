import { aboutFile } from '../../across-rows.ts'
import { seriesBreaks } from '../../../reference/series-breaks.ts'
import { sayMonth } from '../../../units/calendar-date.ts'
import { sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** A known change of words in the series a file holds. */
export const seriesBreak: Rule = {
  id: 'series-break', severity: 'declare',
  says: 'The series has a known break: a change of words, not of people',
  because: 'Read as people, a re-grading is thousands of leavers. Rates across a break are not used for projection, and every figure that spans one says so.',
  check: aboutFile((read) => seriesBreaks.filter((found) => found.source === read.source && found.from >= read.periodFrom && found.to <= read.periodTo)
    .map((found) => ({ row: null, column: found.group === '*' ? 'every staff group' : found.group, found: `${found.measure} from ${sayMonth(found.from)} to ${sayMonth(found.to)}`, expected: found.why, fte: null }))),
  tell: (faults) => `${sayCount(faults.length, 'series has', 'series have')} a known break of words, not of people: ${[...new Set(faults.listed.map(({ expected }) => expected))].join('; ')}`,
}
