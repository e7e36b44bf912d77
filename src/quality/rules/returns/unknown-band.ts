import { unlistedRule } from '../../unlisted.ts'

/** A pay band that its list does not have. */
export const unknownBand = unlistedRule(['staff', 'establishment', 'cost'], 'band', 'pay band', 'A pay band decides the cost of a post and how far a person can still move up. Local grades outside the national agreement are legitimate: map them to the nearest, or leave them and lose the cost.')
