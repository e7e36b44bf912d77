import type { CalendarDate } from '../units/calendar-date.ts'
import listed from './series-breaks.json' with { type: 'json' }

/** A change in a published series that is a change of words, not of people. */
export interface SeriesBreak {
  /** Id of the source (ingest/sources). */
  readonly source: string
  /** Staff group exactly as the source publishes it; `*` for every group. */
  readonly group: string
  readonly from: CalendarDate
  readonly to: CalendarDate
  /** Which figures break: the stock between the two dates, or the leavers of the period. */
  readonly measure: 'stock' | 'leavers'
  readonly why: string
}

/** Every known break, for calibration to leave out and for readers to be told. */
export const seriesBreaks: readonly SeriesBreak[] = listed.map((row) => ({ ...row, measure: row.measure === 'leavers' ? 'leavers' : 'stock' }))

/** Breaks of one source that touch one staff group. */
export function breaksOf(source: string, group: string): SeriesBreak[] {
  return seriesBreaks.filter((found) => found.source === source && (found.group === '*' || found.group === group))
}
