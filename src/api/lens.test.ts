import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handArea, handFile, handOrganisation, handRelation } from '../../tests/house/hand-files.ts'
import { localViewer } from '../access/viewer.ts'
import { LensAnswer, LensBridge } from '../contract/lens.ts'
import type { Row } from '../dataset/table.ts'
import type { House } from '../store/house.ts'
import { openHouse } from '../store/open.ts'
import { publishFiles } from '../store/publish.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { answerLensBridge } from './lens/lens-bridge.ts'
import { answerLens } from './lens.ts'

// System A has T1, T2 and T4, and T5 of which only the ledger is held; T3 stands in B. p2 holds two posts. p3 of T1 works at T3, p6 of T3 works at T1. T4 sent no ledger.
// Of the nine of a year before p9 and p10 have left and p5 went from T1 to T2. A publisher counted three leavers of ten.
const [before, now] = ['2024-09-30', '2025-09-30']
const post = (date: string, person: string, at: string, fte: number, more: Row = {}): Row => ({
  period_to: date, source: 'records', person, assignment: `${person}-${at}`, at_level: 'organisation', at_code: at, host_code: null, sector: 'Hospital and community', staff_group: 'Nurses & health visitors', profession: 'Adult nurse', band: 'Band 5', fte, age: 40, assignment_status: 'Active', ...more })
const midwife = { staff_group: 'Midwives', profession: 'Midwife' }
const funded = (at: string, fte: number, more: Row = {}): Row => ({ period_from: now, period_to: now, source: 'ledger', at_level: 'organisation', at_code: at, staff_group: 'Nurses & health visitors', profession: 'Adult nurse', band: 'Band 5', funded_fte: fte, funded_fte_status: 'ok', ...more })
const worked = (kind: string, fte: number): Row => ({ period_from: '2025-09-01', period_to: now, source: 'temporary', at_level: 'organisation', at_code: 'T1', staff_group: 'Nurses & health visitors', kind, worked_fte: fte, worked_fte_status: 'ok', cost: null, cost_status: 'not-available' })
const all = { at_level: 'ics', at_code: 'A', staff_group: 'All staff groups', is_total: true, source: 'publisher' }
const counted = (date: string, heads: number): Row => ({ ...all, period_from: date, period_to: date, sector: 'Hospital and community', profession: null, nationality: null, headcount: heads, headcount_status: 'ok', fte: null, fte_status: 'not-available' })
const files = [
  handFile('records', [before, now], {
    staff: [
      ...['p1', 'p2', 'p3', 'p5', 'p9'].map((person) => post(before, person, 'T1', 1)), post(before, 'p4', 'T1', 1, midwife), ...['p10', 'p11'].map((person) => post(before, person, 'T2', 1)), post(before, 'p8', 'T4', 1), ...['p6', 'p7'].map((person) => post(before, person, 'T3', 1)),
      post(now, 'p1', 'T1', 1), post(now, 'p2', 'T1', 0.6), post(now, 'p3', 'T1', 1, { host_code: 'T3' }), post(now, 'p4', 'T1', 0.5, { ...midwife, assignment_status: 'Maternity or adoption' }),
      post(now, 'p2', 'T2', 0.2), post(now, 'p5', 'T2', 1), post(now, 'p11', 'T2', 1), post(now, 'p8', 'T4', 0.4), post(now, 'p6', 'T3', 0.8, { host_code: 'T1' }), post(now, 'p7', 'T3', 1),
    ],
    area: [handArea('records', 'nation', 'DEMO', 'Made-up nation', now), ...['A', 'B'].map((code) => handArea('records', 'ics', code, `System ${code}`, now))], organisation: ['T1', 'T2', 'T3', 'T4', 'T5'].map((code) => handOrganisation('records', code, 'trust', now)),
    relation: [...['A', 'B'].map((code) => handRelation('records', ['ics', code], ['nation', 'DEMO'], now)), ...['T1', 'T2', 'T4', 'T5'].map((code) => handRelation('records', ['organisation', code], ['ics', 'A'], now)), handRelation('records', ['organisation', 'T3'], ['ics', 'B'], now)],
  }),
  handFile('ledger', [now, now], { establishment: [funded('T1', 3), funded('T1', 1, midwife), funded('T2', 2), funded('T5', 2)] }),
  handFile('temporary', [now, now], { temporary: [worked('bank', 0.3), worked('agency', 0.2)] }),
  handFile('publisher', [before, now], {
    staff_count: [counted(before, 10), counted(now, 10)],
    flow_count: [{ ...all, period_from: '2024-10-01', period_to: now, flow: 'leavers', basis: 'published', headcount: 3, headcount_status: 'ok', fte: null, fte_status: 'not-available' }],
  }),
]

let house: House
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cadre-lens-'))
  house = accepted(await openHouse(folder))
  accepted(await publishFiles(house, localViewer, files, '2025-10-01T00:00:00Z'))
})
afterAll(async () => {
  await house?.close()
  rmSync(folder, { recursive: true, force: true })
})

function accepted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
  return answer
}

const bridge = async (from: string, to: string, where: readonly string[] = ['area=A']) => LensBridge.parse(accepted(await answerLensBridge(house, localViewer, { from, to, where: [...where] })))
const near = (size: number): number => expect.closeTo(size, 9) as number
const sizes = async (from: string, to: string, where?: readonly string[]) => {
  const { items, why } = await bridge(from, to, where)
  expect(why).toBeNull()
  return items.map(({ says, size }) => [says, size])
}

