import { unlistedRule } from '../../unlisted.ts'

/** A ethnic category that its list does not have. */
export const unknownEthnicity = unlistedRule(['staff'], 'ethnicity', 'ethnic category', 'Categories of another census cannot be compared. The codes are those of the NHS data dictionary.')
