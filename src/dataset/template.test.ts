import { describe, expect, test } from 'vitest'
import { importedReturns, requiredColumns, returnLayout, templateTables } from './return-layout.ts'
import { blankCsv, csvwMetadata, dataPackage, valuesOf } from './template.ts'

interface Field { name: string; type: string; format?: string; constraints?: { required?: boolean; enum?: string[]; minimum?: number } }
const fieldsOf = (made: object) => (made as { resources: [{ schema: { fields: Field[] } }] }).resources[0].schema.fields
const columnsOf = (made: object) => (made as { tableSchema: { columns: { name: string; required?: boolean; datatype: { base: string; minimum?: number } }[] } }).tableSchema.columns
const field = (name: string) => fieldsOf(dataPackage(returnLayout('staff'))).find((one) => one.name === name)!

describe('a template', () => {
  test.each(templateTables)('of %s asks for the same columns as csv, Data Package and CSVW', (table) => {
    const layout = returnLayout(table)
    const names = blankCsv(layout).trimEnd().split(',')
    expect(fieldsOf(dataPackage(layout)).map(({ name }) => name)).toEqual(names)
    expect(columnsOf(csvwMetadata(layout)).map(({ name }) => name)).toEqual(names)
    expect(names).not.toContain('source')
    expect(names).not.toContain('funded_fte_status')
    expect(new Set(names).size).toBe(names.length)
  })

  test('of staff needs six columns and asks for the employer once', () => {
    const [staff] = importedReturns
    expect(requiredColumns(staff!).toSorted()).toEqual(['assignment', 'fte', 'organisation', 'period_to', 'person', 'staff_group'])
    expect(blankCsv(staff!)).toMatch(/^organisation,period_to,person,assignment,staff_group,/)
    expect(blankCsv(staff!)).not.toContain('at_code')
  })

  test('of staff names the words of a closed list, without totals over groups', () => {
    expect(field('sex').constraints?.enum).toEqual(['Female', 'Male', 'Not recorded'])
    expect(field('staff_group').constraints?.enum).toContain('Midwives')
    expect(field('staff_group').constraints?.enum).not.toContain('All staff groups')
    expect(field('fte')).toMatchObject({ type: 'number', constraints: { required: true, minimum: 0, maximum: 1.5 } })
    expect(field('birth_date')).toMatchObject({ type: 'date', format: '%Y-%m-%d' })
  })

  test('says the type and the limits in CSVW too', () => {
    expect(columnsOf(csvwMetadata(returnLayout('establishment'))).find(({ name }) => name === 'funded_fte')).toMatchObject({ datatype: { base: 'decimal', minimum: 0 } })
  })

  test('leaves open text open', () => expect(valuesOf({ name: 'job_role', type: 'text', means: 'Job role' })).toEqual([]))
})
