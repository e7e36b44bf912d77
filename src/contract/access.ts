import { z } from 'zod'

const role = z.enum(['record-viewer', 'aggregate-viewer', 'planner', 'approver', 'publisher', 'organisation-admin', 'system-admin'])
const Day = z.iso.date()
const Email = z.string().trim().min(3).max(200).describe('E-mail address')
const Password = z.string().min(1).max(400)
const Link = z.string().min(20).max(200).describe('Last part of the address of the one-time link')

/** Who is looking, and what the installation asks of them. */
export const SessionState = z.object({
  mode: z.enum(['empty', 'demonstration', 'real']),
  person: z.object({ id: z.string(), name: z.string() }).nullable().describe('Null when nobody is signed in'),
  rights: z.array(z.string()).describe('Rights held today in any scope'),
  secondFactor: z.enum(['none', 'not-given', 'given']).describe('Whether the account has one, and whether it was given in this session'),
  provider: z.boolean().describe('Whether people can sign in through a provider of OpenID Connect, at /api/openid'),
  nobodyYet: z.boolean().describe('Nobody can sign in yet: the first administrator’s link stands in the console of the server'),
})
export type SessionState = z.infer<typeof SessionState>

export const SignIn = z.object({ email: Email, password: Password })
export type SignIn = z.infer<typeof SignIn>

export const Code = z.object({ code: z.string().trim().min(6).max(40).describe('Code of the authenticator, or a recovery code') })
export type Code = z.infer<typeof Code>

export const LinkShown = z.object({ link: Link })
export type LinkShown = z.infer<typeof LinkShown>
export const InvitationState = z.object({ kind: z.enum(['first-administrator', 'invitation', 'new-password']), name: z.string(), email: z.string(), expiresAt: z.string() })
export type InvitationState = z.infer<typeof InvitationState>

export const Acceptance = z.object({ link: Link, password: Password, name: z.string().trim().min(1).max(100).optional().describe('The first administrator says who they are'), email: Email.optional() })
export type Acceptance = z.infer<typeof Acceptance>

export const Granted = z.object({
  number: z.number(), role, roleName: z.string(), scope: z.string().describe('`everything`, or kind and code: `ics:QXX`'), from: Day, until: Day.nullable(),
  grantedBy: z.string(), grantedAt: z.string(), revokedBy: z.string().nullable(), revokedAt: z.string().nullable(), inForce: z.boolean(),
})
export type Granted = z.infer<typeof Granted>

export const TokenState = z.object({
  id: z.string(), name: z.string(), scopes: z.array(z.string()).nullable(), roles: z.array(role).nullable(), secondFactor: z.boolean(), createdAt: z.string(), expiresAt: z.string(), revokedAt: z.string().nullable(), open: z.boolean(),
})
export type TokenState = z.infer<typeof TokenState>

export const Account = z.object({
  id: z.string(), name: z.string(), email: z.string(), secondFactor: z.boolean(), grants: z.array(Granted),
  sessions: z.array(z.object({ id: z.string(), device: z.string(), createdAt: z.string(), seenAt: z.string(), expiresAt: z.string(), current: z.boolean(), secondFactor: z.boolean() })),
  tokens: z.array(TokenState),
})
export type Account = z.infer<typeof Account>

export const FactorOffer = z.object({ secret: z.string(), address: z.string().describe('For authenticators: otpauth://…') })
export type FactorOffer = z.infer<typeof FactorOffer>
export const FactorConfirmation = z.object({ secret: z.string().regex(/^[A-Z2-7]{32}$/), code: z.string().trim().min(6).max(10) })
export type FactorConfirmation = z.infer<typeof FactorConfirmation>
export const RecoveryCodes = z.object({ codes: z.array(z.string()).describe('Each works once; they are shown once') })
export type RecoveryCodes = z.infer<typeof RecoveryCodes>

export const PasswordChange = z.object({ old: Password, password: Password })
export type PasswordChange = z.infer<typeof PasswordChange>

export const TokenRequest = z.object({
  name: z.string().trim().min(1).max(100).describe('What it is for'), days: z.number().int().min(1).max(366).default(90).describe('Days it holds'),
  scopes: z.array(z.string()).min(1).nullable().default(null).describe('Only within these; null for all that you may'), roles: z.array(role).min(1).nullable().default(null),
})
export type TokenRequest = z.infer<typeof TokenRequest>
export const TokenMade = z.object({ token: z.string().describe('Shown once'), id: z.string(), expiresAt: z.string() })
export type TokenMade = z.infer<typeof TokenMade>

const PersonState = z.object({
  id: z.string(), name: z.string(), email: z.string(), state: z.enum(['invited', 'open', 'closed']), secondFactor: z.boolean(), createdAt: z.string(), closedAt: z.string().nullable(),
  grants: z.array(Granted), tokens: z.array(TokenState),
})
export const PeopleState = z.object({
  people: z.array(PersonState), roles: z.array(z.object({ role, name: z.string(), says: z.string() })), scopeKinds: z.array(z.string()), mayManageSystem: z.boolean(),
})
export type PeopleState = z.infer<typeof PeopleState>

export const PersonRequest = z.object({ name: z.string().trim().min(1).max(100), email: Email })
export type PersonRequest = z.infer<typeof PersonRequest>
export const Invited = z.object({ person: z.string(), link: z.string().describe('One-time link, shown once: last part of the address of the page /invitation'), expiresAt: z.string() })
export type Invited = z.infer<typeof Invited>
export const GrantRequest = z.object({ role, scope: z.string().trim().min(1).max(100).describe('`everything`, or kind and code: `ics:QXX`'), from: Day.optional().describe('Today when left out'), until: Day.nullable().default(null) })
export type GrantRequest = z.infer<typeof GrantRequest>
export const Done = z.object({ summary: z.string() })
export type Done = z.infer<typeof Done>
