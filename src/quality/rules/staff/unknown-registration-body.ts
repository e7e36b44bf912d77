import { unlistedRule } from '../../unlisted.ts'

/** A registration body that its list does not have. */
export const unknownRegistrationBody = unlistedRule(['staff'], 'registration_body', 'registration body', 'The register decides how newly qualified and international staff are counted.')
