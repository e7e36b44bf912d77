import type { Grant, Scope } from '../../src/access/grant.ts'
import type { Role } from '../../src/access/role.ts'
import { organisations, planned } from './made-up-region.ts'

/** Somebody who asks, with the organisations whose records they may see. */
export interface Principal { readonly name: string; readonly grants: readonly Grant[]; readonly sees: ReadonlySet<string>; readonly scopes?: readonly Scope[] }

const always = { from: '2000-01-01', until: null }
const grant = (role: Role, kind: Scope['kind'], code: string, days: { from: string; until: string | null } = always): Grant => ({ role, scope: { kind, code }, ...days })
const codes = (test: (one: (typeof organisations)[number]) => boolean): ReadonlySet<string> => new Set(organisations.filter(test).map(({ code }) => code))
const nobodys: ReadonlySet<string> = new Set()
const everybodys = codes(() => true)
/** Plans of areas. */
const plansOf = (...areas: readonly string[]): ReadonlySet<string> => new Set(areas.map((code) => `plan ${code}`))

/** Everybody there is, in the order of what they reach. What each may see is written here by hand, from the map of made-up-region.ts. */
export const principals: readonly Principal[] = [
  ...organisations.map(({ code }) => ({ name: `records of ${code}`, grants: [grant('record-viewer', 'organisation', code)], sees: new Set([code]) })),
  ...['QZ1', 'QZ2', 'QZ3', 'QZ4'].map((ics) => ({ name: `records of system ${ics}`, grants: [grant('record-viewer', 'ics', ics)], sees: codes((one) => one.ics === ics) })),
  ...['Y61', 'Y62'].map((region) => ({ name: `records of region ${region}`, grants: [grant('record-viewer', 'region', region)], sees: codes((one) => one.region === region) })),
  { name: 'records of everything', grants: [grant('record-viewer', 'everything', '')], sees: everybodys },
  { name: 'records of two systems', grants: [grant('record-viewer', 'ics', 'QZ1'), grant('record-viewer', 'ics', 'QZ4')], sees: codes(({ ics }) => ics === 'QZ1' || ics === 'QZ4') },
  { name: 'records of one, figures of everything', grants: [grant('record-viewer', 'organisation', 'ZX1'), grant('aggregate-viewer', 'everything', '')], sees: new Set(['ZX1']) },
  ...organisations.slice(0, 3).map(({ code }) => ({ name: `figures of ${code}`, grants: [grant('aggregate-viewer', 'organisation', code)], sees: nobodys })),
  { name: 'figures of everything', grants: [grant('aggregate-viewer', 'everything', '')], sees: nobodys },
  { name: 'planner of everything', grants: [grant('planner', 'everything', '')], sees: plansOf(...planned) },
  { name: 'planner of a system', grants: [grant('planner', 'ics', 'QZ1')], sees: plansOf('QZ1', 'ZX1', 'ZX2') },
  { name: 'planner of an organisation', grants: [grant('planner', 'organisation', 'ZX8')], sees: plansOf('ZX8') },
  { name: 'approver of a region', grants: [grant('approver', 'region', 'Y61')], sees: plansOf('QZ1', 'QZ2', 'ZX1', 'ZX2', 'ZX3', 'ZX4') },
  { name: 'publisher of everything', grants: [grant('publisher', 'everything', '')], sees: nobodys },
  { name: 'publisher of an organisation', grants: [grant('publisher', 'organisation', 'ZX2')], sees: nobodys },
  { name: 'administrator of an organisation', grants: [grant('organisation-admin', 'organisation', 'ZX3')], sees: nobodys },
  { name: 'administrator of a system', grants: [grant('organisation-admin', 'ics', 'QZ2')], sees: nobodys },
  { name: 'administrator of the installation', grants: [grant('system-admin', 'everything', '')], sees: nobodys },
  { name: 'records until last year', grants: [grant('record-viewer', 'everything', '', { from: '2000-01-01', until: '2024-12-31' })], sees: nobodys },
  { name: 'records from a day to come', grants: [grant('record-viewer', 'everything', '', { from: '2999-01-01', until: null })], sees: nobodys },
  { name: 'records of a network nobody belongs to', grants: [grant('record-viewer', 'network', 'N1')], sees: nobodys },
  { name: 'records of a programme nobody studies', grants: [grant('record-viewer', 'programme', 'P1')], sees: nobodys },
  { name: 'records of a place that is not there', grants: [grant('record-viewer', 'place', '01A')], sees: nobodys },
  { name: 'records of everything, by a token for one', grants: [grant('record-viewer', 'everything', '')], sees: new Set(['ZX5']), scopes: [{ kind: 'organisation', code: 'ZX5' }] },
  { name: 'nothing granted', grants: [], sees: nobodys },
]
