import type { Column } from '../../dataset/table.ts'
import type { BlockLayout, ReadCell } from '../../ingest/scan/block.ts'
import { eachRow } from '../../quality/each-row.ts'
import { numberOf } from '../../quality/facts.ts'
import { missingRule } from '../../quality/missing.ts'
import type { Rule } from '../../quality/rule.ts'
import { raggedRow } from '../../quality/rules/any/ragged-row.ts'
import { unreadableDate } from '../../quality/rules/any/unreadable-date.ts'
import { unreadableNumber } from '../../quality/rules/any/unreadable-number.ts'
import { unreadableText } from '../../quality/rules/any/unreadable-text.ts'
import { missingOrganisation } from '../../quality/rules/returns/missing-organisation.ts'
import { missingStaffGroup } from '../../quality/rules/returns/missing-staff-group.ts'
import { unknownBand } from '../../quality/rules/returns/unknown-band.ts'
import { unknownOrganisation } from '../../quality/rules/returns/unknown-organisation.ts'
import { ageAtStart } from '../../quality/rules/staff/age-at-start.ts'
import { leaveDateWithoutReason } from '../../quality/rules/staff/leave-date-without-reason.ts'
import { leavesBeforeStart } from '../../quality/rules/staff/leaves-before-start.ts'
import { missingFte } from '../../quality/rules/staff/missing-fte.ts'
import { occupationFitsStaffGroup } from '../../quality/rules/staff/occupation-fits-staff-group.ts'
import { postcodeShape } from '../../quality/rules/staff/postcode-shape.ts'
import { unknownOccupationCode } from '../../quality/rules/staff/unknown-occupation-code.ts'
import type { Code, CodeLists } from '../../reference/code-list.ts'
import { isCalendarDate } from '../../units/calendar-date.ts'

/** A kind of fault of job B and the rules of ours that find it, in the order the job asks. */
export interface JobKind { readonly kind: string; readonly rules: readonly Rule[] }

const required = (column: string, words: string): Rule => missingRule(['staff'], column, { id: `missing-${column}`, severity: 'stop-row', says: `A row has no ${words}`, because: 'Job B holds back rows without it.' }, `a ${words}`)

/** The job wants more than 0 and at most 1; our own rules (zero-fte, fte-above-full-time, fte-above-one-person) know legitimate exceptions and only warn of some. */
const fteOfOnePost: Rule = {
  id: 'fte-of-one-post', severity: 'stop-row', says: 'FTE is not above 0 and at most 1', because: 'Job B holds back rows with any other FTE.',
  check: eachRow(['staff'], (row) => {
    const fte = numberOf(row, 'fte')
    return fte === null || (fte > 0 && fte <= 1) ? null : { column: 'fte', found: String(fte), expected: 'above 0 and at most 1' }
  }),
}

/** Kinds asked before a repeated assignment is looked for. */
export const kindsBefore: readonly JobKind[] = [
  { kind: 'ragged', rules: [raggedRow] },
  { kind: 'bad_encoding', rules: [unreadableText] },
  { kind: 'missing_mandatory', rules: [missingOrganisation, required('occupation_code', 'occupation code'), missingStaffGroup, required('band', 'pay band'), missingFte, required('birth_month', 'date of birth'), required('start_in_post', 'start date')] },
  { kind: 'unknown_org', rules: [unknownOrganisation] },
  { kind: 'unknown_occupation', rules: [unknownOccupationCode] },
  { kind: 'group_mismatch', rules: [occupationFitsStaffGroup] },
  { kind: 'unknown_band', rules: [unknownBand] },
  { kind: 'bad_fte', rules: [unreadableNumber, fteOfOnePost] },
  { kind: 'bad_date', rules: [unreadableDate] },
  { kind: 'leave_before_start', rules: [leavesBeforeStart] },
  { kind: 'age_out_of_range', rules: [ageAtStart] },
]

