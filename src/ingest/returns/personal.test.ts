import { describe, expect, test } from 'vitest'
import { personalCell, personalContent, personalHeading } from './personal.ts'

describe('a heading', () => {
  test.each([
    { heading: 'Surname', kind: 'a name' }, { heading: 'EMPLOYEE_NAME', kind: 'a name' }, { heading: 'EmployeeFirstName', kind: 'a name' }, { heading: 'Name', kind: 'a name' }, { heading: 'Contact name', kind: 'a name' }, { heading: 'StudentName', kind: 'a name' },
    { heading: 'NI Number', kind: 'a National Insurance number' }, { heading: 'NINO', kind: 'a National Insurance number' }, { heading: 'NHS No', kind: 'an NHS number' },
    { heading: 'Work E-mail', kind: 'an e-mail address' }, { heading: 'Mobile', kind: 'a telephone number' }, { heading: 'Home Postcode', kind: 'a postcode' }, { heading: 'Address line 1', kind: 'an address' },
    { heading: 'Organisation name', kind: null }, { heading: 'Job title', kind: null }, { heading: 'Staff group', kind: null }, { heading: 'Pay band', kind: null }, { heading: 'Bank', kind: null }, { heading: 'Employee number', kind: null },
  ])('“$heading” promises $kind', ({ heading, kind }) => expect(personalHeading(heading)).toBe(kind))
})

describe('a cell', () => {
  test.each([
    { text: 'QQ 12 34 56 C', kind: null, why: 'no number begins with Q' }, { text: 'ZZ 12 34 56 C', kind: 'a National Insurance number', why: 'its shape' },
    { text: 'a.b@example.org', kind: 'an e-mail address', why: 'its shape' }, { text: '07700 900123', kind: 'a telephone number', why: 'a mobile number in two groups' }, { text: '07700900123', kind: 'a telephone number', why: 'a mobile number' },
    { text: 'Flat 2, ZZ1 1ZZ', kind: 'a postcode', why: 'one stands in it' }, { text: '12 Made Up Street', kind: 'an address', why: 'house and street' },
    { text: 'RX1RA', kind: null, why: 'a site code' }, { text: 'N6A', kind: null, why: 'an occupation code' }, { text: 'Band 8a', kind: null, why: 'a band' }, { text: '2025-09-30', kind: null, why: 'a date' },
  ])('$text is $kind: $why', ({ text, kind }) => expect(personalCell(text)).toBe(kind))
})

describe('the cells of a column', () => {
  test('are NHS numbers when their check digits hold', () => {
    // 943 476 5919: 9×10+4×9+3×8+4×7+7×6+6×5+5×4+9×3+1×2 = 299; 299 mod 11 = 2; 11 − 2 = 9, the last digit.
    expect(personalContent(Array.from({ length: 5 }, () => '943 476 5919'))).toBe('an NHS number')
    expect(personalContent(Array.from({ length: 5 }, () => '943 476 5918'))).toBeNull()
  })

  test('are names when most are capitalised words that do not repeat', () => {
    const invented = ['Ada Fernwick', 'Bo Thistle', 'Cy Marrow', 'Di Pebble', 'Ed Sorrel', 'Fay Lintel', 'Gus Tansy', 'Hal Bramble', 'Ida Wicket', 'Jo Tarn']
    expect(personalContent(invented)).toBe('a name')
    expect(personalContent(invented.map(() => 'Staff Nurse'))).toBeNull()
  })

  test('are of a kind from a fifth on; a slip in one cell is left to the row', () => {
    const codes = Array.from({ length: 9 }, (_, at) => `CC${at}000`)
    expect(personalContent([...codes, 'a@example.org'])).toBeNull()
    expect(personalContent([...codes.slice(0, 4), 'a@example.org'])).toBe('an e-mail address')
  })

  test('say nothing when all are empty', () => expect(personalContent(['', ' '])).toBeNull())
})

test('roles, programmes and universities that do not repeat are nobody’s name', () => {
  const roles = ['Health Visitor', 'Ward Manager', 'Staff Nurse', 'Adult Nursing', 'Occupational Therapist', 'Fernwick University', 'Clinical Scientist', 'Pharmacy Technician', 'Community Midwife', 'Thistle College']
  expect(personalContent(roles)).toBeNull()
})
