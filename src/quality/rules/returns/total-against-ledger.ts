import { formatNumber } from '../../../units/format.ts'
import { besideTotals } from '../../beside-table.ts'
import { faultOfFile, tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** Staff in post for each funded post that is likely for a whole employer: vacancies up to a third, over-recruitment up to a tenth. Our judgement. */
const [least, most] = [0.65, 1.1]

/** Below this many funded posts a few people make the share. */
const fewestPosts = 20

/** The staff of an employer and its ledger do not belong together. */
export const totalAgainstLedger: Rule = {
  id: 'total-against-ledger', severity: 'warn',
  says: 'All staff in post and all funded posts of the same month do not belong together',
  because: 'One of the two files is of part of the employer, or of another unit of time. Employers whose hosted staff are in one file only are legitimate.',
  check: besideTotals({ staff: 'establishment', establishment: 'staff' }, (read, { organisation, now, other }) => {
    const [staff, posts] = read.table === 'staff' ? [now, other] : [other, now]
    return posts < fewestPosts || (staff >= posts * least && staff <= posts * most) ? []
      : [faultOfFile(read, { column: read.table === 'staff' ? 'fte' : 'funded_fte', found: `${formatNumber(staff, 1)} FTE in post and ${formatNumber(posts, 1)} funded at ${organisation}`, expected: `${formatNumber(posts * least, 0)} to ${formatNumber(posts * most, 0)} FTE in post` })]
  }),
  tell: tellRows('employer has staff and funded posts that do not belong together', 'employers have staff and funded posts that do not belong together'),
}
