import { addMonths } from '../../../units/calendar-date.ts'
import { acrossRows } from '../../across-rows.ts'
import { faultOfFile } from '../../each-row.ts'
import type { Fault, Rule } from '../../rule.ts'

/** Fewer people than these say nothing about a numbering. */
const fewestPeople = 20

/** Share of last month’s people that must be there again; in a year about one in ten leaves. */
const least = 0.5

/** Months after which so many may rightly have left that the question cannot be asked. */
const mostMonths = 12

/** Person numbers of a month that are not those of the month before. */
export const identifiersChanged: Rule = {
  id: 'identifiers-changed', severity: 'stop-file',
  says: 'Fewer than half of the people of the last month held are there again under the same number',
  because: 'The numbers are of another kind, or made anew for every extract: everybody would look like a leaver and a joiner. When a new payroll system gives everybody a new number, import it into a new folder, or send the earlier months under the new numbers.',
  check: acrossRows(['staff'], (read) => {
    const sought = new Map((read.peopleBefore ?? []).map((before) => [before.organisation, { before, left: new Set(before.people), rows: 0, periodTo: '' }]))
    return {
      see({ row }) {
        const own = sought.get(String(row.at_code))
        if (!own) return
        if (own.rows === 0) own.periodTo = String(row.period_to ?? '')
        own.rows += 1
        own.left.delete(String(row.person))
      },
      end: () => [...sought.values()].flatMap(({ before, left, rows, periodTo }): Fault[] => {
        if (before.people.length < fewestPeople || rows < fewestPeople || periodTo <= before.periodTo || addMonths(before.periodTo, mostMonths) < periodTo) return []
        const again = before.people.filter((person) => !left.has(person)).length
        return again >= before.people.length * least ? [] : [faultOfFile(read, { column: 'person', found: `${again} of ${before.people.length} people of ${before.organisation} at ${before.periodTo}`, expected: 'at least half of them' })]
      }),
    }
  }),
}
