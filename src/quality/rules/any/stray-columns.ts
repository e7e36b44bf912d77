import { aboutFile } from '../../across-rows.ts'
import { sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Columns without a heading, or headed by a single stray letter. */
export const strayColumns: Rule = {
  id: 'stray-columns', severity: 'warn',
  says: 'The table has columns that head nothing; they are not read',
  because: 'Empty columns and a stray letter are left over from editing in a spreadsheet. They are harmless when nothing stands below them; anything that does would make its row ragged.',
  check: aboutFile((read) => (read.header ?? []).flatMap((cell, at) => (
    !/^[a-z]?$/i.test(cell.trim()) ? [] : [{ row: read.headerRow ?? 1, column: `column ${at + 1}`, found: cell.trim() === '' ? 'no heading' : `“${cell.trim()}”`, expected: 'a heading, or no column', fte: null }]
  ))),
  tell(faults) {
    const letters = faults.listed.filter(({ found }) => found !== 'no heading').map(({ found, column }) => `${found} heads ${column}`)
    return `The table has ${sayCount(faults.length, 'column')} that head nothing${letters.length > 0 ? ` (${letters.join(', ')})` : ''}; they are not read`
  },
}
