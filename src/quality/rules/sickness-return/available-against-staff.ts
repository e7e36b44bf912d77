import { formatNumber } from '../../../units/format.ts'
import { daysInMonth } from '../../../units/calendar-date.ts'
import { besideTotals } from '../../beside-table.ts'
import { faultOfFile, tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** Share by which days available and staff in post may differ: joiners and leavers within the month. Our judgement. */
const most = 0.15

/** Days available that are not those of the staff in post. */
export const availableAgainstStaff: Rule = {
  id: 'available-against-staff', severity: 'warn',
  says: 'The FTE days available are not those of the staff in post of the same month',
  because: 'Days available are FTE times the days of the month: working days, another month or part of the staff give a wrong rate. Bank staff counted in one and not in the other are legitimate up to about a seventh.',
  check: besideTotals({ sickness: 'staff' }, (read, { organisation, periodTo, now, other }) => {
    const days = other * daysInMonth(Number(periodTo.slice(0, 4)), Number(periodTo.slice(5, 7)))
    return days > 0 && Math.abs(now / days - 1) > most
      ? [faultOfFile(read, { column: 'fte_days_available', found: `${formatNumber(now, 0)} days at ${organisation}`, expected: `about the ${formatNumber(days, 0)} of ${formatNumber(other, 1)} FTE in post` })] : []
  }),
  tell: tellRows('organisation has days available that are not those of its staff', 'organisations have days available that are not those of their staff'),
}
