import type { Unmapped } from '../ingest/source.ts'
import { fteOf, sayCount } from './facts.ts'
import type { Rule } from './rule.ts'

/** Make the rule that holds back rows with a cell of one kind that the source could not map. `words` go after the count of cells. */
export function unmappedRule(kind: NonNullable<Unmapped['kind']>, rule: Pick<Rule, 'id' | 'says' | 'because'>, words: { one: string; many: string }): Rule {
  return {
    ...rule,
    severity: 'stop-row',
    check: (read) => read.rows.flatMap((row) => {
      const first = row.unmapped.find((cell) => (cell.kind ?? 'code') === kind)
      return first ? [{ row: row.row, column: first.column, found: first.found, expected: first.expected, fte: fteOf(row) }] : []
    }),
    tell: ({ length, first }) => `${sayCount(length, words.one, words.many)}; first in row ${first.row}, column ${first.column}: “${first.found.slice(0, 60)}”`,
  }
}
