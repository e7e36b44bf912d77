import { hasRight } from '../access/may.ts'
import { policies } from '../access/policy.ts'
import { refuseRight, refuseSecondFactor } from '../access/refuse-access.ts'
import { demonstrationViewer, localViewer, type Viewer } from '../access/viewer.ts'
import { TableRequest } from '../contract/published-table.ts'
import type { Release, ReleaseList, ReleaseRequest } from '../contract/release.ts'
import type { House } from '../store/house.ts'
import { refuseRelease, type KeptRelease } from '../store/releases.ts'
import { sayDate } from '../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { hashFiles, type GivenFile } from './published/published-files.ts'
import { makeContent } from './release/release-content.ts'
import { sayCount } from './say.ts'
import { readWhere } from './import/where-lies.ts'

/** Days a request waits for another person, and days in which what was approved may leave. */
const daysToDecide = 14
const daysToLeave = 7

/** What leaves the organisation, as far as the viewer asked for it or may decide about it; the bytes of what is over go. */
export async function listReleases(house: House, viewer: Viewer, now: string): Promise<ReleaseList> {
  const how = `Whatever leaves the organisation is asked for by one person and approved by another, with the second factor: an approver or a publisher of the area. A request waits ${daysToDecide} days. What was approved may leave within ${daysToLeave} days, byte for byte as it was approved, and every step is written down.`
  if (house.mode === 'demonstration') return { summary: 'Nothing can be asked for here.', how: `${how} In this demonstration nobody signs in, so there is no second person: nothing can be asked for or approved, and every number is invented.`, mayAsk: [], releases: [] }
  const kept = (await house.releases.list(viewer)).filter((release) => release.askedBy === viewer.id || mayJudge(release, viewer, now))
  for (const release of kept) if (stateOf(release, now) === 'expired') await house.releases.letGo(viewer, release.id)
  const releases = kept.map((release) => sayRelease(release, viewer, now))
  const waiting = releases.filter(({ mayDecide }) => mayDecide).length
  const rights: ReleaseList['mayAsk'] = [...(hasRight(viewer.grants, 'publish', null, now.slice(0, 10)) ? ['table' as const] : []), ...(hasRight(viewer.grants, 'records', null, now.slice(0, 10)) ? ['records' as const] : [])]
  return { summary: `${releases.length === 0 ? 'No request' : sayCount(releases.length, 'request')} within your scope; ${waiting === 0 ? 'none waits for you' : `${sayCount(waiting)} ${waiting === 1 ? 'waits' : 'wait'} for your decision`}.`, how, mayAsk: isAccount(viewer) ? rights : [], releases }
}

/** Ask for something to leave. Its files are made now, and kept until it has left or is over. Errors: refuses `release-needs-two-people`, `release-needs-account`, and what making the files refuses. */
export async function askRelease(house: House, viewer: Viewer, asked: ReleaseRequest, now: string): Promise<Release | Refusal> {
  const refused = refuseWithoutPeople(house, viewer)
  if (refused) return refused
  const content = await makeContent(house, viewer, asked, now)
  if (isRefusal(content)) return content
  const kept = await house.releases.ask(viewer, {
    ...content, kind: asked.what.kind, asked: asked.what, because: asked.because, recipient: asked.recipient, hash: hashFiles(content.files), askedAt: now, expiresAt: daysAfter(now, daysToDecide),
  })
  return sayRelease(kept, viewer, now)
}

/** Approve what another person asked for, or refuse it with a reason. Errors: refuses `release-needs-two-people`, `release-needs-account`, `second-factor-needed`, `release-not-found`, `release-own`, `not-allowed`, `release-not-waiting`. */
export async function decideRelease(house: House, viewer: Viewer, id: number, decision: { readonly kind: 'approved' } | { readonly kind: 'refused'; readonly because: string }, now: string): Promise<Release | Refusal> {
  const refused = refuseWithoutPeople(house, viewer) ?? (viewer.secondFactor ? null : refuseSecondFactor(policies['release-decision']))
  if (refused) return refused
  const taken = { ...decision, at: now, ...(decision.kind === 'approved' ? { expiresAt: daysAfter(now, daysToLeave) } : {}) }
  return said(await house.releases.step(viewer, id, taken, (release) => refuseDecision(release, viewer, now)), viewer, now)
}

