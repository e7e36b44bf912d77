import { sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Organisation codes that a spreadsheet turned into numbers. */
export const codeReadAsNumber: Rule = {
  id: 'code-read-as-number', severity: 'warn',
  says: 'An organisation code is a bare number, as when a spreadsheet reads 5E1 as 5 × 10',
  because: 'Codes such as 5E1 look like numbers to a spreadsheet and are saved as 50: the row can no longer be joined to its organisation. It is kept under the code found, for nobody can be sure which it was.',
  check: (read) => read.rows.flatMap((row) => {
    const found = row.into.find(({ row: fact }) => fact.at_level === 'organisation' && /^\d+(\.\d+)?$/.test(String(fact.at_code)))
    return found ? [{ row: row.row, column: 'code', found: String(found.row.at_code), expected: 'a code with a letter', fte: typeof found.row.fte === 'number' ? found.row.fte : null }] : []
  }),
  tell: (faults) => `${sayCount(faults.length, 'row has', 'rows have')} a bare number for an organisation code (${faults.first.found}), as when a spreadsheet reads 5E1 as 5 × 10; kept under the code found`,
}
