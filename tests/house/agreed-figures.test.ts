import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { answerFigure, listFigures } from '../../src/api/query/any-figure.ts'
import { createPlan } from '../../src/api/plans.ts'
import { takeStep } from '../../src/api/plan/plan-steps.ts'
import { answerProjection } from '../../src/api/projection.ts'
import { ProjectionRequest } from '../../src/contract/projection.ts'
import type { QueryAnswer } from '../../src/contract/query.ts'
import type { House } from '../../src/store/house.ts'
import { isRefusal, type Refusal } from '../../src/units/refusal.ts'
import { freshFolder } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'
import { turnoverCsv } from './small-files.ts'

const { folder, remove } = freshFolder()
const england = 'E92000001'
let served: ServedFiles
let house: House
let key = 0
beforeAll(async () => {
  served = await serveFiles(folder, [{ name: 'turnover.csv', text: turnoverCsv() }], '2026-01-31T12:00:00.000Z')
  house = served.house
})
afterAll(async () => {
  await served?.close()
  remove()
})

const once = () => ({ key: `agreed-${(key += 1)}`, asked: `agreed-${key}`, bodyHash: `agreed-${key}`, at: '2026-02-01T10:00:00.000Z' })
async function agree(document: object): Promise<void> {
  const made = await createPlan(house, localViewer, { version: 1, ...document }, once())
  if (isRefusal(made)) throw new Error(made.found)
  for (const kind of ['baseline-agreed', 'submitted', 'agreed'] as const) {
    const taken = await takeStep(house, localViewer, made.plan, { kind }, 1, once())
    if (isRefusal(taken)) throw new Error(`${kind}: ${taken.found}`)
  }
}
const tryAsk = (measure: string, rest: object = {}): Promise<QueryAnswer | Refusal> => answerFigure(house, localViewer, { measure, by: '', where: [], ...rest })
async function ask(measure: string, rest: object = {}): Promise<QueryAnswer> {
  const answer = await tryAsk(measure, rest)
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
  return answer
}
async function projected(profession: string | undefined) {
  const done = await answerProjection(house, localViewer, ProjectionRequest.parse({ area: england, years: 3, draws: 20, ...(profession === undefined ? {} : { profession }) }))
  if (isRefusal(done)) throw new Error(done.found)
  return done.answer.rows
}

describe('supply, demand and gap of the plan agreed last', () => {
  test('before a plan is agreed nothing is, and the refusal says what to do', async () => {
    expect(await tryAsk('gap')).toMatchObject({ refused: true, code: 'no-run-agreed', found: 'no run has been agreed' })
    expect((await listFigures(house, localViewer)).find(({ id }) => id === 'gap')).toMatchObject({ available: false, why: 'No run has been agreed: it needs a plan of the area whose run has been agreed' })
  })

  test('are those of the projection the plan stands on, by year; of all staff, and apart of a staff group', async () => {
    await agree({ name: 'All staff', baseline: { area: england, horizon: 3, draws: 20 } })
    await agree({ name: 'Midwives', baseline: { area: england, horizon: 3, draws: 20, profession: 'Midwives' } })
    const [all, midwives] = [await projected(undefined), await projected('Midwives')]
    for (const measure of ['supply', 'demand', 'gap'] as const) {
      expect((await ask(measure)).rows).toEqual([{ value: all.at(-1)![measure].p50, status: 'estimated' }])
      expect((await ask(measure, { by: 'period', where: 'profession=Midwives' })).rows).toEqual(midwives.map((row) => ({ period: row.date, value: row[measure].p50, status: 'estimated' })))
    }
    expect((await ask('gap', { by: 'profession', at: all[1]!.date })).rows).toEqual([{ profession: 'All staff', value: all[1]!.gap.p50, status: 'estimated' }, { profession: 'Midwives', value: midwives[1]!.gap.p50, status: 'estimated' }])
    const { provenance } = await ask('gap')
    expect(provenance.notes.join(' ')).toContain('version 1, agreed by Local viewer on 2026-02-01')
    expect(provenance.sources.map(({ id }) => id)).toEqual(['turnover'])
  })

  test('are listed as available once a plan is agreed', async () => {
    expect((await listFigures(house, localViewer)).filter(({ group }) => group === 'Agreed plans').map(({ id, available, why }) => [id, available, why])).toEqual([['supply', true, null], ['demand', true, null], ['gap', true, null]])
  })

  test('a plan with levers is run with them, and takes the place of the one before', async () => {
    const before = (await ask('supply', { where: 'profession=Midwives' })).rows[0]!.value!
    await agree({ name: 'Midwives stay', baseline: { area: england, horizon: 3, draws: 20, profession: 'Midwives' }, levers: [{ id: 'l1', kind: 'leaver-rate', change: -2 }] })
    const after = await ask('supply', { where: 'profession=Midwives' })
    // Two in a hundred fewer leave in each of three years: about 6 % of the midwives more, less what leaves of them again.
    expect(after.rows[0]!.value! / before).toBeGreaterThan(1.03)
    expect(after.rows[0]!.value! / before).toBeLessThan(1.08)
    expect(after.provenance.notes.join(' ')).toContain('Midwives stay')
  })

  test.each([
    { case: 'a group no plan was agreed for names those there are', rest: { where: 'profession=Managers' }, code: 'no-run-agreed', need: 'Midwives' },
    { case: 'a day that ends no year of the plan', rest: { at: '2027-01-01' }, code: 'plan-year-not-held', need: 'Its years end on' },
    { case: 'a dimension plans do not have', rest: { by: 'sex' }, code: 'dimension-not-held', need: 'profession' },
    { case: 'an area on no map', rest: { where: 'area=Narnia' }, code: 'unknown-area', need: '' },
  ])('$case', async ({ rest, code, need }) => {
    const answer = await tryAsk('gap', rest)
    expect(answer).toMatchObject({ refused: true, code })
    expect(isRefusal(answer) && answer.need).toContain(need)
  })
})
