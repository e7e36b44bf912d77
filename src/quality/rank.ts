import type { Severity } from './finding.ts'

/** What ranking looks at: how far the repair moves the plan, how many FTE stand on the rows, how many rows. */
export interface Rankable {
  readonly id: string
  /** FTE by which the repair moves the gaps of all staff groups, sizes added up; null when not estimated. */
  readonly moved: number | null
  readonly fte: number | null
  readonly rows: number
}

/** Order findings: what moves the plan most first; then what is not estimated, by FTE on its rows; then by count. Equal ones keep the order of their ids. */
export function byEffect(a: Rankable, b: Rankable): number {
  if ((a.moved === null) !== (b.moved === null)) return a.moved === null ? 1 : -1
  return (b.moved ?? 0) - (a.moved ?? 0) || Math.abs(b.fte ?? 0) - Math.abs(a.fte ?? 0) || b.rows - a.rows || (a.id < b.id ? -1 : 1)
}

export type Action = 'chase' | 'fix' | 'accept' | 'decide'

/** Rules whose finding needs somebody to choose between two readings of the same row. */
const decideRules = new Set(['occupation-fits-staff-group', 'band-fits-staff-group', 'occupation-fits-band', 'person-disagrees', 'person-above-one-and-a-half', 'many-positions', 'month-on-month-jump', 'above-establishment', 'bank-counted', 'not-working-counted'])

/** Suggest what to do: ask for what was not sent, send a corrected file, say that it is legitimate, or choose. */
export function actionFor(rule: string, severity: Severity | 'gap'): Action {
  if (severity === 'gap') return 'chase'
  if (decideRules.has(rule)) return 'decide'
  return severity === 'stop-file' || severity === 'stop-row' ? 'fix' : severity === 'declare' ? 'accept' : 'fix'
}
