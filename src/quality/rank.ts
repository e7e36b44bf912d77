import type { Severity } from './finding.ts'

/** What ranking looks at: how far the repair moves the plan, how many FTE stand on the rows, how many rows. */
export interface Rankable {
  readonly id: string
  /** FTE by which the repair moves the gaps of all staff groups, sizes added up; null when not estimated. */
  readonly moved: number | null
  readonly fte: number | null
  readonly rows: number
}

/** Order findings: what moves the plan most first; then what is not estimated, by FTE on its rows, then by count; last what is known to move nothing. Equal ones go by their ids. */
export function byEffect(a: Rankable, b: Rankable): number {
  return kindOf(a) - kindOf(b) || (b.moved ?? 0) - (a.moved ?? 0) || Math.abs(b.fte ?? 0) - Math.abs(a.fte ?? 0) || b.rows - a.rows || (a.id < b.id ? -1 : 1)
}

/** 0: moves the plan. 1: not estimated. 2: known to move nothing. */
function kindOf({ moved }: Rankable): 0 | 1 | 2 {
  return moved === null ? 1 : moved > 0 ? 0 : 2
}

export type Action = 'chase' | 'fix' | 'accept' | 'decide'

/** Rules whose finding needs somebody to choose between two readings of the same row. */
const decideRules = new Set(['occupation-fits-staff-group', 'band-fits-staff-group', 'occupation-fits-band', 'person-disagrees', 'person-above-one-and-a-half', 'many-positions', 'month-on-month-jump', 'above-establishment', 'bank-counted', 'not-working-counted'])

/** Rules about how a file is written: its cells were read as they are meant, and nothing is at stake. */
const formRules = new Set(['surrounding-spaces', 'not-utf-8', 'several-dates', 'stray-columns', 'notes-contradict', 'code-read-as-number'])

/** Say whether a rule is about the form of a file alone: putting it right would change no number. */
export function changesNoNumber(rule: string): boolean {
  return formRules.has(rule)
}

/** Suggest what to do: ask for what was not sent, send a corrected file, say that it is legitimate, or choose. Nobody here can correct a published file. */
export function actionFor(rule: string, severity: Severity | 'gap', published: boolean): Action {
  if (severity === 'gap') return 'chase'
  if (published) return severity === 'stop-row' || severity === 'stop-file' || decideRules.has(rule) ? 'decide' : 'accept'
  if (decideRules.has(rule)) return 'decide'
  return severity === 'stop-file' || severity === 'stop-row' ? 'fix' : severity === 'declare' ? 'accept' : 'fix'
}