/** Kinds asked after it. */
export const kindsAfter: readonly JobKind[] = [
  { kind: 'bad_postcode', rules: [postcodeShape] },
  { kind: 'leave_without_reason', rules: [leaveDateWithoutReason] },
]

/** Our column for each of theirs that a rule or the cube looks at; the others are kept under their own names. */
const ours: Readonly<Record<string, string>> = {
  assignment_no: 'assignment', org_code: 'at_code', afc_band: 'band', dob: 'birth_month', start_date: 'start_in_post', employee_no: 'person',
}
/** Columns of text that the cube counts by. */
const counted = new Set(['at_code', 'staff_group', 'band'])
const dates = new Set(['birth_month', 'start_in_post', 'leave_date'])

/** Lay out the columns of the job under our names; a column of `unrepeated` texts keeps them. An empty cell is an absence; anything else is what it says. */
export function jobLayout(header: readonly string[], unrepeated: readonly boolean[]): { readonly columns: readonly BlockLayout[]; readonly declared: readonly Pick<Column, 'name' | 'type'>[] } {
  const named = header.map((heading) => ours[heading] ?? heading)
  const readers: Readonly<Record<string, (text: string) => ReadCell>> = { text: textCell, date: dateCell, number: numberCell }
  return {
    columns: named.map((name, place) => ({ name, place, own: keepsTexts(name, unrepeated[place]!), read: readers[typeOf(name)]! })),
    declared: named.map((name) => ({ name, type: typeOf(name) })),
  }
}

/** Assignments are compared with those of the whole file byte by byte; dates, numbers and what the cube counts by are looked up by their numbers. */
function keepsTexts(name: string, unrepeated: boolean): boolean {
  return name === 'assignment' || (unrepeated && typeOf(name) === 'text' && !counted.has(name))
}

function typeOf(name: string): Column['type'] {
  return dates.has(name) ? 'date' : name === 'fte' ? 'number' : 'text'
}

function textCell(text: string): ReadCell {
  return { value: text === '' ? null : text }
}

function dateCell(text: string): ReadCell {
  return text === '' || isCalendarDate(text) ? textCell(text) : { value: null, unmapped: { column: 'date', found: text, expected: 'a date such as 2024-09-30', kind: 'date' } }
}

function numberCell(text: string): ReadCell {
  if (text === '') return { value: null }
  return /^-?\d+(\.\d+)?$/.test(text) ? { value: Number(text) } : { value: null, unmapped: { column: 'fte', found: text, expected: 'a number', kind: 'number' } }
}

/** The reference files of the job, in their order; `occupations` gives the staff group of each code. */
export interface JobReferences { readonly organisations: readonly string[]; readonly occupations: ReadonlyMap<string, string>; readonly bands: readonly string[] }

/** Staff groups of the job in the order in which its cube counts them: that of the national payroll system, which no reference file has. */
export const jobGroups: readonly string[] = [
  'Medical and Dental', 'Nursing and Midwifery Registered', 'Allied Health Professionals', 'Healthcare Scientists', 'Add Prof Scientific and Technic', 'Additional Clinical Services',
  'Administrative and Clerical', 'Estates and Ancillary', 'Students',
]

/** Code lists from the reference files of the job; its words hold only as they are written there. */
export function jobLists({ organisations, occupations, bands }: JobReferences): CodeLists {
  const known = new Map([['at_code', new Set(organisations)], ['band', new Set(bands)], ['occupation_code', new Set(occupations.keys())]])
  return {
    codeNamed: (list, text) => (known.get(list)?.has(text) ? jobCode(list, text) : null),
    occupationOf: (text) => (occupations.has(text) ? { ...jobCode('occupation', text), staff_groups: [occupations.get(text)!] } : null),
    knowsOrganisation: (text) => known.get('at_code')!.has(text),
  }
}

function jobCode(list: string, text: string): Code {
  return { list, code: text, words: text, aliases: [], valid_from: null, valid_to: null, source: 'job B' }
}
