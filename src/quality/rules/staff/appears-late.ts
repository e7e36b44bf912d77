import type { ReadFile } from '../../../ingest/source.ts'
import { addMonths } from '../../../units/calendar-date.ts'
import { faultAt, isMissing, returnRows, tellRows, textOf } from '../../each-row.ts'
import type { Fault, Rule } from '../../rule.ts'

/** A joiner who started before the month they first appear, and came from nowhere. */
export const appearsLate: Rule = {
  id: 'appears-late', severity: 'warn',
  says: 'A person appears for the first time and started before the month before, without a move',
  because: 'They should have been in last month’s file: joiners of this month are too many and those of an earlier one too few. A service taken over from an employer that sends nothing is legitimate, and so is a late entry of the payroll.',
  check: (read) => [...Map.groupBy(read.postsHeld ?? [], ({ organisation, periodTo }) => `${organisation} ${periodTo}`).values()].flatMap((held): Fault[] => {
    const { organisation, periodTo } = held[0]!
    const before = new Set(held.flatMap(({ people }) => people))
    const own = returnRows(read, ['staff']).filter(({ row }) => row.at_code === organisation && addMonths(textOf(row, 'period_to'), -1) === periodTo)
    if (own.length === 0) return []
    const elsewhere = peopleElsewhere(read, organisation)
    return own.filter(({ row }) => !before.has(textOf(row, 'person')) && !elsewhere.has(textOf(row, 'person')) && !isMissing(row, 'start_in_post') && textOf(row, 'start_in_post') <= periodTo)
      .map(({ of, row }) => faultAt(read, of, { column: 'start_in_post', found: `${textOf(row, 'start_in_post')}, not there at ${periodTo}`, expected: `a start after ${periodTo}, or a move from an employer held` }))
  }),
  tell: tellRows('person appears after starting long before', 'people appear after starting long before'),
}

function peopleElsewhere({ postsHeld = [] }: ReadFile, organisation: string): Set<string> {
  return new Set(postsHeld.filter((held) => held.organisation !== organisation).flatMap(({ people }) => people))
}
