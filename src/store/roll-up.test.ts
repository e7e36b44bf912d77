import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handArea, handFile, handOrganisation, handRelation } from '../../tests/house/hand-files.ts'
import { localViewer } from '../access/viewer.ts'
import type { CubeAnswer, CubeRequest } from '../dataset/cube.ts'
import type { Row } from '../dataset/table.ts'
import { stream } from '../random/stream.ts'
import { isRefusal } from '../units/refusal.ts'
import { answerCube } from './cube.ts'
import type { House } from './house.ts'
import { openHouse } from './open.ts'
import { publishFiles } from './publish.ts'

// Four trusts in two systems; 240 posts at each of two month-ends, each of 0.1 to 1 FTE; some without band, sex, age or working status, some hosted elsewhere.
const [then, now] = ['2024-09-30', '2025-09-30']
const one = <T>(values: readonly T[], at: number): T => values[at % values.length]!
const post = (date: string, at: number): Row => ({
  period_to: date, source: 'records', person: `p${Math.floor(at / 1.1)}`, assignment: `a${at}`, at_level: 'organisation', at_code: one(['T1', 'T2', 'T3', 'T4'], at), sector: one(['Hospital and community', 'General practice'], at * 3),
  staff_group: one(['Midwives', 'Managers', 'Ambulance staff'], Math.floor(at / 4)), profession: one(['Midwife', 'Manager', 'Paramedic'], Math.floor(at / 4)), band: one(['Band 5', 'Band 6', null], Math.floor(at / 12)), fte: ((at * 7) % 10 + 1) / 10,
  age: one([24, 25, 29, 41, 66, null], at * 5), sex: one(['Female', 'Male', null], at * 7), nationality: one(['UK', 'Other'], Math.floor(at / 5)), host_code: one([null, null, 'T2', 'T4', null], Math.floor(at / 3)),
  assignment_status: one(['Active', null, 'Maternity leave', 'Career break'], Math.floor(at / 2)), ethnicity: one(['A', 'H', 'Z', null], at * 11), level_of_practice: one(['Advanced', 'Enhanced', null], at * 13),
})
const funded = (code: string): Row => ({ period_from: now, period_to: now, source: 'ledger', at_level: 'organisation', at_code: code, staff_group: 'Midwives', profession: 'Midwife', band: 'Band 6', funded_fte: 40, funded_fte_status: 'ok' })
const trusts = ['T1', 'T2', 'T3', 'T4']
const files = [
  handFile('records', [then, now], {
    staff: [then, now].flatMap((date) => Array.from({ length: 240 }, (_, at) => post(date, date === now ? at + 13 : at))),
    area: [handArea('records', 'nation', 'DEMO', 'Made-up nation', now), handArea('records', 'ics', 'DA', 'A', now), handArea('records', 'ics', 'DB', 'B', now)],
    organisation: trusts.map((code) => handOrganisation('records', code, 'trust', now)),
    relation: [handRelation('records', ['ics', 'DA'], ['nation', 'DEMO'], now), handRelation('records', ['ics', 'DB'], ['nation', 'DEMO'], now), ...trusts.map((code, at) => handRelation('records', ['organisation', code], ['ics', at < 2 ? 'DA' : 'DB'], now))],
  }),
  handFile('ledger', [now, now], { establishment: trusts.map(funded) }),
]
const root = mkdtempSync(join(tmpdir(), 'cadre-roll-up-'))
const kept = join(root, 'lake', 'roll-up')
let house: House
beforeAll(async () => {
  house = await opened()
  const published = await publishFiles(house, localViewer, files, '2025-11-01T00:00:00Z')
  if (isRefusal(published)) throw new Error(published.found)
})
afterAll(async () => {
  await house.close()
  rmSync(root, { recursive: true, force: true })
})

test('240 posts whose FTE runs evenly through 0.1 to 1.0 are 132 FTE, told by a roll-up', async () => {
  expect((await ask(house, 'fte', { by: [] })).rows.map((row) => row.value)).toEqual([132])
  expect(readdirSync(kept).length).toBeGreaterThan(0)
})