/** Take back what one asked for, or an approval one may give. Errors: refuses `release-needs-two-people`, `release-needs-account`, `release-not-found`, `not-allowed`, `release-over`. */
export async function withdrawRelease(house: House, viewer: Viewer, id: number, because: string, now: string): Promise<Release | Refusal> {
  const refused = refuseWithoutPeople(house, viewer)
  if (refused) return refused
  return said(await house.releases.step(viewer, id, { kind: 'withdrawn', at: now, because }, (release) => (mayWithdraw(release, viewer, now) ? null : release.askedBy === viewer.id || mayJudge(release, viewer, now) ? refuseOver(release, now) : refuseRight(policies['release-decision'], null))), viewer, now)
}

/** Give a file away: the bytes that were approved, to who asked for them, and it is written down. Errors: refuses as above, and `release-not-approved`, `release-bytes-differ`. */
export async function collectFile(house: House, viewer: Viewer, id: number, name: string, now: string): Promise<GivenFile | Refusal> {
  const refused = refuseWithoutPeople(house, viewer) ?? (viewer.secondFactor ? null : refuseSecondFactor(policies['release-out']))
  if (refused) return refused
  const release = await house.releases.find(viewer, id)
  if (release === null || !release.files.some((file) => file.name === name)) return refuseRelease(id)
  if (!mayCollect(release, viewer, now)) return refuseUnapproved(release, viewer, now)
  const bytes = await house.releases.read(viewer, id, name)
  if (isRefusal(bytes)) return bytes
  const left = await house.releases.step(viewer, id, { kind: 'left', at: now, file: name }, (latest) => (mayCollect(latest, viewer, now) ? null : refuseUnapproved(latest, viewer, now)))
  return isRefusal(left) ? left : { name, bytes }
}

function said(kept: KeptRelease | Refusal, viewer: Viewer, now: string): Release | Refusal {
  return isRefusal(kept) ? kept : sayRelease(kept, viewer, now)
}

function stateOf({ steps, expiresAt }: KeptRelease, now: string): Release['state'] {
  if (steps.some(({ kind }) => kind === 'withdrawn')) return 'withdrawn'
  const decision = steps.find(({ kind }) => kind === 'approved' || kind === 'refused')
  if (decision?.kind === 'refused') return 'refused'
  return now < (decision?.expiresAt ?? expiresAt) ? (decision === undefined ? 'waiting' : 'approved') : 'expired'
}

function sayRelease(release: KeptRelease, viewer: Viewer, now: string): Release {
  const { id, kind, title, summary, because, recipient, hash, files, snapshot, askedName, askedAt, steps } = release
  const state = stateOf(release, now)
  const asked = release.asked as ReleaseRequest['what']
  return {
    id, kind, title, summary, because, recipient, state, says: sayState(release, state), hash, files: files.map((file) => ({ ...file })), snapshot, askedBy: askedName, askedAt, expiresAt: steps.find((one) => one.kind === 'approved')?.expiresAt ?? release.expiresAt,
    steps: steps.map((one) => ({ kind: one.kind, by: one.name, at: one.at, because: one.because, file: one.file })), table: asked.kind === 'table' ? TableRequest.parse(asked.table) : null,
    mine: release.askedBy === viewer.id, mayDecide: refuseDecision(release, viewer, now) === null, mayWithdraw: mayWithdraw(release, viewer, now), mayCollect: mayCollect(release, viewer, now),
  }
}

