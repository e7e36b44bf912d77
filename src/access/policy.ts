import type { Right } from './role.ts'

/** What an address needs of whoever asks. */
export interface Policy {
  /** `nobody`: no sign-in. `person`: anybody signed in. Else a right, held in at least one scope; the rows are narrowed by the store. */
  readonly needs: 'nobody' | 'person' | Right
  /** The second factor has to be given in this session (or the token was made with it). */
  readonly secondFactor: boolean
  /** What is done changes what everybody sees: the right has to hold over everything, and every record has to be reached. */
  readonly overAll?: true
  readonly says: string
}

/** Every kind of address there is. An address without one of these is not served. */
export const policies = {
  open: { needs: 'nobody', secondFactor: false, says: 'Open: no sign-in' },
  'signed-in': { needs: 'person', secondFactor: false, says: 'Anybody signed in' },
  figures: { needs: 'figures', secondFactor: false, says: 'Figures: published sources, and records within the record scope' },
  records: { needs: 'records', secondFactor: false, says: 'Answers made of records: within the record scope only' },
  'record-export': { needs: 'records', secondFactor: true, says: 'Rows of records to take away: within the record scope, with the second factor' },
  plans: { needs: 'figures', secondFactor: false, says: 'Plans of the areas where you plan or approve' },
  plan: { needs: 'plan', secondFactor: false, says: 'Plans and scenarios' },
  'plan-work': { needs: 'figures', secondFactor: false, says: 'Working on plans of the areas where you plan or approve' },
  approve: { needs: 'approve', secondFactor: true, says: 'Approving what leaves the organisation, with the second factor' },
  table: { needs: 'person', secondFactor: false, says: 'Tables as they may be published: for publishers and approvers, within the scope' },
  'publish-own': { needs: 'publish', secondFactor: true, says: 'Publishing what is of the places within the scope, with the second factor' },
  release: { needs: 'person', secondFactor: false, says: 'What is asked to leave the organisation: who asked for it, and who may decide within the scope' },
  'release-decision': { needs: 'person', secondFactor: true, says: 'Deciding about what another person asked to leave: approvers and publishers within the scope, with the second factor' },
  'release-out': { needs: 'person', secondFactor: true, says: 'Taking away what another person approved, with the second factor' },
  publish: { needs: 'publish', secondFactor: true, overAll: true, says: 'Changing what everybody sees, with the second factor' },
  retention: { needs: 'publish', secondFactor: false, overAll: true, says: 'Looking at what is past its clock, and at certificates of what was deleted' },
  load: { needs: 'publish', secondFactor: false, overAll: true, says: 'Looking at what became of the files of everybody' },
  'load-own': { needs: 'publish', secondFactor: false, says: 'Sending files of the organisations within the scope, and looking at what became of them' },
  'organisation-admin': { needs: 'manage-organisation', secondFactor: false, says: 'Saying who may see what, within the scope' },
  'people-admin': { needs: 'person', secondFactor: false, says: 'Administrators of the system or of an organisation' },
  'system-admin': { needs: 'manage-system', secondFactor: false, says: 'Keeping accounts and the installation' },
} as const satisfies Readonly<Record<string, Policy>>

export type PolicyName = keyof typeof policies
