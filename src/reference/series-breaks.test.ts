import { expect, test } from 'vitest'
import { isCalendarDate } from '../units/calendar-date.ts'
import { breaksOf, seriesBreaks } from './series-breaks.ts'

test.each([
  { source: 'turnover', group: 'Ambulance staff', from: ['2018-09-30', '2012-09-30'] },
  { source: 'turnover', group: 'Managers', from: ['2019-09-30', '2012-09-30'] },
  { source: 'turnover', group: 'Nurses & health visitors', from: ['2012-09-30'] },
  { source: 'history-managers', group: 'Managers', from: ['2015-09-30'] },
  { source: 'us-nurses', group: 'Registered nurses (US)', from: ['1998-05-31', '2011-05-31'] },
  { source: 'history-consultants', group: 'Managers', from: [] },
])('$source, $group breaks from $from', ({ source, group, from }) => expect(breaksOf(source, group).map((found) => found.from)).toEqual(from))

test('every break runs forward between real days and says why', () => {
  for (const { from, to, why } of seriesBreaks) expect(isCalendarDate(from) && isCalendarDate(to) && from < to && why.length > 20).toBe(true)
})
