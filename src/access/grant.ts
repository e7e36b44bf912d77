import type { CalendarDate } from '../units/calendar-date.ts'
import { roles, type Right, type Role } from './role.ts'

/** Where a role holds. `everything` has no code. */
export interface Scope {
  readonly kind: ScopeKind
  readonly code: string
}

export const scopeKinds = ['everything', 'organisation', 'place', 'ics', 'region', 'nation', 'programme', 'network'] as const
export type ScopeKind = (typeof scopeKinds)[number]

/** A role in a scope, from a day to a day. Both days belong to it; `until` null: until it is taken back. */
export interface Grant {
  readonly role: Role
  readonly scope: Scope
  readonly from: CalendarDate
  readonly until: CalendarDate | null
}

/** Say whether a grant holds on a day. */
export function isInForce({ from, until }: Pick<Grant, 'from' | 'until'>, date: CalendarDate): boolean {
  return from <= date && (until === null || date <= until)
}

/** Rights that any of the grants gives on a day, in a fixed order. */
export function rightsOn(grants: readonly Grant[], date: CalendarDate): Right[] {
  return [...new Set(grants.filter((grant) => isInForce(grant, date)).flatMap(({ role }) => roles[role].rights))].toSorted()
}

/** Say a scope: `ics QXX`, `everything`. */
export function sayScope({ kind, code }: Scope): string {
  return kind === 'everything' ? 'everything' : `${kind} ${code}`
}

/** Read a scope as it is written on the command line and in forms: `ics:QXX`, `organisation:RXX`, `everything`; null when it is none. */
export function readScope(text: string): Scope | null {
  const [kind, code, ...rest] = text.trim().split(':')
  const known = scopeKinds.find((one) => one === kind?.trim().toLowerCase())
  if (known === undefined || rest.length > 0) return null
  if (known === 'everything') return code === undefined ? { kind: known, code: '' } : null
  return code === undefined || code.trim() === '' ? null : { kind: known, code: code.trim() }
}
