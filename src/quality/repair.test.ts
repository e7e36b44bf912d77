import { describe, expect, test } from 'vitest'
import { judge } from './judge.ts'
import { csvOf, ledgerCells, readReturn, staffCells, type Cells } from './made-up-return.ts'
import { ledgerFaults, staffFaults } from './planted-faults.ts'
import { repairs } from './repair-rules.ts'
import { rules } from './rules.ts'

/** Thirty clean rows, of which the fifth (row 6: an adult nurse of 1 FTE) is changed. */
const repairOfPlanted = async (rule: string, change: Cells) => {
  const read = await readReturn(csvOf(Array.from({ length: 30 }, (_, at) => ({ ...staffCells(at), ...(at === 4 ? change : {}) }))), { organisation: 'X-1' })
  return judge(read).findings.find((finding) => finding.rule === rule)?.repair ?? null
}
const changeOf = (rule: string): Cells => staffFaults.find((fault) => fault.rule === rule)!.change

describe('the plausible repair of', () => {
  const nurse = { group: 'Nurses & health visitors', profession: 'Adult nurse', fte: 1 }
  test.each([
    { rule: 'missing-month-end', after: nurse }, { rule: 'not-month-end', after: nurse }, { rule: 'missing-organisation', after: nurse }, { rule: 'missing-person', after: nurse },
    // The occupation code N6A is an adult nurse in the other 29 rows.
    { rule: 'unknown-staff-group', after: nurse }, { rule: 'missing-staff-group', after: nurse },
    // 37.5 hours are 1 FTE.
    { rule: 'missing-fte', after: nurse }, { rule: 'left-before-month-end', after: nurse },
  ])('$rule lets the row in', async ({ rule, after }) => {
    expect((await repairOfPlanted(rule, changeOf(rule)))?.edits).toEqual([expect.objectContaining({ organisation: 'X-1', month: '2025-09-30', before: null, after: expect.objectContaining(after) as object })])
  })

  test.each([
    { rule: 'hours-match-fte', before: 0.5, after: 1 }, { rule: 'fte-above-full-time', before: 1.2, after: 1 }, { rule: 'bank-counted', before: 1, after: null },
    { rule: 'not-working-counted', before: 1, after: null }, { rule: 'person-above-one-and-a-half', before: 1, after: null },
  ])('$rule changes $before FTE into $after', async ({ rule, before, after }) => {
    const [edit, ...more] = (await repairOfPlanted(rule, changeOf(rule)))!.edits
    expect([edit?.before?.fte, edit?.after?.fte ?? null, more.length]).toEqual([before, after, 0])
  })

  test('a midwife’s code among the nurses moves the row to the midwives', async () => {
    expect((await repairOfPlanted('occupation-fits-staff-group', changeOf('occupation-fits-staff-group')))?.edits[0]).toMatchObject({ before: { group: 'Nurses & health visitors' }, after: { group: 'Midwives' } })
  })

  test('a row under a number of somebody else belongs to nobody known', async () => {
    expect((await repairOfPlanted('person-disagrees', changeOf('person-disagrees')))?.edits[0]?.after).toMatchObject({ person: 'not known, row 6', fte: 1 })
  })

  test('a vacant post is nobody: there is none', async () => expect(await repairOfPlanted('placeholder-person', changeOf('placeholder-person'))).toBeNull())

  test('a number nobody put in, such as zeros, is a person', async () => expect((await repairOfPlanted('placeholder-person', { person: '0000' }))?.edits).toHaveLength(1))

  test('a ledger is not estimated: the plan reads no funded posts', async () => {
    const read = await readReturn(csvOf(Array.from({ length: 8 }, (_, at) => ({ ...ledgerCells(at), ...(at === 4 ? ledgerFaults[2]!.change : {}) }))))
    expect(judge(read).findings.find(({ rule }) => rule === 'missing-funded-fte')).toMatchObject({ repair: null, places: [{ row: 6, column: 'funded_fte', found: 'nothing' }] })
  })
})

test('every repair is of a rule that is asked', () => {
  const asked = new Set([...rules.map(({ id }) => id), 'held-back', 'contradicting-row', 'repeated-row'])
  expect(Object.keys(repairs).filter((id) => !asked.has(id))).toEqual([])
})
