import { kindOf, type Verdict } from './hostile-file.ts'
import { managers, withFte, withRow } from './managers-table.ts'

const held: Verdict = { loaded: 1, quarantined: 1, rules: ['unreadable-number'], fte: 10 }
const absent: Verdict = { loaded: 2, fte: 10 }
const read = (fte: number): Verdict => ({ loaded: 2, fte: 10 + fte })

/** Cells of FTE beside one of 10: read as the number they are, as an absence, or held back. */
const cells: readonly (readonly [string, Verdict])[] = [
  ['1e309', held], ['-1e309', held], ['1e-400', held], ['NaN', held], ['Infinity', held], ['-Infinity', held], ['-0', read(0)], ['−5', held], ['(5)', held], ['"1,234"', read(1234)], ['"1,23"', held], ['"12,345,67"', held], ['1.234.5', held],
  ['0x10', held], ['0b11', held], ['1_000', held], ['1e2', read(100)], ['٣', held], ['５', held], ['½', held], ['£5', held], ['5%', held], ['5 FTE', held], ['#REF!', held], ['#DIV/0!', held], ['TRUE', held],
  ['=1+1', held], ['=cmd|\' /C calc\'!A0', held], ['+5', read(5)], ['@SUM(A1)', held], ['null', absent], ['*', absent], ['..', absent], ['-', absent], ['', absent], ['none', held], ['O', held], ['l0', held], ['1 000', held],
  ['03/04/2024', held], ['45383 ', read(45383)], [`${'9'.repeat(400)}`, held], ['0.1', read(0.1)],
]

/** What is no number never becomes one; what is missing never becomes zero. */
export const numbers = kindOf('numbers', [
  ...cells.map(([cell, verdict]) => ({ says: `FTE written ${cell.length > 30 ? `${cell.slice(0, 5)}… (${cell.length} digits)` : cell === '' ? 'as nothing' : cell}`, make: () => withFte(cell), verdict })),
  { says: 'FTE below nothing', make: () => withFte('-3'), verdict: { loaded: 1, quarantined: 1, rules: ['negative-fte'], fte: 10 } },
  { says: 'a row repeated', make: () => withRow('2010', 'RAA', '10'), verdict: { loaded: 3, duplicate: 1, rules: ['repeated-row'], fte: 60.5 } },
  { says: 'a row that contradicts another', make: () => withRow('2010', 'RAA', '11'), verdict: { loaded: 3, quarantined: 1, rules: ['contradicting-row'], fte: 60.5 } },
  { says: 'a total row at the end', make: () => withRow('Total', '', '60.5'), verdict: { loaded: 3, quarantined: 1, fte: 60.5 } },
  { says: 'a footnote at the end', make: () => `${managers()}\nSource: annual census\n`, verdict: { loaded: 3, quarantined: 1, rules: ['ragged-row'], fte: 60.5 } },
  { says: 'a formula for a code', make: () => withRow('2010', '=HYPERLINK("http://example.org")', '5'), verdict: { loaded: 4, fte: 65.5 } },
  { says: 'a year of five digits', make: () => withRow('20100', 'RDD', '5'), verdict: { loaded: 3, quarantined: 1, fte: 60.5 } },
  { says: 'years that a spreadsheet has made dates', make: () => managers([['01/01/2010', 'RAA', '1'], ['2010', 'RBB', '2']]), verdict: { loaded: 1, quarantined: 1, fte: 2 } },
])
