import { closedRule } from '../../closed.ts'

/** A pay band that is not in force at the date of the row. */
export const closedBand = closedRule(['staff', 'establishment', 'cost'], 'band', 'band', 'pay band')
