import type { ReadFile } from '../../../ingest/source.ts'
import { addMonths } from '../../../units/calendar-date.ts'
import { acrossRows } from '../../across-rows.ts'
import { faultAt, isMissing, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A joiner who started before the month they first appear, and came from nowhere. */
export const appearsLate: Rule = {
  id: 'appears-late', severity: 'warn',
  says: 'A person appears for the first time and started before the month before, without a move',
  because: 'They should have been in last month’s file: joiners of this month are too many and those of an earlier one too few. A service taken over from an employer that sends nothing is legitimate, and so is a late entry of the payroll.',
  check: acrossRows(['staff'], (read) => {
    const [held, employers] = [heldMonths(read), employersOf(read)]
    return {
      see({ of, row }) {
        const [organisation, person, start] = [textOf(row, 'at_code'), textOf(row, 'person'), textOf(row, 'start_in_post')]
        const last = isMissing(row, 'period_to') ? undefined : held.get(`${organisation} ${addMonths(textOf(row, 'period_to'), -1)}`)
        if (!last || last.people.has(person) || start === '' || start > last.periodTo || isElsewhere(employers, person, organisation)) return null
        return faultAt(read, of, { column: 'start_in_post', found: `${start}, not there at ${last.periodTo}`, expected: `a start after ${last.periodTo}, or a move from an employer held` })
      },
    }
  }),
  tell: tellRows('person appears after starting long before', 'people appear after starting long before'),
}

/** People held of each organisation at a month-end, by both. */
function heldMonths({ postsHeld = [] }: ReadFile): ReadonlyMap<string, { readonly periodTo: string; readonly people: ReadonlySet<string> }> {
  const months = Map.groupBy(postsHeld, ({ organisation, periodTo }) => `${organisation} ${periodTo}`)
  return new Map([...months].map(([key, held]) => [key, { periodTo: held[0]!.periodTo, people: new Set(held.flatMap(({ people }) => people)) }]))
}

/** The employer of each person held, null for people with several. */
function employersOf({ postsHeld = [] }: ReadFile): ReadonlyMap<string, string | null> {
  const employers = new Map<string, string | null>()
  for (const { organisation, people } of postsHeld) {
    for (const person of people) employers.set(person, employers.has(person) && employers.get(person) !== organisation ? null : organisation)
  }
  return employers
}

function isElsewhere(employers: ReadonlyMap<string, string | null>, person: string, organisation: string): boolean {
  return employers.has(person) && employers.get(person) !== organisation
}