function sayState({ steps, expiresAt }: KeptRelease, state: Release['state']): string {
  const last = (kind: string): KeptRelease['steps'][number] | undefined => steps.findLast((one) => one.kind === kind)
  const approved = last('approved')
  const left = steps.filter(({ kind }) => kind === 'left').length
  switch (state) {
    case 'waiting': return `Waits for another person until ${day(expiresAt)}.`
    case 'approved': return `Approved by ${approved?.name ?? ''}; ${left === 0 ? `may leave until ${day(approved?.expiresAt ?? '')}` : `${sayCount(left, 'file')} left`}.`
    case 'refused': return `Refused by ${last('refused')?.name ?? ''}: ${last('refused')?.because ?? ''}`
    case 'withdrawn': return `Withdrawn by ${last('withdrawn')?.name ?? ''}: ${last('withdrawn')?.because ?? ''}`
    case 'expired': return left > 0 ? `${sayCount(left, 'file')} left; the time to take more is over.` : `${approved === undefined ? 'Nobody decided' : 'It did not leave'} before ${day(approved?.expiresAt ?? expiresAt)}.`
  }
}

function day(at: string): string {
  return sayDate(at.slice(0, 10))
}

/** Whether a viewer may decide about what lies there, were it not their own. */
function mayJudge({ within }: KeptRelease, { grants }: Viewer, now: string): boolean {
  const where = within.map(readWhere)
  return hasRight(grants, 'approve', where, now.slice(0, 10)) || hasRight(grants, 'publish', where, now.slice(0, 10))
}

function refuseDecision(release: KeptRelease, viewer: Viewer, now: string): Refusal | null {
  if (release.askedBy === viewer.id) return refuse('release-own', 'conflict', { doing: 'Deciding about what is to leave', found: 'you asked for it', need: 'Another person: nobody approves what they asked for', next: 'Ask an approver or a publisher of the area' })
  if (!mayJudge(release, viewer, now)) return refuseRight(policies['release-decision'], null)
  return stateOf(release, now) === 'waiting' ? null : refuse('release-not-waiting', 'conflict', { doing: 'Deciding about what is to leave', found: sayState(release, stateOf(release, now)).replace(/\.$/, ''), need: 'Something that waits for a decision', next: 'Look at it again; ask for it anew if it is over' })
}

function mayWithdraw(release: KeptRelease, viewer: Viewer, now: string): boolean {
  return ['waiting', 'approved'].includes(stateOf(release, now)) && (release.askedBy === viewer.id || (mayJudge(release, viewer, now) && stateOf(release, now) === 'approved'))
}

function mayCollect(release: KeptRelease, viewer: Viewer, now: string): boolean {
  return release.askedBy === viewer.id && stateOf(release, now) === 'approved'
}

function refuseUnapproved(release: KeptRelease, viewer: Viewer, now: string): Refusal {
  const found = release.askedBy === viewer.id ? sayState(release, stateOf(release, now)).replace(/\.$/, '') : 'another person asked for it'
  return refuse('release-not-approved', 'conflict', { doing: 'Giving something away', found, need: 'What you asked for and another person approved, while the approval holds', next: 'Wait for the decision, or ask for it anew' })
}

function refuseOver(release: KeptRelease, now: string): Refusal {
  return refuse('release-over', 'conflict', { doing: 'Taking something back', found: sayState(release, stateOf(release, now)).replace(/\.$/, ''), need: 'Something that waits, or was approved and still may leave', next: 'What has left cannot be taken back here: ask its recipient' })
}

/** Two people are two accounts: the demonstration has none, and the person at the machine is none. */
function refuseWithoutPeople(house: House, viewer: Viewer): Refusal | null {
  if (house.mode === 'demonstration') return refuse('release-needs-two-people', 'conflict', { doing: 'Letting something leave the organisation', found: 'this is the demonstration, where nobody signs in and every number is invented', need: 'Two people with accounts, in a folder with real data', next: 'See how it would go on the page Approvals' })
  return isAccount(viewer) ? null : refuse('release-needs-account', 'conflict', { doing: 'Letting something leave the organisation', found: 'the person at this machine, without an account', need: 'Two people who are known by their accounts', next: 'Use the page Approvals, or a token with --token-file' })
}

function isAccount({ id }: Viewer): boolean {
  return id !== localViewer.id && id !== demonstrationViewer.id
}

function daysAfter(now: string, days: number): string {
  return new Date(Date.parse(now) + days * 86_400_000).toISOString()
}
