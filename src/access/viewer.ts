import type { Grant } from './grant.ts'
import { everything, type Reach } from './reach.ts'
import type { Right } from './role.ts'

/** Who asks, what they may do and what they may reach. Every read and write takes one; there is no second way to the data. */
export interface Viewer {
  readonly id: string
  readonly name: string
  readonly purpose: string
  /** Whose records may be read. */
  readonly reach: Reach
  /** What the person was granted; whether a grant holds is asked with a date (may.ts). */
  readonly grants: readonly Grant[]
  /** Rights that hold today in any scope: what row security in SQL is told. `person`: somebody is signed in. `desk` lets people in, `audit` writes down what was done `jobs` does heavy work and `retention` deletes what is past its clock: only the store has these. */
  readonly rights: readonly (Right | 'person' | 'desk' | 'audit' | 'jobs' | 'retention')[]
  /** Says that the second factor was given in this session. */
  readonly secondFactor: boolean
}

const allGrants: readonly Grant[] = (['record-viewer', 'planner', 'approver', 'publisher', 'organisation-admin', 'system-admin'] as const)
  .map((role) => ({ role, scope: { kind: 'everything', code: '' }, from: '0001-01-01', until: null }))
const allRights: Viewer['rights'] = ['person', 'figures', 'records', 'plan', 'approve', 'publish', 'manage-organisation', 'manage-system']

/** The person at this machine, who has the data folder itself in hand: the command line without a token acts as this one. */
export const localViewer: Viewer = { id: 'local', name: 'Local viewer', purpose: 'planning', reach: everything, grants: allGrants, rights: allRights, secondFactor: true }

/** Anybody who looks at the demonstration: everything in it is made up, and it is reachable on this machine only. */
export const demonstrationViewer: Viewer = { ...localViewer, id: 'demonstration', name: 'Demonstration viewer' }

/** Nobody yet: reaches no row, and may only sign in. */
export const nobody: Viewer = { id: 'nobody', name: 'Nobody signed in', purpose: 'signing in', reach: { kind: 'some', places: [], programmes: [] }, grants: [], rights: [], secondFactor: false }
