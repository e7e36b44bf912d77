import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handArea, handFile, handOrganisation, handRelation } from '../../tests/house/hand-files.ts'
import { localViewer } from '../access/viewer.ts'
import type { CubeAnswer } from '../dataset/cube.ts'
import type { Row } from '../dataset/table.ts'
import { isRefusal } from '../units/refusal.ts'
import { answerCube, readHistories } from './cube.ts'
import type { House } from './house.ts'
import { openHouse } from './open.ts'
import { publishFiles } from './publish.ts'

// England counted 900 midwives and 100 managers; of its two trusts R1 and R2, only R1 has sent its records, a month later: 2 FTE of midwives, 4 posts funded.
const [counted, sent, yearBefore] = ['2025-09-30', '2025-10-31', '2024-10-31']
const country = { level: 'nation', code: 'E92000001' } as const
const count = (date: string, group: string, total: boolean, fte: number): Row => ({
  period_from: date, period_to: date, source: 'turnover', at_level: country.level, at_code: country.code, sector: 'Hospital and community', staff_group: group, profession: null, nationality: null, is_total: total,
  headcount: fte, headcount_status: 'ok', fte, fte_status: 'ok' })
const post = (date: string, person: string): Row => ({
  period_to: date, source: 'staff-return', person, assignment: `${person}-1`, at_level: 'organisation', at_code: 'R1', sector: 'Hospital and community', staff_group: 'Midwives', profession: 'Midwife', band: 'Band 6', fte: 1 })
const posts: Row = { period_from: sent, period_to: sent, source: 'establishment-return', at_level: 'organisation', at_code: 'R1', staff_group: 'Midwives', profession: 'Midwife', band: 'Band 6', funded_fte: 4, funded_fte_status: 'ok' }
/** Of 40 who started at R1, 28 registered and 20 are known to have a first post; of the 50 of the next year nobody says yet. */
const cohort = (from: string, starts: number, later: Row): Row => ({ period_from: from, period_to: from, source: 'learner-return', at_level: 'organisation', at_code: 'R1', profession: 'Midwife', provider: 'U1', starts, ...later })
const cohorts = [cohort('2022-09-01', 40, { completions: 30, registrations: 28, first_posts: 20 }), cohort('2023-09-01', 50, {})]
const files = [
  handFile('turnover', [yearBefore, counted], {
    staff_count: ['2024-09-30', counted].flatMap((date) => [count(date, 'All staff groups', true, 1000), count(date, 'Midwives', false, 900), count(date, 'Managers', false, 100)]),
    area: [handArea('turnover', country.level, country.code, 'England', counted)], organisation: ['R1', 'R2'].map((code) => handOrganisation('turnover', code, 'trust', counted)),
    relation: ['R1', 'R2'].map((code) => handRelation('turnover', ['organisation', code], [country.level, country.code], counted)),
  }),
  handFile('staff-return-R1', [yearBefore, sent], { staff: [post(yearBefore, 'p1'), post(yearBefore, 'p2'), post(sent, 'p1'), post(sent, 'p2')] }),
  handFile('learner-return-R1', ['2022-09-01', '2023-09-01'], { learner: cohorts }),
  handFile('establishment-return-R1', [sent, sent], { establishment: [posts] }),
]

const folder = mkdtempSync(join(tmpdir(), 'cadre-returns-'))
let house: House
beforeAll(async () => {
  const opened = await openHouse(folder)
  if (isRefusal(opened)) throw new Error(opened.found)
  house = opened
  const published = await publishFiles(house, localViewer, files, '2025-11-01T00:00:00Z')
  if (isRefusal(published)) throw new Error(published.found)
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

async function ask(measure: string, where: Record<string, string>): Promise<CubeAnswer> {
  const answer = await answerCube(house, localViewer, { measure, by: [], where, at: null, from: null, to: null, map: null })
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
  return answer
}

async function historySources(area: string): Promise<(string | undefined)[] | string> {
  const found = await readHistories(house, localViewer, area, 'Midwives')
  return isRefusal(found) ? found.code : [...new Set(found.map(({ source }) => source))]
}

describe('one employer’s return beside a published whole', () => {
  test.each<{ case: string; where: Record<string, string>; fte: number }>([
    { case: 'the country is the published whole, though the return is later', where: { area: 'England' }, fte: 1000 },
    { case: 'so is a staff group of the country', where: { area: 'England', staff_group: 'Midwives' }, fte: 900 },
    { case: 'the employer itself is its return', where: { area: 'R1' }, fte: 2 },
    { case: 'the return answers for more when it is named', where: { source: 'staff-return' }, fte: 2 },
  ])('$case', async ({ where, fte }) => expect((await ask('fte', where)).rows[0]?.value).toBe(fte))

  test('an answer from returns says whom it covers and which files it rests on', async () => {
    const { provenance } = await ask('fte', { area: 'R1' })
    expect(provenance.notes.join(' ')).toContain('covers who has sent it and nobody else: 1 organisation')
    expect(provenance.sources.map(({ id }) => id)).toEqual(['staff-return-R1'])
  })

  test('vacancies compare what returns fund with whom returns hold', async () => {
    // 4 funded, 2 in post.
    expect((await ask('vacancy_rate', {})).rows[0]?.value).toBe(50)
  })

  test('the history of the country stays the published one, and the employer has its own', async () => {
    expect(await historySources('England')).toEqual(['turnover'])
    expect(await historySources('R1')).toEqual(['staff-return'])
  })
})

test.each([['learner_starts', 50], ['completion_rate', 75], ['registration_rate', 70], ['first_post_rate', 50]])('%s of the newest cohort of which it is known: %d', async (measure, value) => {
  expect((await ask(measure, { area: 'R1', profession: 'Midwife' })).rows.map((row) => row.value)).toEqual([value])
})
