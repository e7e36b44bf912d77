import { unlistedRule } from '../../unlisted.ts'

/** A quality status that its list does not have. */
export const unknownQualityStatus = unlistedRule(['placement'], 'quality_status', 'quality status', 'Nobody can tell whether learners may be placed. Words of a local audit are legitimate: map them.')
