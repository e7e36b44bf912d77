import type { Repair } from './repair-edit.ts'

/** A fault in data, as a value: never thrown. One finding may stand for many rows of one file. */
export interface Finding {
  /** Id of the rule, the name of its file in quality/rules/. */
  readonly rule: string
  readonly severity: Severity
  /** Row number as a spreadsheet counts (the header is row 1), of the first row found; null for a file as a whole. */
  readonly row: number | null
  readonly column: string | null
  readonly found: string
  readonly expected: string
  /** How many rows (or cells, for a file rule) share this finding. */
  readonly count: number
  /** FTE on the rows concerned, null when the table has none. */
  readonly fte: number | null
  /** The places it stands for, the first thousand of them: kept when a file is imported, left out where findings are listed. */
  readonly places?: readonly FindingPlace[]
  /** Its plausible repair, where there is one; left out where findings are listed. */
  readonly repair?: Repair | null
}

/** One place where a finding speaks. `column` is the heading as the sender knows it. */
export interface FindingPlace { readonly row: number | null; readonly column: string | null; readonly found: string; readonly expected: string }

/** stop-row: the row goes to quarantine. stop-file: nothing of the file is loaded. warn: loaded, and said. declare: a known trait of the source. */
export const severities = ['stop-file', 'stop-row', 'warn', 'declare'] as const
export type Severity = (typeof severities)[number]
