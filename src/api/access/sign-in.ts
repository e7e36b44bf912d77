import { randomUUID } from 'node:crypto'
import { judgePassword } from '../../access/password.ts'
import { failuresCount, waitAfter } from '../../access/throttle.ts'
import { localViewer, nobody, type Viewer } from '../../access/viewer.ts'
import type { Acceptance, InvitationState, SessionState, SignIn } from '../../contract/access.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { firstRoles } from './first-administrator.ts'
import { stepOfCode } from './one-time-code.ts'
import { hashPassword, hashSecret, isPassword, makeSecret } from './secrets.ts'

/** Units: milliseconds a session holds. */
const sessionHolds = 12 * 3600 * 1000

/** A session somebody has begun: the secret for the cookie, and when it ends. */
export interface BegunSession { readonly secret: string; readonly expiresAt: string }

/** Where a try comes from: address and device, as the request says. */
export interface From { readonly address: string; readonly device: string }

/** Who is looking, and what the installation asks of them. */
export async function answerSession(house: House, viewer: Viewer, provider: boolean): Promise<SessionState> {
  const isDemonstration = house.mode === 'demonstration'
  const person = isDemonstration || viewer.id === nobody.id ? null : { id: viewer.id, name: viewer.name }
  const hasFactor = person !== null && (await house.credentials.of(person.id))?.secondFactor != null
  return {
    mode: house.mode, person, provider, rights: [...viewer.rights], secondFactor: viewer.secondFactor && person !== null ? 'given' : hasFactor ? 'not-given' : 'none',
    nobodyYet: !isDemonstration && person === null && !await house.credentials.anybody(),
  }
}

/** Let somebody in by e-mail address and password. Errors: refuses `too-many-attempts` and `sign-in-refused`, which never says which of the two was wrong. */
export async function signIn(house: House, { email, password }: SignIn, from: From, now: string): Promise<BegunSession | Refusal> {
  const asked = [{ kind: 'account' as const, hash: hashSecret(email.toLowerCase()) }, { kind: 'address' as const, hash: hashSecret(from.address) }]
  const waiting = await waitLeft(house, asked, now)
  if (waiting > 0) return refuseAttempts(waiting)
  const credential = await house.credentials.of(email)
  if (!await isPassword(password, credential?.password ?? null) || credential === null) {
    await house.credentials.failed(asked, now, before(now, 24 * 3600))
    return refuseSignIn()
  }
  return beginSession(house, credential.person, from, false, now)
}

/** Take the code of a second factor, or a recovery code, in a session that is open. Errors: refuses `too-many-attempts`, `no-second-factor`, `code-not-right`, and `factor-key-lost` where only a recovery code helps. */
export async function giveCode(house: House, viewer: Viewer, session: string, code: string, now: string): Promise<Refusal | null> {
  const asked = [{ kind: 'account' as const, hash: hashSecret(`code ${viewer.id}`) }]
  const waiting = await waitLeft(house, asked, now)
  if (waiting > 0) return refuseAttempts(waiting)
  const credential = await house.credentials.of(viewer.id)
  if (credential?.secondFactor == null) return refuse('no-second-factor', 'conflict', { doing: 'Taking a code', found: 'this account has no second factor', need: 'An authenticator, set up once', next: 'Set it up on the page /account' })
  const { secondFactor } = credential
  if (!await isCode(house, credential.person, secondFactor, code, now)) {
    if (isRefusal(secondFactor)) return secondFactor
    await house.credentials.failed(asked, now, before(now, 24 * 3600))
    return refuseCode()
  }
  await house.sessions.confirm(session)
  return null
}

async function isCode(house: House, person: string, secret: string | Refusal, code: string, now: string): Promise<boolean> {
  const step = isRefusal(secret) ? null : stepOfCode(secret, code, Date.parse(now))
  if (step !== null) return house.credentials.takeStep(person, step)
  return house.credentials.useRecovery(person, hashSecret(code.replace(/[\s-]/g, '').toLowerCase()), now)
}

/** What a one-time link is for. Errors: refuses `link-not-valid`. */
export async function lookAtLink(house: House, link: string, now: string): Promise<InvitationState | Refusal> {
  const invitation = await house.credentials.invitation(hashSecret(link), now)
  const credential = invitation === null ? null : await house.credentials.of(invitation.person)
  if (invitation === null || credential === null) return refuseLink()
  const isFirst = invitation.kind === 'first-administrator'
  return { kind: invitation.kind, name: isFirst ? '' : credential.name, email: isFirst ? '' : credential.email, expiresAt: invitation.expiresAt }
}

