import { offEditionRule } from '../../off-edition.ts'

/** An area of work that the imported edition does not have. */
export const unknownAreaOfWork = offEditionRule(['staff'], 'area_of_work', 'area of work', 'Plans by service leave these posts out. Names of local departments are legitimate: map them to the area they work in.')
