import { aboutFile } from '../../across-rows.ts'
import type { Rule } from '../../rule.ts'

/** A text file in another encoding than UTF-8. */
export const notUtf8: Rule = {
  id: 'not-utf-8', severity: 'warn',
  says: 'The file is not in UTF-8; its characters were read by its own encoding',
  because: 'Read as UTF-8, dashes, apostrophes and accents would be lost or the file refused. Nothing is lost when the encoding is recognised, but the publisher should send UTF-8.',
  check: aboutFile(({ encoding }) => (!encoding || encoding === 'xlsx' || encoding.startsWith('utf-8') ? [] : [{ row: null, column: null, found: encoding, expected: 'utf-8', fte: null }])),
  tell: (faults) => `The file is in ${faults.first.found}, not UTF-8; every character was read`,
}
