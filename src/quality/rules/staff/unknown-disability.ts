import { unlistedRule } from '../../unlisted.ts'

/** A disability declaration that its list does not have. */
export const unknownDisability = unlistedRule(['staff'], 'disability', 'disability declaration', 'Words outside the list fall out of the equality figures.')
