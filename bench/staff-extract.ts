import { closeSync, openSync, writeSync } from 'node:fs'

/** Columns of the extract, in our own names. */
const columns = [
  'organisation', 'period_to', 'person', 'assignment', 'staff_group', 'profession', 'band', 'fte', 'sex', 'birth_date', 'start_in_post', 'start_in_service', 'occupation_code', 'job_role', 'area_of_work',
  'contracted_hours', 'contract_type', 'assignment_status', 'ethnicity', 'disability', 'registration_body', 'registration_number', 'cost_centre', 'host_code', 'leave_date', 'leave_reason', 'destination',
]

/** Write a made-up staff extract of so many rows: one in twenty has a fault, one in fifty a person with a second position, one in a thousand repeats another. */
export function writeStaffExtract(path: string, rows: number): void {
  const file = openSync(path, 'w')
  try {
    writeSync(file, `${columns.join(',')}\n`)
    for (let from = 0; from < rows; from += 10_000) {
      let text = ''
      for (let at = from; at < Math.min(rows, from + 10_000); at += 1) text += `${cellsOf(at % 1000 === 999 ? at - 7 : at).join(',')}\n`
      writeSync(file, text)
    }
  } finally {
    closeSync(file)
  }
}

const two = (value: number): string => String(value).padStart(2, '0')

function cellsOf(at: number): (string | number)[] {
  const part = at % 5 === 0
  const [year, month, day] = [1960 + (at * 7) % 42, 1 + (at * 5) % 12, 1 + (at * 11) % 28]
  return [
    'X-1', '2025-09-30', `P${at % 50 === 49 ? at - 1 : at}`, `A${at}`, 'Nurses & health visitors', 'Adult nurse', `Band ${5 + (at % 3)}`, at % 60 === 7 ? '' : part ? 0.8 : 1,
    at % 9 === 0 ? 'Male' : 'Female', `${year}-${two(month)}-${two(day)}`, `${2010 + (at * 3) % 15}-${two(1 + (at * 13) % 12)}-${two(1 + (at * 17) % 28)}`, '2009-01-05', 'N6A', 'Staff Nurse', 'General Surgery',
    part ? 30 : 37.5, 'Permanent', 'Active', at % 40 === 3 ? 'Q' : 'Z', 'No', 'NMC', `98I${1000 + (at % 9000)}E`, `C${at % 400}`, '', at % 100 === 11 ? '2025-11-30' : '', '', '',
  ]
}
