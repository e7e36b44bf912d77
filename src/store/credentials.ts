import type { Refusal } from '../units/refusal.ts'
import { desk, kept } from './people.ts'
import type { Records } from './records.ts'
import type { SealedFactors } from './sealed-factors.ts'

/** What proves that somebody is who they say: hashes and secrets, seen at the desk only. */
export interface Credential {
  readonly person: string
  readonly name: string
  readonly email: string
  readonly password: string | null
  /** The secret; a refusal when it is sealed under a key that is gone; null without one. */
  readonly secondFactor: string | Refusal | null
  /** Step of time of the last code taken: each works once. */
  readonly counter: number | null
}

export interface Invitation {
  readonly person: string
  readonly kind: 'first-administrator' | 'invitation' | 'new-password'
  readonly createdAt: string
  readonly expiresAt: string
}

/** Passwords, second factors, one-time links and failures. All of it is done at the desk. */
export interface Credentials {
  /** The credential of an open account, by person or e-mail. */
  of(idOrEmail: string): Promise<Credential | null>
  /** Set a password, and end every session the old one opened. */
  setPassword(person: string, password: string, at: string): Promise<void>
  /** Set or take away the second factor, with the hashes of its recovery codes. */
  setSecondFactor(person: string, secret: string | null, recovery: readonly string[]): Promise<void>
  /** Take a code of a step of time; false when that step, or a later one, was taken before. */
  takeStep(person: string, counter: number): Promise<boolean>
  /** Use up a recovery code; false when it is not one of the person's, or was used. */
  useRecovery(person: string, hash: string, at: string): Promise<boolean>
  /** Keep a one-time link; an earlier unused one of the same person stops working. */
  invite(invitation: Invitation & { readonly hash: string; readonly by: string }): Promise<void>
  /** The invitation of a link that still works. */
  invitation(hash: string, at: string): Promise<Invitation | null>
  /** Use a link up; false when it did not work any more. */
  useInvitation(hash: string, at: string): Promise<boolean>
  /** Times of the failures of an account or address since a moment, newest first. */
  failures(kind: 'account' | 'address', hash: string, since: string): Promise<string[]>
  /** Write a failure down, and let go of those before a moment. */
  failed(what: readonly { readonly kind: 'account' | 'address'; readonly hash: string }[], at: string, before: string): Promise<void>
  /** The open account of somebody a provider vouches for; the first time by a verified address, and by its subject from then on. Null when there is none. */
  vouchedFor(who: { readonly issuer: string; readonly subject: string; readonly email: string | null }): Promise<string | null>
  /** Seal every second factor anew under a new key; answers how many. Errors: refuses `factor-key-lost`. */
  changeFactorKey(): Promise<number | Refusal>
  /** Says whether anybody at all can sign in. */
  anybody(): Promise<boolean>
}

/** Open the credentials of the records. */
export function openCredentials(records: Records, factors: SealedFactors): Credentials {
  return {
    of: (wanted) => records.transaction(desk, async (query) => {
      const [row] = await query('select id, name, email, password, second_factor, second_factor_counter from cadre.person where (id = $1 or lower(email) = lower($1)) and closed_at is null', [wanted])
      return row === undefined ? null : {
        person: String(row.id), name: String(row.name), email: String(row.email), password: row.password as string | null, secondFactor: row.second_factor === null ? null : factors.open(String(row.id), String(row.second_factor)),
        counter: row.second_factor_counter === null ? null : Number(row.second_factor_counter),
      }
    }),
    setPassword: (person, password, at) => kept(records, desk, async (query) => {
      await query('update cadre.person set password = $2 where id = $1', [person, password])
      await query('update cadre.session set ended_at = $2 where person = $1 and ended_at is null', [person, at])
    }),
    setSecondFactor: (person, secret, recovery) => kept(records, desk, async (query) => {
      await query('update cadre.person set second_factor = $2, second_factor_counter = null where id = $1', [person, secret === null ? null : factors.seal(person, secret)])
      await query(`update cadre.recovery_code set used_at = 'replaced' where person = $1 and used_at is null`, [person])
      for (const hash of recovery) await query('insert into cadre.recovery_code (hash, person) values ($1, $2)', [hash, person])
    }),
    takeStep: (person, counter) => kept(records, desk, async (query) => (await query(
      'update cadre.person set second_factor_counter = $2 where id = $1 and (second_factor_counter is null or second_factor_counter < $2) returning id', [person, counter])).length > 0),
    useRecovery: (person, hash, at) => kept(records, desk, async (query) => (await query(
      'update cadre.recovery_code set used_at = $3 where person = $1 and hash = $2 and used_at is null returning hash', [person, hash, at])).length > 0),
    invite: ({ hash, person, kind, by, createdAt, expiresAt }) => kept(records, desk, async (query) => {
      await query(`update cadre.invitation set used_at = 'replaced' where person = $1 and used_at is null`, [person])
      await query('insert into cadre.invitation (hash, person, kind, invited_by, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)', [hash, person, kind, by, createdAt, expiresAt])
    }),
    invitation: (hash, at) => records.transaction(desk, async (query) => {
      const [row] = await query('select person, kind, created_at, expires_at from cadre.invitation where hash = $1 and used_at is null and expires_at > $2', [hash, at])
      return row === undefined ? null : { person: String(row.person), kind: row.kind as Invitation['kind'], createdAt: String(row.created_at), expiresAt: String(row.expires_at) }
    }),
    useInvitation: (hash, at) => kept(records, desk, async (query) => (await query(
      'update cadre.invitation set used_at = $2 where hash = $1 and used_at is null and expires_at > $2 returning hash', [hash, at])).length > 0),
    failures: (kind, hash, since) => records.transaction(desk, async (query) => (await query(
      'select at from cadre.sign_in_failure where kind = $1 and hash = $2 and at >= $3 order by at desc', [kind, hash, since])).map((row) => String(row.at))),
    failed: (what, at, before) => records.transaction(desk, async (query) => {
      await query('delete from cadre.sign_in_failure where at < $1', [before])
      for (const { kind, hash } of what) await query('insert into cadre.sign_in_failure (kind, hash, at) values ($1, $2, $3)', [kind, hash, at])
    }),
    vouchedFor: ({ issuer, subject, email }) => kept(records, desk, async (query) => {
      const [known] = await query('select id, closed_at from cadre.person where issuer = $1 and subject = $2', [issuer, subject])
      if (known !== undefined) return known.closed_at === null ? String(known.id) : null
      const [met] = email === null ? [] : await query('update cadre.person set issuer = $1, subject = $2 where lower(email) = lower($3) and subject is null and closed_at is null returning id', [issuer, subject, email])
      return met === undefined ? null : String(met.id)
    }),
    changeFactorKey: () => factors.changeKey(),
    anybody: () => records.transaction(desk, async (query) => (await query('select 1 from cadre.person where password is not null and closed_at is null limit 1')).length > 0),
  }
}
