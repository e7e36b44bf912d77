import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { isRefusal } from '../units/refusal.ts'
import { proposeMapping } from './mapping-propose.ts'
import { readMapping, type Mapping } from './mapping.ts'
import { openFile } from './open-file.ts'

const propose = async (text: string, table: 'staff' | 'establishment' = 'staff'): Promise<Mapping> => {
  const file = await openFile({ name: 'x.csv', bytes: new TextEncoder().encode(text) })
  const made = isRefusal(file) ? file : proposeMapping(file, table)
  if (isRefusal(made)) throw new Error(made.code)
  return made
}

const extract = `Extract of a made-up trust
Employing Organisation,Effective Date,Employee Number,Assignment Number,Last Name,Date Of Birth,Gender,Contracted WTE,Pay Grade,Staff Group,Occ Code,Job Title,Org L7
X-1,30/09/2025,1001,1001-1,Fernwick,14/02/1980,F,0.8,Band 5,Midwives,N2C,Midwife,Ward 3
X-1,30/09/2025,1002,1002-1,Thistle,03/07/1971,M,1,6,Nurses,N6A,Staff nurse,Ward 4
`

describe('a proposed mapping', () => {
  test('places columns by their names and what stands in them', async () => {
    expect((await propose(extract)).columns).toEqual({
      organisation: 'Employing Organisation', period_to: 'Effective Date', person: 'Employee Number', assignment: 'Assignment Number', staff_group: 'Staff Group', band: 'Pay Grade',
      fte: 'Contracted WTE', sex: 'Gender', occupation_code: 'Occ Code', job_role: 'Job Title', birth_date: 'Date Of Birth',
    })
  })

  test('writes down words of theirs that a list knows', async () => {
    expect((await propose(extract)).values).toEqual({ band: { 6: 'Band 6' }, sex: { F: 'Female', M: 'Male' }, staff_group: { Nurses: 'Nurses & health visitors' } })
  })

  test('leaves names out and the rest to a person', async () => {
    expect(await propose(extract)).toMatchObject({ ignore: ['Last Name'], undecided: ['Org L7'], organisation: null, version: 1, identifiers: 'local' })
  })

  test('does not place a column whose cells cannot be what it holds', async () => {
    expect((await propose('Employee Number,FTE\n1,full\n2,half\n')).columns).not.toHaveProperty('fte')
  })

  test('of a ledger places funded posts', async () => {
    expect((await propose('Trust Code,Period End,Staff Group,Grade,Budget WTE,Annual Budget,Cost Centre\nX-1,2025-09-30,Midwives,5,12.5,500000,C1\n', 'establishment')).columns).toEqual({
      organisation: 'Trust Code', period_to: 'Period End', staff_group: 'Staff Group', band: 'Grade', funded_fte: 'Budget WTE', cost_centre: 'Cost Centre', budget: 'Annual Budget',
    })
  })

  test('comes back the same from YAML', async () => {
    const made = await propose(extract)
    expect(readMapping(parse(stringify(made)), 'x')).toEqual(made)
  })

  test('is refused for a file without rows', async () => {
    const file = await openFile({ name: 'x.csv', bytes: new TextEncoder().encode('a,b\n') })
    expect(isRefusal(file) ? null : proposeMapping(file, 'staff')).toMatchObject({ code: 'nothing-to-map' })
  })
})

describe('a mapping that cannot be read', () => {
  test.each([
    { case: 'is a list', value: [] }, { case: 'names no return', value: {} }, { case: 'has a part nobody knows', value: { source: 'staff-return', colums: {} } },
    { case: 'maps a column that is not ours', value: { source: 'staff-return', columns: { colour: 'Colour' } } }, { case: 'maps to a list', value: { source: 'staff-return', columns: { fte: ['WTE'] } } },
    { case: 'has a version of text', value: { source: 'staff-return', version: 'two' } }, { case: 'has identifiers of another kind', value: { source: 'staff-return', identifiers: 'mine' } },
    { case: 'ignores no list', value: { source: 'staff-return', ignore: 'Surname' } }, { case: 'has a prototype for a column', value: JSON.parse('{"source":"staff-return","columns":{"__proto__":"x"}}') as unknown },
  ])('because it $case is refused', ({ value }) => expect(readMapping(value, 'x')).toMatchObject({ code: 'mapping-not-readable' }))
})
