/**
 * What stands behind a published value. A value is a number, or one of the absences; no absence is ever zero.
 * `estimated` is a number with a caveat; the last three carry no number.
 */
export const valueStatuses = ['ok', 'estimated', 'not-available', 'not-applicable', 'suppressed'] as const
export type ValueStatus = (typeof valueStatuses)[number]

/** Marks printed in tables and spreadsheets in place of a number. Source: UK government guidance on symbols in tables. */
export const absenceMarks = { 'not-available': '[x]', 'not-applicable': '[z]', suppressed: '[c]' } as const
