import { closedRule } from '../../closed.ts'

/** A job role that is not in force at the date of the row. */
export const closedJobRole = closedRule(['staff'], 'job_role', 'job_role', 'job role')
