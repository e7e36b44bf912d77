import { kindOf, type Verdict } from './hostile-file.ts'

const columns = 'DATE,NHSE_REGION_CODE,NHSE_REGION_NAME,ICS_CODE,ICS_NAME,ORG_CODE,ORG_NAME,FTE_DAYS_LOST,FTE_DAYS_AVAILABLE'
const row = (date: string, organisation: string, lost = '10', available = '300'): string => `${date},Y56,London,QMJ,North Central,${organisation},Trust ${organisation},${lost},${available}`
const sickness = (...rows: readonly string[]): string => `${[columns, ...rows].join('\n')}\n`
const read: Verdict = { loaded: 2, fte: null }
const held: Verdict = { loaded: 1, quarantined: 1, rules: ['unreadable-date'], fte: null }

/** Dates beside a good one of September 2024. */
const cells: readonly (readonly [string, Verdict])[] = [
  ['30/09/2024', read], ['2024-09-30', read], ['30/02/2024', held], ['2023-02-29', held], ['31/04/2024', held], ['09/30/2024', held], ['00/00/0000', held], ['45565', held], ['30-09-2024', held], ['30.09.2024', held],
  ['30/09/24', held], ['2024-09-30T00:00:00', held], ['Sep-24', held], ['', held], ['1900-02-29', held], ['99999-01-01', held], ['2024-13-01', held], ['yesterday', held],
]

/** Days that are none, days written otherwise, and days that a spreadsheet has mangled. */
export const dates = kindOf('dates', [
  ...cells.map(([cell, verdict]) => ({ says: `a date written ${cell || 'as nothing'}`, make: () => sickness(row('30/09/2024', 'RAA'), row(cell, 'RBB')), verdict })),
  { says: 'more days lost than there were', make: () => sickness(row('30/09/2024', 'RAA'), row('30/09/2024', 'RBB', '301')), verdict: { loaded: 1, quarantined: 1, rules: ['lost-within-available'], fte: null } },
  { says: 'days lost below nothing', make: () => sickness(row('30/09/2024', 'RAA'), row('30/09/2024', 'RBB', '-1')), verdict: { loaded: 1, quarantined: 1, rules: ['out-of-range'], fte: null } },
  { says: 'no code for an organisation', make: () => sickness(row('30/09/2024', 'RAA'), row('30/09/2024', '')), verdict: { loaded: 1, quarantined: 1, rules: ['unknown-code'], fte: null } },
])
