import { unlistedRule } from '../../unlisted.ts'

/** A assignment status that its list does not have. */
export const unknownAssignmentStatus = unlistedRule(['staff'], 'assignment_status', 'assignment status', 'The status says who is at work and who is away.')
