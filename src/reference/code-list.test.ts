import { describe, expect, test } from 'vitest'
import { codeNamed, codesOf, occupationOf } from './code-list.ts'
import { staffGroupNamed } from './staff-group-tree.ts'

const lists = ['band', 'contract_type', 'assignment_status', 'sex', 'ethnicity', 'disability', 'leave_reason', 'destination', 'registration_body', 'occupation', 'sector', 'quality_status', 'job_role', 'area_of_work']

describe('a code', () => {
  test.each([
    { list: 'band', text: 'Band 5', code: 'Band 5' },
    { list: 'band', text: '8A', code: 'Band 8a' },
    { list: 'band', text: 'Review Body Band 8 - Range C', code: 'Band 8c' },
    { list: 'sex', text: 'F', code: 'Female' },
    { list: 'ethnicity', text: 'Asian or Asian British - Indian', code: 'H' },
    { list: 'assignment_status', text: 'Maternity & Adoption', code: 'Maternity or adoption' },
    { list: 'band', text: 'Band 10', code: undefined },
    { list: 'no such list', text: 'x', code: undefined },
  ])('$text of $list is $code', ({ list, text, code }) => expect(codeNamed(list, text)?.code).toBe(code))

  test('holds from its first day on', () => {
    expect(codesOf('band', '2004-09-30').some(({ code }) => code === 'Band 5')).toBe(false)
    expect(codesOf('band', '2004-10-01').some(({ code }) => code === 'Band 5')).toBe(true)
  })
})

describe('an occupation code', () => {
  test.each([
    { text: 'N2C', words: 'Registered midwife' }, { text: 'n6a', words: 'Other nurse, first level' }, { text: 'NCA', words: 'Nursing, midwifery and health visiting' },
    { text: '011', words: 'Medical and dental, by specialty' }, { text: 'QQQ', words: undefined }, { text: 'N6', words: undefined },
  ])('$text belongs to $words', ({ text, words }) => expect(occupationOf(text)?.words).toBe(words))

  test('names staff groups, bands and registers that exist', () => {
    for (const { staff_groups = [], bands = [], bodies = [] } of codesOf('occupation')) {
      expect(staff_groups.filter((group) => group !== 'HCHS doctors' && staffGroupNamed(group) === null)).toEqual([])
      expect(bands.filter((band) => codeNamed('band', band) === null)).toEqual([])
      expect(bodies.filter((body) => codeNamed('registration_body', body) === null)).toEqual([])
    }
  })
})

test.each(lists)('the list %s has codes, each with a source and none twice', (list) => {
  const codes = codesOf(list)
  expect(codes.length).toBeGreaterThan(1)
  expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length)
  expect(codes.filter(({ source }) => source.length < 10)).toEqual([])
})
