import { kindOf } from './hostile-file.ts'
import { heading, managers, manyRows } from './managers-table.ts'

const counted = (rows: number, long: boolean) => ({ says: `${rows} rows`, make: () => manyRows(rows), verdict: { loaded: rows, fte: rows }, long })

/** The row limits of spreadsheets: nothing is cut at them. Faults by the hundred thousand are still said. */
export const sizes = kindOf('sizes', [
  ...[65_535, 65_536, 65_537].map((rows) => counted(rows, false)),
  ...[1_048_575, 1_048_576, 1_048_577].map((rows) => counted(rows, true)),
  { says: 'a million short rows', make: () => `${managers()}${'2010\n'.repeat(1_000_000)}`, verdict: { loaded: 3, quarantined: 1_000_000, rules: ['ragged-row'], fte: 60.5 }, long: true },
  { says: '150,000 rows of FTE below nothing', make: () => `${heading.join(',')}\n2010,RAA,10\n${Array.from({ length: 150_000 }, (_, at) => `2010,X${at},-1`).join('\n')}\n`, verdict: { loaded: 1, quarantined: 150_000, rules: ['negative-fte'], fte: 10 }, long: true },
])
