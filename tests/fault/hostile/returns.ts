import { kindOf, type Verdict } from './hostile-file.ts'

const columns = ['organisation', 'period_to', 'person', 'assignment', 'staff_group', 'profession', 'band', 'fte', 'sex']
const good = { organisation: 'X-9', period_to: '2025-09-30', person: 'p1', assignment: 'p1-1', staff_group: 'Nurses & health visitors', profession: 'Adult nurse', band: 'Band 5', fte: '1', sex: 'Female' }
const line = (change: Readonly<Record<string, string>>): string => columns.map((column) => ({ ...good, ...change })[column] ?? '').join(',')
const staff = (...changes: readonly Readonly<Record<string, string>>[]): string => `${[columns.join(','), line({}), ...changes.map((change, at) => line({ person: `p${at + 2}`, assignment: `p${at + 2}-1`, ...change }))].join('\n')}\n`
const held = (rule: string): Verdict => ({ loaded: 1, quarantined: 1, rules: [rule], fte: 1 })

/** Returns from a local system, with one person's post in order and one that is not. */
export const returns = kindOf('returns', [
  { says: 'two posts in order', make: () => staff({}), verdict: { loaded: 2, fte: 2 } },
  { says: 'FTE of 11.9', make: () => staff({ fte: '11.9' }), verdict: held('fte-above-one-person') },
  { says: 'FTE below nothing', make: () => staff({ fte: '-0.5' }), verdict: held('negative-fte') },
  { says: 'FTE past every number', make: () => staff({ fte: '1e309' }), verdict: held('unreadable-number') },
  { says: 'FTE missing', make: () => staff({ fte: '' }), verdict: held('missing-fte') },
  { says: 'FTE in words', make: () => staff({ fte: 'full' }), verdict: held('unreadable-number') },
  { says: 'a month-end that is no day', make: () => staff({ period_to: '31/09/2025' }), verdict: held('unreadable-date') },
  { says: 'a person who is a prototype key', make: () => staff({ person: '__proto__', assignment: 'constructor' }), verdict: { loaded: 2, fte: 2 } },
  { says: 'a staff group that is a prototype key', make: () => staff({ staff_group: '__proto__' }), verdict: { loaded: 1, quarantined: 1, fte: 1 } },
  { says: 'a formula for a profession', make: () => staff({ profession: '=1+1' }), verdict: { loaded: 2, fte: 2 } },
  { says: 'a row one cell short', make: () => `${staff()}X-9,2025-09-30,p2\n`, verdict: held('ragged-row') },
  { says: 'a person with no identifier', make: () => staff({ person: '' }), verdict: held('missing-person') },
  { says: 'nothing that can be loaded', make: () => staff().replace(',1,Female', ',full,Female'), verdict: { refused: 'nothing-to-load' } },
])
