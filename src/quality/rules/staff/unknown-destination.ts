import { unlistedRule } from '../../unlisted.ts'

/** A destination that its list does not have. */
export const unknownDestination = unlistedRule(['staff'], 'destination', 'destination', 'Where leavers go is counted by these words. Unknown is a word of the list.')
