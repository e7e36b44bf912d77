import { sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Cells with spaces before or after their text. */
export const surroundingSpaces: Rule = {
  id: 'surrounding-spaces', severity: 'warn',
  says: 'Cells have spaces around their text; they are trimmed',
  because: 'A code with a trailing space matches no other file. Trimming loses nothing; the publisher’s export pads its columns.',
  check: (read) => read.rows.flatMap((row) => {
    const at = row.raw.findIndex((cell) => cell !== cell.trim())
    return at < 0 ? [] : [{ row: row.row, column: read.header?.[at]?.trim() ?? `column ${at + 1}`, found: `“${row.raw[at]!.slice(0, 60)}”`, expected: 'no spaces around the text', fte: null }]
  }),
  tell: (faults) => `${sayCount(faults.length, 'row has', 'rows have')} cells with spaces around their text, first in column ${faults.first.column}; they are trimmed`,
}
