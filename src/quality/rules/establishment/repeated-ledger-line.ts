import { faultAt, returnRows, tellRows } from '../../each-row.ts'
import type { Fault, Rule } from '../../rule.ts'

/** Two equal lines of a ledger that numbers none. */
export const repeatedLedgerLine: Rule = {
  id: 'repeated-ledger-line', severity: 'warn',
  says: 'A ledger line is the same as an earlier one in every column',
  because: 'A line booked twice doubles its posts. Without a ledger code nobody can tell it from a second post of the same kind, which is legitimate: both are kept, and the code would settle it.',
  check(read) {
    if (!read.mayRepeat) return []
    const seen = new Map<string, number>()
    return returnRows(read, ['establishment']).flatMap(({ of, row }): Fault[] => {
      const key = JSON.stringify(row)
      const earlier = seen.get(key)
      if (earlier === undefined) seen.set(key, of.row)
      return earlier === undefined ? [] : [faultAt(read, of, { column: null, found: `the same as row ${earlier}`, expected: 'a ledger code, or one line' })]
    })
  },
  tell: tellRows('line is the same as an earlier one', 'lines are the same as earlier ones'),
}
