import { acrossRows } from '../../across-rows.ts'
import { faultOfFile, tellRows } from '../../each-row.ts'
import type { Fault, Rule } from '../../rule.ts'

/** An employer whose month is held in a file that another organisation sent. */
export const employerInTwoFiles: Rule = {
  id: 'employer-in-two-files', severity: 'warn',
  says: 'The month of an employer is held in a file of another sender too',
  because: 'A lead employer’s file with the rows of an employer, beside the employer’s own, counts everybody twice: a correction takes the place of the same sender’s file only. Withdraw one of the two. Two parts of an employer, each sent once, are legitimate.',
  check: acrossRows(['staff'], (read) => {
    const months = new Set<string>()
    return {
      see: ({ row }) => void months.add(`${String(row.at_code)} at ${String(row.period_to)}`),
      end: () => (read.postsHeld ?? []).filter(({ organisation, periodTo, sender }) => sender !== read.source && months.has(`${organisation} at ${periodTo}`)).map(({ organisation, periodTo, sender, people }): Fault => (
        faultOfFile(read, { column: 'organisation', found: `${people.length} posts of ${organisation} at ${periodTo} are held in ${sender}`, expected: 'one file for an employer and a month' })
      )),
    }
  }),
  tell: tellRows('employer is in a file of another sender too', 'employers are in files of other senders too'),
}
