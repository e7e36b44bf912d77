import { unlistedRule } from '../../unlisted.ts'

/** A sector that its list does not have. */
export const unknownSector = unlistedRule(['staff_count'], 'sector', 'sector', 'Figures by sector leave these staff out. A new kind of employer is legitimate: map it to the nearest.')
