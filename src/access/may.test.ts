import { expect, test } from 'vitest'
import type { Grant, Scope } from './grant.ts'
import { rightsOn } from './grant.ts'
import { may } from './may.ts'
import type { PolicyName } from './policy.ts'
import { everything, nothing, type Reach } from './reach.ts'
import type { Role } from './role.ts'
import { localViewer, nobody, type Viewer } from './viewer.ts'

const today = '2026-03-15'
const viewer = (grants: readonly Grant[], { secondFactor = true, reach = nothing }: { secondFactor?: boolean; reach?: Reach } = {}): Viewer =>
  ({ id: 'p', name: 'Pat', purpose: 'planning', reach, grants, rights: ['person', ...rightsOn(grants, today)], secondFactor })
const grant = (role: Role, kind: Scope['kind'], code = '', from = '2026-01-01', until: string | null = null): Grant => ({ role, scope: { kind, code }, from, until })
/** Trust R1 lies in system Q1, region Y1 and nation E1. */
const r1: readonly Scope[] = [{ kind: 'organisation', code: 'R1' }, { kind: 'ics', code: 'Q1' }, { kind: 'region', code: 'Y1' }, { kind: 'nation', code: 'E1' }]

test.each<{ case: string; grants: readonly Grant[]; policy: PolicyName; where?: readonly Scope[] | null; secondFactor?: boolean; reach?: Reach; says: string | null }>([
  { case: 'an open address asks for nothing', grants: [], policy: 'open', says: null },
  { case: 'somebody signed in without any role', grants: [], policy: 'signed-in', says: null },
  { case: 'figures without a role', grants: [], policy: 'figures', says: 'not-allowed' },
  { case: 'figures of an aggregate viewer', grants: [grant('aggregate-viewer', 'organisation', 'R1')], policy: 'figures', says: null },
  { case: 'records of an aggregate viewer', grants: [grant('aggregate-viewer', 'everything')], policy: 'records', says: 'not-allowed' },
  { case: 'records of a system administrator, who sees none', grants: [grant('system-admin', 'everything')], policy: 'records', says: 'not-allowed' },
  { case: 'records in the own organisation', grants: [grant('record-viewer', 'organisation', 'R1')], policy: 'records', where: r1, says: null },
  { case: 'records in another organisation', grants: [grant('record-viewer', 'organisation', 'R2')], policy: 'records', where: r1, says: 'not-allowed' },
  { case: 'records of an organisation inside the system granted', grants: [grant('record-viewer', 'ics', 'Q1')], policy: 'records', where: r1, says: null },
  { case: 'the same code at another level is another place', grants: [grant('record-viewer', 'region', 'Q1')], policy: 'records', where: r1, says: 'not-allowed' },
  { case: 'a grant on its first day', grants: [grant('record-viewer', 'everything', '', today)], policy: 'records', says: null },
  { case: 'a grant on the day before its first', grants: [grant('record-viewer', 'everything', '', '2026-03-16')], policy: 'records', says: 'not-allowed' },
  { case: 'a grant on its last day', grants: [grant('record-viewer', 'everything', '', '2026-01-01', today)], policy: 'records', says: null },
  { case: 'a grant on the day after its last', grants: [grant('record-viewer', 'everything', '', '2026-01-01', '2026-03-14')], policy: 'records', says: 'not-allowed' },
  { case: 'rows to take away without the second factor', grants: [grant('record-viewer', 'everything')], policy: 'record-export', secondFactor: false, says: 'second-factor-needed' },
  { case: 'rows to take away with it', grants: [grant('record-viewer', 'everything')], policy: 'record-export', says: null },
  { case: 'publishing over everything and reaching everything', grants: [grant('publisher', 'everything')], policy: 'publish', reach: everything, says: null },
  { case: 'publishing what is not all reached', grants: [grant('publisher', 'everything')], policy: 'publish', says: 'outside-your-scope' },
  { case: 'publishing with the right in one organisation', grants: [grant('publisher', 'organisation', 'R1')], policy: 'publish', reach: everything, says: 'not-allowed' },
  { case: 'approving by the planner', grants: [grant('planner', 'everything')], policy: 'approve', says: 'not-allowed' },
  { case: 'keeping accounts by an organisation’s administrator', grants: [grant('organisation-admin', 'everything')], policy: 'system-admin', says: 'not-allowed' },
])('$case', ({ grants, policy, where = null, says, ...given }) => {
  expect(may(viewer(grants, given), policy, where, today)?.code ?? null).toBe(says)
})

test('nobody may do what needs somebody, and the person at the machine may do all', () => {
  expect(may(nobody, 'signed-in', null, today)?.code).toBe('sign-in-needed')
  expect(may(nobody, 'open', null, today)).toBeNull()
  for (const policy of ['figures', 'record-export', 'plan', 'approve', 'publish', 'load', 'organisation-admin', 'system-admin'] as const) expect([policy, may(localViewer, policy, r1, today)]).toEqual([policy, null])
})
