import { acrossFile } from '../../across-rows.ts'
import type { Rule } from '../../rule.ts'

/** A file with a header and nothing under it. */
export const noRows: Rule = {
  id: 'no-rows', severity: 'stop-file',
  says: 'The file has a header and no rows',
  because: 'An empty table is an export that failed: loading it would say that there is nobody.',
  check: acrossFile(() => {
    let isEmpty = true
    return {
      see: () => { isEmpty = false },
      end: () => (isEmpty ? [{ row: null, column: null, found: 'no rows', expected: 'at least one row', fte: null }] : []),
    }
  }),
}
