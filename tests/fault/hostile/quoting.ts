import { kindOf } from './hostile-file.ts'
import { heading, managers, threeRows, withRow } from './managers-table.ts'

const whole = { loaded: 3, fte: 60.5 } as const
const ragged = { loaded: 3, quarantined: 1, rules: ['ragged-row'], fte: 60.5 } as const

/** Delimiters, quotes, line ends, and rows of another length. */
export const quoting = kindOf('ragged and quoting', [
  ...([[';', 'semicolons'], ['\t', 'tabs'], ['|', 'bars'], ['^', 'carets'], ['~', 'tildes'], ['\u001f', 'unit separators']] as const).map(([delimiter, words]) => ({ says: `${words} between the cells`, make: () => managers(threeRows, { delimiter }), verdict: whole })),
  { says: 'a delimiter nobody uses', make: () => managers(threeRows, { delimiter: '::' }), verdict: { refused: 'unknown-file' } },
  { says: 'carriage returns alone', make: () => managers(threeRows, { end: '\r' }), verdict: whole },
  { says: 'line ends of three kinds in one file', make: () => `${heading.join(',')}\r\n2010,RAA,10\n2010,RBB,20\r2010,RCC,30.5\r\n`, verdict: whole },
  { says: 'no line end after the last row', make: () => managers().trimEnd(), verdict: whole },
  { says: 'empty lines between rows', make: () => managers().replaceAll('\n', '\n\n\n'), verdict: whole },
  { says: 'a row one cell short', make: () => withRow('2010', 'RDD'), verdict: ragged },
  { says: 'a row one cell long', make: () => withRow('2010', 'RDD', '5', '6'), verdict: ragged },
  { says: 'a decimal comma that splits a number', make: () => withRow('2010', 'RDD', '5,5'), verdict: ragged },
  { says: 'empty cells past the last heading', make: () => withRow('2010', 'RDD', '5', '', ''), verdict: { loaded: 4, fte: 65.5 } },
  { says: 'a quote that opens and never closes', make: () => `${managers()}2010,"RDD,5\n`, verdict: { refused: 'unreadable-file' } },
  { says: 'a quote never closed, and a megabyte after it', make: () => `${managers()}2010,"RDD,5\n${'x'.repeat(1_100_000)}`, verdict: { refused: 'unreadable-file' } },
  { says: 'a quote in the middle of a cell', make: () => withRow('2010', 'RD"D', '5'), verdict: { loaded: 4, fte: 65.5 } },
  { says: 'text after a closing quote', make: () => withRow('2010', 'RDD', '"5"6'), verdict: { loaded: 3, quarantined: 1, rules: ['unreadable-number'], fte: 60.5 } },
  { says: 'a line end inside a quoted code', make: () => withRow('2010', '"RD\nD"', '5'), verdict: { loaded: 4, fte: 65.5 } },
  { says: 'quotes doubled inside quotes', make: () => withRow('2010', '"R""D"', '5'), verdict: { loaded: 4, fte: 65.5 } },
  { says: 'every cell quoted', make: () => managers().replaceAll(/[^,\n]+/g, '"$&"'), verdict: whole },
  { says: 'one cell of a megabyte', make: () => withRow('2010', 'R'.repeat(1_100_000), '5'), verdict: { refused: 'unreadable-file' } },
  { says: 'one code of a hundred thousand letters', make: () => withRow('2010', 'R'.repeat(100_000), '5'), verdict: { loaded: 4, fte: 65.5 } },
  { says: 'ten thousand columns', make: () => `${heading.join(',')}${',x'.repeat(10_000)}\n2010,RAA,1${',1'.repeat(10_000)}\n`, verdict: { refused: 'too-many-columns' } },
  { says: 'ten thousand cells in one row', make: () => withRow('2010', 'RDD', '5', ...Array.from({ length: 10_000 }, () => '')), verdict: { refused: 'too-many-columns' } },
])