/** Set the password a one-time link allows, and let its person in. Errors: refuses `link-not-valid`, `password-not-good`, `name-and-address-needed`, `address-taken`. */
export async function acceptLink(house: House, given: Acceptance, from: From, now: string): Promise<BegunSession | Refusal> {
  const look = await lookAtLink(house, given.link, now)
  if (isRefusal(look)) return look
  const invitation = await house.credentials.invitation(hashSecret(given.link), now)
  if (invitation === null) return refuseLink()
  const who = look.kind === 'first-administrator' ? await firstPerson(house, given) : look
  if (isRefusal(who)) return who
  const bad = judgePassword(given.password, who)
  if (bad) return bad
  const password = await hashPassword(given.password)
  if (!await house.credentials.useInvitation(hashSecret(given.link), now)) return refuseLink()
  if (look.kind === 'first-administrator') await makeFirst(house, invitation.person, who, now)
  await house.credentials.setPassword(invitation.person, password, now)
  return beginSession(house, invitation.person, from, false, now)
}

async function firstPerson(house: House, { name, email }: Acceptance): Promise<{ name: string; email: string } | Refusal> {
  if (name === undefined || email === undefined || !email.includes('@')) {
    return refuse('name-and-address-needed', 'usage', { doing: 'Making the first administrator', found: 'no name, or no e-mail address', need: 'Both: what is done is written down under the name', next: 'Fill them in' })
  }
  return await house.people.find(localViewer, email) === null ? { name, email } : refuse('address-taken', 'conflict', { doing: 'Making an account', found: 'somebody has that e-mail address already', need: 'An address of your own', next: 'Give another one' })
}

async function makeFirst(house: House, person: string, { name, email }: { name: string; email: string }, now: string): Promise<void> {
  await house.people.rename(localViewer, person, { name, email })
  for (const role of firstRoles) await house.people.grant({ ...localViewer, name: 'the start of the server' }, person, { role, scope: { kind: 'everything', code: '' }, from: now.slice(0, 10), until: null }, now)
}

/** Begin a session for a person who proved who they are. */
export async function beginSession(house: House, person: string, { device }: From, secondFactor: boolean, now: string): Promise<BegunSession> {
  const secret = makeSecret('')
  const expiresAt = new Date(Date.parse(now) + sessionHolds).toISOString()
  await house.sessions.begin({ hash: hashSecret(secret), id: randomUUID(), person, device: device.slice(0, 200), secondFactor, createdAt: now, seenAt: now, expiresAt })
  return { secret, expiresAt }
}

/** Units: seconds, the longest of what account and address have to wait. */
async function waitLeft(house: House, asked: readonly { readonly kind: 'account' | 'address'; readonly hash: string }[], now: string): Promise<number> {
  const waits = await Promise.all(asked.map(async ({ kind, hash }) => {
    const failures = await house.credentials.failures(kind, hash, before(now, failuresCount))
    const since = failures[0] === undefined ? Infinity : (Date.parse(now) - Date.parse(failures[0])) / 1000
    return waitAfter(kind, failures.length) - since
  }))
  return Math.max(0, ...waits)
}

function before(now: string, seconds: number): string {
  return new Date(Date.parse(now) - seconds * 1000).toISOString()
}

function refuseSignIn(): Refusal {
  return refuse('sign-in-refused', 'conflict', { doing: 'Signing in', found: 'no account has this e-mail address and this password together', need: 'Both as they were set', next: 'Try again, or ask an administrator for a link to set a new password' })
}

function refuseCode(): Refusal {
  return refuse('code-not-right', 'conflict', { doing: 'Taking the code', found: 'it is not the code of this moment, or it was used already', need: 'The code your authenticator shows now, or a recovery code that was never used', next: 'Wait for the next code and type that' })
}

function refuseAttempts(seconds: number): Refusal {
  return refuse('too-many-attempts', 'conflict', { doing: 'Signing in', found: 'too many tries failed', need: `A pause of ${seconds < 90 ? `${Math.ceil(seconds)} seconds` : `${Math.ceil(seconds / 60)} minutes`}`, next: 'Wait, then try again' })
}

function refuseLink(): Refusal {
  return refuse('link-not-valid', 'absent', { doing: 'Opening a one-time link', found: 'it was used, replaced by a newer one, or is older than a day', need: 'A link that still works', next: 'Ask an administrator for a new one; the first administrator’s is printed when the server starts' })
}
