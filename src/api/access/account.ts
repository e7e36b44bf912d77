import { randomUUID } from 'node:crypto'
import { readScope } from '../../access/grant.ts'
import { judgePassword } from '../../access/password.ts'
import type { Viewer } from '../../access/viewer.ts'
import type { Account, FactorConfirmation, FactorOffer, PasswordChange, RecoveryCodes, TokenMade, TokenRequest } from '../../contract/access.ts'
import type { House } from '../../store/house.ts'
import { refuse, type Refusal } from '../../units/refusal.ts'
import { factorAddress, makeFactorSecret, stepOfCode } from './one-time-code.ts'
import { sayGrant, sayToken } from './say-access.ts'
import { hashPassword, hashSecret, isPassword, makeSecret } from './secrets.ts'

/** What somebody has here: grants, sessions, tokens. `session`: the one that asks, by the hash of what it carries. Errors: refuses `no-account` for who has none. */
export async function answerAccount(house: House, viewer: Viewer, session: string | null, now: string): Promise<Account | Refusal> {
  const person = await house.people.find(viewer, viewer.id)
  if (person === null) return noAccount
  const [grants, sessions, tokens, current] = await Promise.all([
    house.people.grants(viewer, person.id), house.sessions.list(viewer, now), house.sessions.tokens(viewer, person.id), session === null ? null : house.sessions.admit('session', session, now),
  ])
  return {
    id: person.id, name: person.name, email: person.email, secondFactor: person.hasSecondFactor, grants: grants.map((grant) => sayGrant(grant, now.slice(0, 10))),
    sessions: sessions.map((one) => ({ ...one, current: one.id === current?.session })), tokens: tokens.map((token) => sayToken(token, now)),
  }
}

/** Offer a secret for a second factor; nothing is kept until a code proves that it arrived. Errors: refuses `second-factor-needed` when one is set and was not given. */
export async function offerFactor(house: House, viewer: Viewer): Promise<FactorOffer | Refusal> {
  const person = await house.people.find(viewer, viewer.id)
  if (person === null) return noAccount
  if (person.hasSecondFactor && !viewer.secondFactor) return refuseReplace()
  const secret = makeFactorSecret()
  return { secret, address: factorAddress(secret, person.email) }
}

/** Set the second factor whose code is given, and answer ten recovery codes; it holds for this session at once. Errors: refuses `code-not-right`, `second-factor-needed`. */
export async function setFactor(house: House, viewer: Viewer, session: string | null, { secret, code }: FactorConfirmation, now: string): Promise<RecoveryCodes | Refusal> {
  const person = await house.people.find(viewer, viewer.id)
  if (person === null) return noAccount
  if (person.hasSecondFactor && !viewer.secondFactor) return refuseReplace()
  const step = stepOfCode(secret, code, Date.parse(now))
  if (step === null) return refuse('code-not-right', 'conflict', { doing: 'Setting up the second factor', found: 'the code does not belong to this secret and this moment', need: 'The code your authenticator shows now', next: 'Look whether its clock is right, and type the next code' })
  const codes = Array.from({ length: 10 }, () => makeFactorSecret().slice(0, 16).toLowerCase())
  await house.credentials.setSecondFactor(viewer.id, secret, codes.map(hashSecret))
  await house.credentials.takeStep(viewer.id, step)
  if (session !== null) await house.sessions.confirm(session)
  return { codes: codes.map((one) => one.replace(/(.{4})(?=.)/g, '$1-')) }
}

/** Change one's own password; every session ends, this one too. Errors: refuses `sign-in-refused`, `password-not-good`. */
export async function changePassword(house: House, viewer: Viewer, { old, password }: PasswordChange, now: string): Promise<Refusal | null> {
  const credential = await house.credentials.of(viewer.id)
  if (credential === null) return noAccount
  if (!await isPassword(old, credential.password)) {
    return refuse('sign-in-refused', 'conflict', { doing: 'Changing the password', found: 'the old password is not the one that was set', need: 'The old password', next: 'Try again' })
  }
  const bad = judgePassword(password, credential)
  if (bad) return bad
  await house.credentials.setPassword(viewer.id, await hashPassword(password), now)
  return null
}

/** Make a token for a program. It never gives more than its person has, and the second factor only when it was given. Errors: refuses `unknown-scope`. */
export async function makeToken(house: House, viewer: Viewer, { name, days, scopes, roles }: TokenRequest, now: string): Promise<TokenMade | Refusal> {
  if (await house.people.find(viewer, viewer.id) === null) return noAccount
  const read = scopes?.map((text) => readScope(text)) ?? null
  const wrong = scopes?.find((_, at) => read?.[at] === null)
  if (wrong !== undefined) return refuseScope(wrong)
  const token = makeSecret('cadre_')
  const id = randomUUID()
  const expiresAt = new Date(Date.parse(now) + days * 24 * 3600 * 1000).toISOString()
  const narrowed = read?.filter((scope) => scope !== null) ?? null
  await house.sessions.makeToken(viewer, { hash: hashSecret(token), id, person: viewer.id, name, scopes: narrowed, roles, secondFactor: viewer.secondFactor, createdAt: now, expiresAt, revokedAt: null })
  return { token, id, expiresAt }
}

/** A scope nobody can read. */
export function refuseScope(text: string): Refusal {
  return refuse('unknown-scope', 'usage', { doing: 'Reading a scope', found: `“${text.slice(0, 60)}”`, need: 'The word everything, or a kind and a code: organisation:RXX, place:01A, ics:QXX, region:Y56, nation:E92000001, programme:…, network:…', next: 'Write it in one of these ways' })
}

/** The demonstration, and the person at the machine, have no account to keep things with. */
export const noAccount: Refusal = refuse('no-account', 'conflict', { doing: 'Looking for your account', found: 'nobody is signed in: the demonstration and the person at the machine need no account', need: 'Somebody signed in', next: 'Sign in to a folder with real data' })

function refuseReplace(): Refusal {
  return refuse('second-factor-needed', 'conflict', { doing: 'Replacing the second factor', found: 'the one that is set was not given in this session', need: 'Its code, or a recovery code', next: 'Give the code first' })
}
