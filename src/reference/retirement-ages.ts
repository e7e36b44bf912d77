import type { CalendarDate } from '../units/calendar-date.ts'
import rows from './retirement-ages.json' with { type: 'json' }

/** The age at which people are taken to be due to retire, and the days for which it is. Units: years. */
export interface RetirementAge { readonly age: number; readonly valid_from: CalendarDate; readonly valid_to: CalendarDate | null; readonly says: string; readonly source: string }

/** Every rule, the earliest first; between two of them, and before the first, nobody is said to be due. */
export const retirementAges: readonly RetirementAge[] = rows

/** Years in which somebody is due to retire when the age is that near. */
export const yearsNear = 5

/** Say the rules with their days and sources, for a definition. */
export function sayRetirementAges(): string {
  return retirementAges.map(({ age, valid_from: from, valid_to: to, says, source }) => `${age} ${to === null ? `from ${from} on` : `from ${from} to ${to}`} (${says}; ${source})`).join('; ')
}
