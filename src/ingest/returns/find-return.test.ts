import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../units/refusal.ts'
import { readMapping, type Mapping } from '../mapping.ts'
import { openFile } from '../open-file.ts'
import { pseudonymiser } from '../pseudonym.ts'
import type { ReadFile } from '../source.ts'
import { findReturn, type ReturnOptions } from './find-return.ts'

const key = new Uint8Array(32).fill(1)
const header = 'organisation,period_to,person,assignment,staff_group,fte'
const line = 'X-1,2025-09-30,1001,1001-1,Midwives,0.8'

const mapping = (value: object): Mapping => {
  const made = readMapping({ source: 'staff-return', ...value }, 'a mapping')
  if (isRefusal(made)) throw new Error(made.found)
  return made
}
const find = async (text: string, more: Partial<ReturnOptions> = {}) => {
  const file = await openFile({ name: 'extract.csv', bytes: new TextEncoder().encode(text) })
  if (isRefusal(file)) throw new Error(file.code)
  const source = findReturn(file, 'extract.csv', { key, mapping: null, organisation: null, ...more })
  return { source, file }
}
const read = async (text: string, more: Partial<ReturnOptions> = {}): Promise<ReadFile> => {
  const { source, file } = await find(text, more)
  if (!source || isRefusal(source)) throw new Error(source ? source.found : 'no return')
  return source.read(file)
}
const codeOf = async (text: string, more: Partial<ReturnOptions> = {}) => {
  const { source } = await find(text, more)
  return source && isRefusal(source) ? source.code : source?.id ?? null
}

const withStrange = (strange: number) => `Org,Month,Emp No,Post,Group,WTE\n${Array.from({ length: 100 }, (_, at) => `X-1,2025-09-30,${at + 1},${at + 1}-1,${at < strange ? 'Witchery' : 'Midwives'},1`).join('\n')}\n`
const withPersonal = (cells: string) => `${header},birth_date,registration_body,registration_number,job_role,site\n${cells}\n`

describe('a return in our own column names', () => {
  test('is recognised and becomes staff records under pseudonyms, one employer to a file', async () => {
    const made = await read(`${header},birth_date,sex\n${line},14/02/1980,F\n`)
    expect([made.source, made.table, made.periodFrom, made.periodTo]).toEqual(['staff-return-X-1', 'staff', '2025-09-30', '2025-09-30'])
    // Born in February 1980: 45 years and 7 months at the end of September 2025.
    expect(made.rows[0]!.into[0]!.row).toMatchObject({
      source: 'staff-return', at_level: 'organisation', at_code: 'X-1', person: pseudonymiser(key, 'local').person('1001', 'X-1'), sector: 'Hospital and community',
      staff_group: 'Midwives', fte: 0.8, birth_month: '1980-02-01', age: 45, sex: 'Female',
    })
  })

  test('of the ledger becomes funded posts', async () => {
    const made = await read('organisation,period_to,staff_group,band,funded_fte,budget\nX-1,2025-09-30,Midwives,5,12.5,500000\n')
    expect(made.source).toBe('establishment-return-X-1')
    expect(made.rows[0]!.into[0]).toMatchObject({ table: 'establishment', row: { staff_group: 'Midwives', band: 'Band 5', funded_fte: 12.5, funded_fte_status: 'ok', budget: 500_000 } })
  })

  test('a missing number is missing, never zero', async () => {
    const made = await read('organisation,period_to,staff_group,funded_fte\nX-1,2025-09-30,Midwives,\n')
    expect(made.rows[0]!.into[0]!.row).toMatchObject({ funded_fte: null, funded_fte_status: 'not-available' })
  })

  test('a file that is no return is left to the other sources', async () => expect(await codeOf('fruit,price\napple,1\n')).toBeNull())

  test('the organisation may be given from outside', async () => {
    const without = `period_to,person,assignment,staff_group,fte\n${line.slice(4)}\n`
    expect(await codeOf(without)).toBe('mapping-incomplete')
    expect(await codeOf(without, { organisation: 'x-9' })).toBe('staff-return-X-9')
  })

  test('rows of two employers need a sender', async () => {
    const two = `${header}\n${line}\n${line.replace('X-1', 'X-2')}\n`
    expect(await codeOf(two)).toBe('organisation-not-named')
    expect((await read(two, { organisation: 'X-9' })).rows.map(({ into }) => into[0]!.row.at_code)).toEqual(['X-1', 'X-2'])
  })

  test.each([
    { date: '30-SEP-2025' }, { date: '30/09/2025 00:00' }, { date: '2025-09' }, { date: '09/2025' }, { date: 'September 2025' },
  ])('a month-end may be written $date', async ({ date }) => expect((await read(`${header}\n${line.replace('2025-09-30', date)}\n`)).periodTo).toBe('2025-09-30'))

  test('a date that does not exist holds the row back and is quoted', async () => {
    const made = await read(`${header},start_in_post\n${line},31/02/2020\n`)
    expect(made.rows[0]).toMatchObject({ into: [], unmapped: [{ column: 'start_in_post', found: '31/02/2020', kind: 'date' }] })
  })
})

