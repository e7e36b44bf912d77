import { unlistedRule } from '../../unlisted.ts'

/** A sex that its list does not have. */
export const unknownSex = unlistedRule(['staff'], 'sex', 'sex', 'Rates by sex leave these people out. Not recorded is a word of the list.')
