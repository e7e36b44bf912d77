import { describe, expect, test } from 'vitest'
import { importedReturns } from '../../dataset/return-layout.ts'
import { blankCsv } from '../../dataset/template.ts'
import type { Row } from '../../dataset/table.ts'
import { isRefusal } from '../../units/refusal.ts'
import { openFile } from '../open-file.ts'
import type { ReadFile } from '../source.ts'
import { findReturn } from './find-return.ts'

const find = async (text: string, organisation: string | null = null) => {
  const file = await openFile({ name: 'x.csv', bytes: new TextEncoder().encode(text) })
  if (isRefusal(file)) throw new Error(file.code)
  return { file, source: findReturn(file, 'x.csv', { key: new Uint8Array(32).fill(1), mapping: null, organisation }) }
}
const read = async (text: string): Promise<ReadFile> => {
  const { file, source } = await find(text)
  if (!source || isRefusal(source)) throw new Error(source ? `${source.code}: ${source.found}` : 'no return')
  return source.read(file)
}
const rowsOf = async (text: string): Promise<Row[]> => (await read(text)).rows.flatMap(({ into }) => into.map(({ row }) => row))

describe('a return in our own names', () => {
  // The words a column may hold, so that the row can be read; numbers are 1.
  const cells: Record<string, string> = { organisation: 'X-1', period_from: '2025-04-01', period_to: '2025-09-30', person: '1', assignment: '1-1', staff_group: 'Midwives', sector: 'Voluntary', profession: 'Midwife' }
  test.each(importedReturns)('is known by its columns: the template of $table', async ({ id, table, columns }) => {
    const row = columns.map(({ name, type }) => cells[name] ?? (type === 'number' || type === 'integer' ? '1' : '')).join(',')
    const made = await read(`${blankCsv({ id, table, title: '', columns })}${row}\n`)
    expect([made.source, made.table, made.rows[0]!.unmapped]).toEqual([`${id}-X-1`, table, []])
    expect(made.rows[0]!.into.length).toBe(table === 'temporary' ? 3 : 1)
  })

  test('of temporary staffing is a row for each kind, and a kind nobody speaks of is not available', async () => {
    expect(await rowsOf('organisation,period_to,staff_group,bank_fte,bank_cost,agency_fte\nX-1,2025-09,Midwives,8.5,41000,0\n')).toMatchObject([
      { period_from: '2025-09-01', period_to: '2025-09-30', source: 'temporary-return', at_code: 'X-1', kind: 'bank', worked_fte: 8.5, worked_fte_status: 'ok', cost: 41_000, cost_status: 'ok' },
      { kind: 'agency', worked_fte: 0, worked_fte_status: 'ok', cost: null, cost_status: 'not-available' },
      { kind: 'overtime', worked_fte: null, worked_fte_status: 'not-available', cost: null, cost_status: 'not-available' },
    ])
  })

  test('of a count keeps estimates and the kind of each absence', async () => {
    const header = 'organisation,period_to,sector,staff_group,headcount,fte,estimated'
    expect(await rowsOf(`${header}\nX-1,2025-09-30,GP,General practice nurses,12,*,yes\nX-1,2025-09-30,Hospice,Midwives,[z],0,\n`)).toMatchObject([
      { at_level: 'organisation', sector: 'General practice', headcount: 12, headcount_status: 'estimated', fte: null, fte_status: 'suppressed', is_total: false },
      { sector: 'Voluntary', headcount: null, headcount_status: 'not-applicable', fte: 0, fte_status: 'ok' },
    ])
  })

  test('of learners stands at the provider or at the system named, and adds completions only where both parts are known', async () => {
    const header = 'organisation,period_to,profession,starts,completions_on_time,completions_late,ics'
    expect(await rowsOf(`${header}\nU-1,2022-09,Midwife,40,30,2,\nU-1,2022-09,Paramedic,20,15,,QX1\n`)).toMatchObject([
      { at_level: 'organisation', at_code: 'U-1', provider: 'U-1', period_from: '2022-09-01', period_to: '2022-09-30', starts: 40, completions: 32, completions_status: 'ok' },
      { at_level: 'ics', at_code: 'QX1', completions: null, completions_status: 'not-available', completions_on_time: 15 },
    ])
  })

  test('of learners holds half a person back', async () => {
    expect((await read('organisation,period_to,profession,starts\nU-1,2022-09,Midwife,40.5\n')).rows[0]).toMatchObject({ into: [], unmapped: [{ column: 'starts', found: '40.5', expected: 'a whole number' }] })
  })

  test.each([
    { heading: 'Supervisor name', cell: 'Ada Fernwick' }, { heading: 'Contact e-mail', cell: 'a@example.org' }, { heading: 'Postcode', cell: 'ZZ1 1ZZ' }, { heading: 'phone', cell: '07700 900123' },
  ])('is refused for a column $heading that is not mapped to nothing', async ({ heading, cell }) => {
    const { source } = await find(`organisation,period_from,period_to,profession,learners_at_once,${heading}\nX-1,2025-07-01,2025-09-30,Midwife,8,${cell}\n`)
    expect(source).toMatchObject({ code: 'personal-column' })
  })
})
