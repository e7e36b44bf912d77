import { codeNamed } from '../../../reference/code-list.ts'
import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** Somebody started under a band after it was closed to new starters. */
export const bandClosedToNew: Rule = {
  id: 'band-closed-to-new', severity: 'warn',
  says: 'Somebody started under a band after it was closed to new starters',
  because: 'The band or the date is wrong. A person moved on protected pay is legitimate.',
  check: eachRow(['staff'], (row) => {
    const [band, start] = [codeNamed('band', textOf(row, 'band')), textOf(row, 'start_in_post')]
    return band?.closed_to_new !== undefined && start >= band.closed_to_new ? { column: 'band', found: `${band.code} from ${start}`, expected: `a start before ${band.closed_to_new}, or another band` } : null
  }),
  tell: tellRows('person started under a closed band', 'people started under a closed band'),
}
