import type { Viewer } from '../../access/viewer.ts'
import type { ProgrammeFigure } from '../../contract/programme-answer.ts'
import type { ProgrammeFile, ProgrammeRole, ProgrammeStandard } from '../../contract/programme.ts'
import { sayQuery } from '../../contract/query-command.ts'
import type { QueryAnswer, QueryRequest, QueryRow } from '../../contract/query.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import type { Place } from '../map/find-place.ts'
import { answerQuery } from '../query.ts'

/** A programme looked at in a place by somebody. */
export interface ProgrammeScene {
  readonly house: House
  readonly viewer: Viewer
  readonly place: Place
  readonly file: ProgrammeFile
  /** What was made up for the demonstration counts there and nowhere else. */
  readonly demonstration: boolean
  /** Every answer that was used, for the provenance. */
  readonly used: QueryAnswer[]
}

/** Ask the dataset within the scope of whoever asks, and remember the answer for the provenance. */
export async function askScene(scene: Pick<ProgrammeScene, 'house' | 'viewer' | 'used'>, request: QueryRequest): Promise<QueryAnswer | Refusal> {
  const answer = await answerQuery(scene.house, scene.viewer, request)
  if (!isRefusal(answer) && !scene.used.some(({ measure, asOf, provenance }) => measure === answer.measure && asOf === answer.asOf && provenance.formula === answer.provenance.formula)) scene.used.push(answer)
  return answer
}

/** The one row that a question without a split answers with, as a figure. */
export function figureOf(answer: QueryAnswer | Refusal, request: QueryRequest, unit: string, pick: (row: QueryRow) => boolean = () => true): ProgrammeFigure {
  if (isRefusal(answer)) return absent('not-available', unit, `${capital(answer.found)} (${answer.need})`, sayQuery(request))
  const rows = answer.rows.filter(pick)
  const [row] = rows
  if (row === undefined || rows.length > 1) return absent('not-available', answer.unit, row === undefined ? `${answer.name}: none is held of this` : `${answer.name}: more than one figure is held of this`, sayQuery(request))
  if (row.value === null) return absent(row.status, answer.unit, row.status === 'suppressed' ? 'Hidden, so that nobody can be found' : 'Not published', sayQuery(request))
  return { value: row.value, status: row.status, unit: answer.unit, why: null, command: sayQuery(request), reckoned: null, asOf: answer.asOf }
}

/** A figure that there is none of, and why. */
export function absent(status: ProgrammeFigure['status'], unit: string, why: string, command: string | null = null): ProgrammeFigure {
  return { value: null, status, unit, why, command, reckoned: null, asOf: null }
}

/** A figure worked out from others, and how; of staff, their day. */
export function reckoned(value: number, unit: string, how: string, status: ProgrammeFigure['status'] = 'ok', asOf: string | null = null): ProgrammeFigure {
  return { value, status, unit, why: null, command: null, reckoned: how, asOf }
}

/** Whether a judgement holds here: what was made up for the demonstration holds for no real place. */
export function holdsHere({ onlyFor }: Pick<ProgrammeRole | ProgrammeStandard, 'onlyFor'>, { demonstration }: Pick<ProgrammeScene, 'demonstration'>): boolean {
  return onlyFor === undefined || demonstration
}

/** Why a judgement made up for the demonstration is left out. */
export const onlyMadeUp = 'made up for the demonstration, and nothing is stated for real places'

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
