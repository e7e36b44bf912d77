import { z } from 'zod'
import type { Viewer } from '../../access/viewer.ts'
import { AcceptedFindings, type Acceptance, type AcceptedFinding, type Reopening } from '../../contract/accepted-finding.ts'
import { declaredBecause } from '../../quality/rules/declared.ts'
import { rules } from '../../quality/rules.ts'
import { nearestNames } from '../../reference/nearest-names.ts'
import type { AcceptedRecord } from '../../store/accepted-findings.ts'
import type { House } from '../../store/house.ts'
import type { CalendarDate } from '../../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { readRoute, type Route } from '../route.ts'
import { sayCount } from '../say.ts'

/** A finding to ask about: its rule, the file it is in, and the organisation it concerns where one is known. */
export interface AskedFinding {
  readonly rule: string
  readonly fileId: string | null
  readonly organisation: string | null
}

/** Find who answers for a finding on a day; null when nobody does. A later acceptance counts before an earlier one. */
export function acceptanceOf(accepted: readonly AcceptedRecord[], { rule, fileId, organisation }: AskedFinding, on: CalendarDate): AcceptedRecord | null {
  return accepted.find((one) => one.rule === rule && stateOf(one, on) === 'in force'
    && (one.fileId === null ? one.organisation === organisation?.trim().toUpperCase() : one.fileId === fileId)) ?? null
}

/** Say an acceptance as it stands beside a finding. */
export function sayAcceptance({ by, because, until }: Pick<AcceptedRecord, 'by' | 'because' | 'until'>): string {
  return `accepted by ${by} because ${because}${until === null ? '' : `, until ${until}`}`
}

/** Every acceptance there has been, newest first. */
export async function answerAccepted(house: House, viewer: Viewer, on: CalendarDate): Promise<AcceptedFindings> {
  const accepted = (await house.accepted.list(viewer)).map((one) => sayAccepted(one, on))
  const inForce = accepted.filter(({ state }) => state === 'in force').length
  return { summary: accepted.length === 0 ? 'No finding has been accepted.' : `${sayCount(inForce, 'accepted finding')} in force, ${sayCount(accepted.length)} in all. They stay counted; rows held back stay held back.`, accepted }
}

/**
 * Accept a rule's finding for an organisation or for one file. No row is let in by it, and no count changes.
 * Errors: refuses `acceptance-of-nothing`, `unknown-rule`, `finding-stops-file`, `acceptance-has-ended`, `file-not-held`.
 */
export async function acceptFinding(house: House, viewer: Viewer, given: Acceptance, now: string): Promise<AcceptedFinding | Refusal> {
  const unfit = refuseScope(given) ?? refuseRule(given.rule) ?? refuseEnded(given, now.slice(0, 10)) ?? await refuseFile(house, viewer, given)
  if (unfit) return unfit
  const record = await house.accepted.accept(viewer, {
    rule: given.rule, organisation: given.organisation?.toUpperCase() ?? null, fileId: given.file ?? null, because: given.because.replace(/\.$/, ''), by: given.by ?? viewer.name, at: now, until: given.until ?? null,
  })
  return sayAccepted(record, now.slice(0, 10))
}

/** Take an acceptance back. Errors: refuses `acceptance-not-found`. */
export async function reopenFinding(house: House, viewer: Viewer, given: Reopening, now: string): Promise<AcceptedFinding | Refusal> {
  const record = await house.accepted.reopen(viewer, given.id, { because: given.because, by: given.by ?? viewer.name, at: now })
  return isRefusal(record) ? record : sayAccepted(record, now.slice(0, 10))
}

function stateOf({ reopened, until }: AcceptedRecord, on: CalendarDate): AcceptedFinding['state'] {
  if (reopened) return 'reopened'
  return until !== null && until < on ? 'ended' : 'in force'
}

function sayAccepted(record: AcceptedRecord, on: CalendarDate): AcceptedFinding {
  const { id, rule, organisation, fileId, because, by, at, until, reopened } = record
  return { id, rule, organisation, file: fileId, because, by, at, until, state: stateOf(record, on), reopened: reopened && { ...reopened }, says: sayAcceptance(record) }
}

function refuseScope({ rule, organisation, file }: Acceptance): Refusal | null {
  if ((organisation === undefined) !== (file === undefined)) return null
  return refuse('acceptance-of-nothing', 'usage', { doing: `Accepting ${rule}`, found: organisation === undefined ? 'neither an organisation nor a file' : 'both an organisation and a file', need: 'One organisation, or one file, that it is accepted for', next: 'Give --area CODE or --file ID' })
}

function refuseRule(id: string): Refusal | null {
  const known = [...rules.map((rule) => rule.id), 'contradicting-row', 'repeated-row', ...declaredBecause.keys()]
  if (!known.includes(id)) return refuse('unknown-rule', 'usage', { doing: 'Accepting a finding', found: `no rule is called “${id}”`, need: 'The id of a rule, as it stands beside the finding', next: `The nearest are ${nearestNames(id, known).slice(0, 3).join(', ') || 'none'}; see cadre quality` })
  if (!rules.some((rule) => rule.id === id && rule.severity === 'stop-file')) return null
  return refuse('finding-stops-file', 'conflict', { doing: `Accepting ${id}`, found: 'a file with this fault is not loaded at all', need: 'A file without it: no acceptance lets a file or a row in', next: 'Correct the file, or its mapping, and import it again' })
}

function refuseEnded({ rule, until }: Acceptance, today: CalendarDate): Refusal | null {
  if (until === undefined || until >= today) return null
  return refuse('acceptance-has-ended', 'usage', { doing: `Accepting ${rule}`, found: `its last day, ${until}, has passed`, need: 'A day from today on, or none', next: 'Leave --until out, or give a later day' })
}

async function refuseFile(house: House, viewer: Viewer, { rule, file }: Acceptance): Promise<Refusal | null> {
  const live = await house.catalogue.live(viewer)
  if (file === undefined || (live !== null && (await house.catalogue.files(viewer, live)).some(({ id }) => id === file))) return null
  return refuse('file-not-held', 'absent', { doing: `Accepting ${rule}`, found: `no file with the id “${file}” in the live snapshot`, need: 'The id of a file that is loaded', next: 'See the Data page or /api/holdings for the files and their ids' })
}

export const acceptedFindingRoutes: readonly Route[] = [
  readRoute({
    url: '/api/accepted-findings', policy: 'figures', says: 'Findings somebody answers for: who, why and until when', group: 'Data', query: z.object({}), answer: AcceptedFindings, refuses: [],
    handle: ({ house, viewer }) => answerAccepted(house, viewer, new Date().toISOString().slice(0, 10)),
  }),
]
