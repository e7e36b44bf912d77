import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { csvOf, staffCells, type Cells } from '../../src/quality/made-up-return.ts'

/** What a made-up payroll system calls our columns. */
export const theirNames: Readonly<Record<string, string>> = {
  organisation: 'Trust', period_to: 'Month End', person: 'Employee No', assignment: 'Post No', staff_group: 'Workforce Group', profession: 'Role', band: 'Grade', fte: 'WTE', sex: 'Gender', start_in_post: 'Started',
  occupation_code: 'Occ Code', contracted_hours: 'Hours', contract_type: 'Contract', assignment_status: 'Status', ethnicity: 'Ethnic Origin', disability: 'Disabled', registration_body: 'Register',
  registration_number: 'PIN', start_in_service: 'Joined NHS', birth_date: 'DOB', age: 'Age Years', host_code: 'Host', leave_date: 'Leaves', leave_reason: 'Leaves Why', destination: 'Goes To', cost_centre: 'Cost Ctr',
}

/** Prefix ZZ is never given out: these National Insurance numbers are nobody’s. Source: HMRC, NIM39110. */
const nationalInsurance = (at: number): string => `ZZ1234${String(10 + at)}C`

/** The mapping of that system, as a person confirmed it. */
const theirMapping = { source: 'staff-return', version: 1, identifiers: 'local', columns: theirNames, values: { staff_group: { 'Nursing staff': 'Nurses & health visitors' } }, constants: {}, ignore: ['Surname', 'NI Number'] }

/** Invented names: none of them may be anywhere in a data folder. */
export const surnames = ['Fernwick', 'Thistlewood', 'Marrowby', 'Pebblesmith', 'Sorrelton', 'Lintelhope']

/** Write a month of a made-up trust under their names: `rows` clean rows, of which the fifth is changed. */
export function theirMonth(trust: string, change: Cells = {}, rows = 30): string {
  return csvOf(Array.from({ length: rows }, (_, at) => {
    const cells = { ...staffCells(at), organisation: trust, person: `CANARY${1000 + at}`, assignment: `CANARY${1000 + at}-1`, ...(at === 4 ? change : {}) }
    const named = Object.fromEntries(Object.entries(cells).map(([column, cell]) => [theirNames[column]!, column === 'staff_group' && cell === 'Nurses & health visitors' ? 'Nursing staff' : cell]))
    return { Surname: surnames[at % surnames.length]!, 'NI Number': nationalInsurance(at), ...named }
  }))
}

/** Write a folder of months and the mapping beside it; answers their paths. */
export function writeTrusts(folder: string, months: Readonly<Record<string, string>>): { months: string; mapping: string } {
  const paths = { months: join(folder, 'months'), mapping: join(folder, 'mapping.yaml') }
  mkdirSync(paths.months, { recursive: true })
  for (const [name, text] of Object.entries(months)) writeFileSync(join(paths.months, `${name}.csv`), text)
  writeFileSync(paths.mapping, stringify(theirMapping))
  return paths
}