test.each<[string, Partial<CubeRequest>]>([
  ['fte', {}], ['fte', { by: ['ics'] }], ['fte', { by: ['organisation', 'staff_group'] }], ['fte', { by: ['staff_group'], where: { area: 'DA' } }], ['fte', { by: ['age_band'] }], ['fte', { by: ['age_band', 'sex', 'band'] }],
  ['fte', { by: ['ics', 'band', 'period'], from: then, to: now }], ['fte', { by: ['profession'], where: { staff_group: 'Midwives', sex: 'Female' } }], ['fte', { by: ['ics', 'sex', 'age_band'] }], ['fte', { by: ['nationality', 'sector'], at: then }],
  ['fte', { by: ['organisation'], basis: 'host' }], ['fte', { by: ['ics', 'staff_group'], basis: 'host' }], ['headcount', { by: ['ics', 'sex'] }], ['headcount', {}], ['headcount', { by: ['ics'] }], ['headcount', { by: ['organisation', 'band'] }], ['headcount', { by: ['age_band', 'period'], from: then, to: now }], ['headcount', { by: ['ics', 'sex'], where: { staff_group: 'Midwives' } }],
  ['headcount', { by: ['organisation'], basis: 'host' }], ['headcount', { by: ['sex', 'band'] }], ['leaver_rate', { by: ['ics'] }], ['joiners', { by: ['ics', 'staff_group'] }], ['stability', { by: ['band'] }], ['vacancy_rate', { by: ['ics'], where: { staff_group: 'Midwives' } }],
  ['posts', {}], ['posts', { by: ['ics', 'sex'] }], ['posts', { by: ['organisation', 'band'] }], ['participation', { by: ['age_band'] }], ['women_share', { by: ['band'] }], ['ethnic_minority_share', { by: ['ics', 'band'] }],
  ['retirement_due_share', { by: ['organisation'] }], ['advanced_practice_share', { by: ['profession'] }], ['headcount', { by: ['ethnicity'] }], ['fte', { by: ['ics', 'ethnicity'] }], ['posts', { by: ['organisation'], basis: 'host' }],
  ['ethnic_minority_share', { by: ['ics', 'band', 'period'], from: then, to: now }], ['women_share', { by: ['band', 'period'], from: then, to: now }], ['headcount', { by: ['ethnicity', 'period'], from: then, to: now }], ['advanced_practice_share', { by: ['profession', 'period'], from: then, to: now }],
])('%s %o: the same answer from roll-ups and from the rows themselves', async (measure, rest) => {
  const rolled = await ask(house, measure, rest)
  expect(rolled.rows.length).toBeGreaterThan(0)
  expect(rolled).toEqual(await ask(withoutRollUps(house), measure, rest))
})

test('random questions about people and flows: the same answer from roll-ups and from the rows themselves', async () => {
  const chance = stream(7, 'questions of roll-ups')
  const pick = <T>(of: readonly T[]): T => of[Math.floor(chance.next() * of.length)]!
  const plain = withoutRollUps(house)
  let answered = 0
  for (let at = 0; at < 24; at++) {
    const measure = pick(['headcount', 'headcount', 'headcount', 'leaver_rate', 'joiners', 'stability', 'turnover', 'leavers'])
    const columns: CubeRequest['by'] = measure === 'headcount' ? ['staff_group', 'profession', 'band', 'sex', 'age_band', 'nationality', 'sector'] : ['staff_group', 'profession', 'band', 'sector']
    const by: CubeRequest['by'] = [...new Set([...(chance.next() < 0.6 ? [pick(['nation', 'ics', 'organisation'] as const)] : []), ...(chance.next() < 0.7 ? [pick(columns)] : []), ...(chance.next() < 0.2 ? [pick(columns)] : [])])]
    const where = { ...(chance.next() < 0.3 ? { area: pick(['DA', 'DB', 'T2']) } : {}), ...(chance.next() < 0.3 ? { staff_group: pick(['Midwives', 'Managers']) } : {}), ...(measure === 'headcount' && chance.next() < 0.3 ? { sex: 'Female' } : {}) }
    const asked = { measure, by, where, at: chance.next() < 0.3 && measure === 'headcount' ? then : null, from: null, to: null, map: null }
    const [rolled, told] = [await answerCube(house, localViewer, asked), await answerCube(plain, localViewer, asked)]
    expect([asked, rolled]).toEqual([asked, told])
    if (!isRefusal(rolled)) answered += 1
  }
  expect(answered).toBeGreaterThan(15)
})

test('a roll-up whose bytes have changed is made again, and gives the same answer', async () => {
  const before = await ask(house, 'fte', { by: ['ics', 'band'] })
  await house.close()
  for (const name of readdirSync(kept)) writeFileSync(join(kept, name), readFileSync(join(kept, name)).subarray(0, -1))
  const names = readdirSync(kept)
  house = await opened()
  expect(await ask(house, 'fte', { by: ['ics', 'band'] })).toEqual(before)
  expect(readdirSync(kept).every((name) => names.includes(name))).toBe(true)
})

async function opened(): Promise<House> {
  const found = await openHouse(root)
  if (isRefusal(found)) throw new Error(found.found)
  return found
}

async function ask(of: House, measure: string, rest: Partial<CubeRequest>): Promise<CubeAnswer> {
  const answer = await answerCube(of, localViewer, { measure, by: [], where: {}, at: null, from: null, to: null, map: null, ...rest })
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}. ${answer.need}`)
  return answer
}

/** The same house, reading the rows of the table for every question. */
function withoutRollUps(of: House): House {
  const { lake } = of
  return { ...of, lake: { ...lake, selectRolledUp: (viewer, snapshot, _table, sql, parameters) => lake.select(viewer, snapshot, sql, parameters), selectCounted: (viewer, snapshot, _table, { plain }, parameters) => lake.select(viewer, snapshot, plain, parameters) } }
}
