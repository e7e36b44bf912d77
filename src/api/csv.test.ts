import { describe, expect, test } from 'vitest'
import { writeCsv } from './csv.ts'

describe('a csv file', () => {
  test.each([
    { case: 'numbers stay as they are, negative ones too', rows: [['a', -1.25]], text: 'name,value\r\na,-1.25\r\n' },
    { case: 'a missing number is an empty cell, never 0', rows: [['a', null]], text: 'name,value\r\na,\r\n' },
    { case: 'commas and quotes are quoted', rows: [['Humber, "North"', 1]], text: 'name,value\r\n"Humber, ""North""",1\r\n' },
    { case: 'a text that starts like a formula is neutralised', rows: [['=1+1', 1]], text: 'name,value\r\n\'=1+1,1\r\n' },
    { case: 'an at sign is neutralised', rows: [['@SUM(A1)', 1]], text: 'name,value\r\n\'@SUM(A1),1\r\n' },
    { case: 'a formula that also needs quotes gets both', rows: [['-1,2', 1]], text: 'name,value\r\n"\'-1,2",1\r\n' },
  ])('$case', ({ rows, text }) => {
    expect(writeCsv(['name', 'value'], rows)).toBe(text)
  })
})