describe('a mapping', () => {
  const theirs = 'Org,Month,Emp No,Post,Group,WTE,Surname'
  const row = 'X-1,2025-09-30,1001,1001-1,Midwifery,1,Fernwick'
  const columns = { organisation: 'Org', period_to: 'Month', person: 'Emp No', assignment: 'Post', staff_group: 'Group', fte: 'WTE' }

  test('turns their names and words into ours, and leaves out what it ignores', async () => {
    const made = await read(`${theirs}\n${row}\n`, { mapping: mapping({ columns, values: { staff_group: { Midwifery: 'Midwives' } }, ignore: ['Surname'] }) })
    expect(made.rows[0]!.into[0]!.row.staff_group).toBe('Midwives')
    expect(JSON.stringify(made)).not.toContain('Fernwick')
    expect(JSON.stringify(made)).not.toContain('1001')
  })

  test('fills a column with one value for every row', async () => {
    const made = await read('Month,Emp No,Post,Group,WTE\n2025-09-30,1,1,Midwives,1\n', { mapping: mapping({ columns: { period_to: 'Month', person: 'Emp No', assignment: 'Post', staff_group: 'Group', fte: 'WTE' }, constants: { organisation: 'X-5', contract_type: 'Bank' } }) })
    expect([made.source, made.rows[0]!.into[0]!.row.contract_type]).toEqual(['staff-return-X-5', 'Bank'])
  })

  test.each([
    { case: 'a name nobody ignores', change: {}, code: 'personal-column' },
    { case: 'a column nobody mentions', change: { columns: { ...columns, fte: undefined }, constants: { fte: '1' }, ignore: ['Surname'] }, code: 'column-not-mapped' },
    { case: 'a required column nothing stands for', change: { columns: { ...columns, fte: undefined }, ignore: ['Surname', 'WTE'] }, code: 'mapping-incomplete' },
    { case: 'a heading that is not there', change: { columns: { ...columns, band: 'Grade' }, ignore: ['Surname'] }, code: 'mapping-does-not-fit' },
    { case: 'one heading for two of ours', change: { columns: { ...columns, age: 'WTE' }, ignore: ['Surname'] }, code: 'column-twice' },
    { case: 'a decision left open', change: { ignore: ['Surname'], undecided: ['Post'] }, code: 'mapping-undecided' },
    { case: 'a name for a person number', change: { columns: { ...columns, person: 'Surname' }, ignore: ['Emp No'] }, code: 'personal-column' },
  ])('is refused for $case', async ({ change, code }) => {
    const value = JSON.parse(JSON.stringify({ columns, values: {}, ...change })) as object
    expect(await codeOf(`${theirs}\n${row}\n`, { mapping: mapping(value) })).toBe(code)
  })

  test('is refused for a word in many rows that it does not translate, and a slip in one row is left to the rules', async () => {
    expect(await codeOf(withStrange(10), { mapping: mapping({ columns }) })).toBe('values-not-mapped')
    expect(await codeOf(withStrange(9), { mapping: mapping({ columns }) })).toBe('staff-return-X-1')
  })

  test('does not stand in the way of a file in our own names', async () => expect(await codeOf(`${header}\n${line}\n`, { mapping: mapping({ columns }) })).toBe('staff-return-X-1'))

  test('that is for another file is passed over', async () => expect(await codeOf('fruit,price\napple,1\n', { mapping: mapping({ columns }) })).toBeNull())
})

describe('nothing of a person stays', () => {
  const secrets = ['ZZ123456C', 'ZZ1 1ZZ', 'fern@example.org', '1980-02-14', '98I1234E', 'Fernwick', 'E0001']

  test.each([
    { case: 'a good row', cells: 'X-1,2025-09-30,ZZ123456C,E0001,Midwives,1,1980-02-14,NMC,98I1234E,Midwife,S1' },
    { case: 'a row held back', cells: 'X-1,2025-09-30,ZZ123456C,E0001,Midwives,one,1980-02-14,NMC,98I1234E,Midwife,S1' },
    { case: 'an address in an open text', cells: 'X-1,2025-09-30,ZZ123456C,E0001,Midwives,1,1980-02-14,NMC,98I1234E,fern@example.org,near ZZ1 1ZZ' },
    { case: 'a birth date that cannot be read', cells: 'X-1,2025-09-30,ZZ123456C,E0001,Midwives,1,1980-02-14x,NMC,98I1234E,Midwife,S1' },
    { case: 'a row that slipped by one cell', cells: 'X-1,2025-09-30,Fernwick,ZZ123456C,E0001,Midwives,1,1980-02-14,NMC,98I1234E,Midwife,S1' },
  ])('of $case', async ({ cells }) => {
    const others = Array.from({ length: 9 }, (_, at) => `X-1,2025-09-30,${at + 1},${at + 1}-1,Midwives,1,,,,Midwife,S1`).join('\n')
    const kept = JSON.stringify(await read(`${withPersonal(cells)}${others}\n`))
    expect(secrets.filter((secret) => kept.includes(secret))).toEqual([])
  })
})
