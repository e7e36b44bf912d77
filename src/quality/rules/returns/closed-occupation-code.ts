import { closedRule } from '../../closed.ts'

/** A occupation code that is not in force at the date of the row. */
export const closedOccupationCode = closedRule(['staff', 'cost'], 'occupation_code', 'occupation', 'occupation code')
