import { fteOf, sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Notes that say FTE is rounded beside FTE that is not. */
export const notesContradict: Rule = {
  id: 'notes-contradict', severity: 'warn',
  says: 'The notes say that FTE is rounded to whole numbers, and the figures are not',
  because: 'Either the notes or the figures are of another edition, so how disclosure was prevented is uncertain. The figures are loaded as they stand.',
  check(read) {
    const rounded = read.declares.some(({ rule, says }) => rule === 'publisher-note' && /rounded to the nearest whole number/i.test(says))
    return rounded ? read.rows.filter((row) => !Number.isInteger(fteOf(row) ?? 0)).map((row) => ({ row: row.row, column: 'FTE', found: String(fteOf(row)), expected: 'a whole number, as the notes say', fte: fteOf(row) })) : []
  },
  tell: (faults) => `The notes say that FTE is rounded to whole numbers; ${sayCount(faults.length, 'row is', 'rows are')} not`,
}
