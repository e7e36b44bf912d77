import { unlistedRule } from '../../unlisted.ts'

/** A leaving reason that its list does not have. */
export const unknownLeaveReason = unlistedRule(['staff'], 'leave_reason', 'leaving reason', 'Retirements and resignations are projected apart; a reason nobody knows is neither.')
