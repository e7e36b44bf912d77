import { offEditionRule } from '../../off-edition.ts'

/** A job role that the imported edition does not have. */
export const unknownJobRole = offEditionRule(['staff'], 'job_role', 'job role', 'Plans by role leave these posts out. Local titles are legitimate: map them to the role they are.')
