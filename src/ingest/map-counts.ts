import type { Row } from '../dataset/table.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { Measured } from './cells.ts'
import type { Node } from './map-nodes.ts'

/** A number the source does not publish at all. */
export const notPublished: Measured = { value: null, status: 'not-available' }

/** A number that has no meaning for the row. */
export const notApplicable: Measured = { value: null, status: 'not-applicable' }

/** Make a row of staff in post on one day. */
export function staffCountRow(source: string, date: CalendarDate, at: Node, count: {
  sector: string; staffGroup: string; profession?: string; nationality?: string; isTotal?: boolean; headcount: Measured; fte: Measured
}): Row {
  return {
    period_from: date, period_to: date, source, at_level: at.level, at_code: at.code, sector: count.sector, staff_group: count.staffGroup,
    profession: count.profession ?? null, nationality: count.nationality ?? null, is_total: count.isTotal ?? false,
    headcount: count.headcount.value, headcount_status: count.headcount.status, fte: count.fte.value, fte_status: count.fte.status,
  }
}

/** Make a row of residents of one age range; `age.to` is null for an open-ended range. */
export function populationRow(source: string, date: CalendarDate, at: Node, sex: string, age: { from: number; to: number | null }, people: Measured): Row {
  return {
    period_from: date, period_to: date, source, at_level: at.level, at_code: at.code, sex, age_from: age.from, age_to: age.to,
    people: people.value, people_status: people.status,
  }
}
