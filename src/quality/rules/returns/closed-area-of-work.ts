import { closedRule } from '../../closed.ts'

/** A area of work that is not in force at the date of the row. */
export const closedAreaOfWork = closedRule(['staff'], 'area_of_work', 'area_of_work', 'area of work')