describe('the ways of counting staff of system A', () => {
  test('each has its figure: 5.7 FTE of seven people in eight posts; eight posts are funded', async () => {
    const answer = LensAnswer.parse(accepted(await answerLens(house, localViewer, { measure: 'fte', where: ['area=A'] })))
    expect(answer.current).toBe('fte')
    expect(answer.definitions.map(({ id, value }) => [id, value])).toEqual([
      ['fte', near(5.7)], ['fte-host', near(5.5)], ['headcount', 7], ['headcount-host', 7], ['posts', 8], ['posts-host', 8], ['establishment', 8],
    ])
    expect(answer.definitions[1]!.repeat).toBe('cadre query --measure fte --where area=A --where source=records --at 2025-09-30 --basis host')
  })

  test('from FTE to people: 2.3 of hours below full time, and one person has two posts', async () => {
    expect(await sizes('fte', 'headcount')).toEqual([
      ['FTE, with the employer', near(5.7)], ['Hours below full time', near(2.3)], ['Posts held, with the employer', 8], ['People with more than one post, counted once', -1], ['Headcount, with the employer', 7],
    ])
  })

  test('of nurses alone, and the other way round: seven posts of six people, 5.2 FTE', async () => {
    expect(await sizes('headcount', 'fte', ['area=A', 'staff_group=Nurses & health visitors'])).toEqual([
      ['Headcount, with the employer', 6], ['People with more than one post, counted once', 1], ['Posts held, with the employer', 7], ['Hours below full time', near(-1.8)], ['FTE, with the employer', near(5.2)],
    ])
  })

  test('from employer to place of work: p3 goes out with 1, p6 comes in with 0.8', async () => {
    expect(await sizes('fte', 'fte-host')).toEqual([['FTE, with the employer', near(5.7)], ['Employed here, working elsewhere', -1], ['Working here, employed elsewhere', near(0.8)], ['FTE, where people work', near(5.5)]])
    expect((await sizes('headcount', 'headcount-host')).map(([, size]) => size)).toEqual([7, 1, 8, -1, 1, 8, -1, 7])
  })

  test('from staff in post to funded posts: T4 sent no ledger, T2 is 0.2 over, 0.9 is vacant, T5 sent no staff record', async () => {
    expect(await sizes('fte', 'establishment')).toEqual([
      ['FTE, with the employer', near(5.7)], ['Staff not held against a ledger: 1 organisation sent none', near(-0.4)], ['In post above what a line funds', near(-0.2)],
      ['Funded and not filled', near(0.9)], ['Posts not held against a staff record: 1 organisation sent none', 2], ['Funded posts', 8],
    ])
  })
})

describe('vacancy bases of system A', () => {
  test('11.7, 20 and 22.5 per cent: p4 is away; T2 does not say its cover, and cover fills half a post of four', async () => {
    expect(await sizes('vacancy_rate', 'vacancy_rate_covered')).toEqual([
      ['Contracted basis', near(70 / 6)], ['People away on long leave, seconded out, suspended or not worked', near(50 / 6)], ['Working basis', near(20)],
      ['1 organisation does not say what after temporary cover needs', near(15)], ['Bank and agency', near(-12.5)], ['After temporary cover', near(22.5)],
    ])
  })

  test('of nurses alone nobody is away: the two bases are the same 4 per cent', async () => {
    expect(await sizes('vacancy_rate_working', 'vacancy_rate', ['area=A', 'staff_group=Nurses & health visitors'])).toEqual([['Working basis', near(4)], [expect.stringContaining('away'), near(0)], ['Contracted basis', near(4)]])
  })
})

describe('who counts as a leaver of system A', () => {
  test('two of a mean of eight left, and one changed employer', async () => {
    expect(await sizes('leaver_rate', 'turnover')).toEqual([['Leaver rate', 25], ['Moves between employers inside the area', near(12.5)], ['Turnover of the employers', near(37.5)]])
  })

  test('a publisher counted three of ten: one leaver more, over two people more', async () => {
    expect(await sizes('leaver_rate', 'leaver_rate-published')).toEqual([['Leaver rate', 25], ['Leavers that one of them counts and the other does not', near(12.5)], ['Staff over whom they are counted', near(-7.5)], ['Leaver rate, as published', near(30)]])
  })
})

describe('a bridge that cannot be made', () => {
  test('says why: ledger and staff record are not held against each other by sex', async () => {
    const { items, why } = await bridge('fte', 'establishment', ['area=A', 'band=Band 5', 'sector=Hospital and community'])
    expect(items).toEqual([])
    expect(why).toContain('does not have that dimension')
  })

  test('is refused between things that are not counted alike, and for a way of counting that there is not', async () => {
    expect(await answerLensBridge(house, localViewer, { from: 'fte', to: 'turnover', where: [] })).toMatchObject({ refused: true, code: 'definitions-apart' })
    expect(await answerLensBridge(house, localViewer, { from: 'fte', to: 'souls', where: [] })).toMatchObject({ refused: true, code: 'unknown-definition' })
    expect(await answerLens(house, localViewer, { measure: 'population', where: [] })).toMatchObject({ refused: true, code: 'counted-one-way' })
  })
})
