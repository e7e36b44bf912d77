import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { answerProjection } from '../../src/api/projection.ts'
import { answerRatesMoved, writeRatesMovedCsv } from '../../src/api/rates/rates-moved.ts'
import { answerRates, writeRatesCsv } from '../../src/api/rates.ts'
import { ProjectionRequest } from '../../src/contract/projection.ts'
import { RatesMoved, type RatesAnswer, type RatesRequest } from '../../src/contract/rates.ts'
import type { Row } from '../../src/dataset/table.ts'
import { readHistories, readHistoriesAhead } from '../../src/store/cube.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { publishFiles } from '../../src/store/publish.ts'
import { addMonths } from '../../src/units/calendar-date.ts'
import { isRefusal, type Refusal } from '../../src/units/refusal.ts'
import { handArea, handFile, handOrganisation, handRelation } from './hand-files.ts'

const months = Array.from({ length: 13 }, (_, at) => addMonths('2024-09-30', at))
const last = months.at(-1)!
const posts = (code: string, name: string, from: number, to: number): Row[] => months.slice(from, to).map((day) => ({
  period_to: day, source: 'records', person: `${code}-${name}`, assignment: `${code}-${name}`, at_level: 'organisation', at_code: code, sector: 'Hospital and community',
  staff_group: 'Midwives', profession: 'Midwife', band: 'Band 5', fte: 0.8, age: 42, sex: 'Female', start_in_post: '2020-01-01' }))
/** Sixty stay all year; of others one leaves, and one joins, before each month-end. */
const staffOf = (code: string, leavers: number, joiners: number): Row[] => [
  ...Array.from({ length: 60 }, (_, at) => posts(code, `stays${at}`, 0, 13)), ...Array.from({ length: leavers }, (_, at) => posts(code, `leaves${at}`, 0, at % 12 + 1)), ...Array.from({ length: joiners }, (_, at) => posts(code, `joins${at}`, at + 1, 13)),
].flat()
const stays = (code: string, count: number): Row[] => Array.from({ length: count }, (_, at) => posts(code, `kept${at}`, 0, 13)).flat()
const map = {
  area: [handArea('records', 'nation', 'N', 'Made-up nation', last), handArea('records', 'ics', 'A', 'North', last)],
  organisation: ['T1', 'T2', 'T3'].map((code) => handOrganisation('records', code, 'trust', last)),
  relation: [handRelation('records', ['ics', 'A'], ['nation', 'N'], last), ...['T1', 'T2', 'T3'].map((code) => handRelation('records', ['organisation', code], ['ics', 'A'], last))],
}
const first = handFile('records', ['2024-09-30', last], { staff: [...staffOf('T1', 12, 12), ...staffOf('T2', 12, 0), ...staffOf('T3', 24, 0)], ...map })
/** The same year as T1 put it right: six of the twelve had not left. */
const revised = { ...handFile('records', ['2024-09-30', last], { staff: [...staffOf('T1', 6, 12), ...stays('T1', 6), ...staffOf('T2', 12, 0), ...staffOf('T3', 24, 0)], ...map }), sha256: 'b'.repeat(64) }

const folder = mkdtempSync(join(tmpdir(), 'cadre-rates-'))
let house: House
const publish = async (file: typeof first, at: string) => given(await publishFiles(house, localViewer, [file], at))
beforeAll(async () => {
  house = given(await openHouse(folder))
  await publish(first, '2025-10-01T00:00:00Z')
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

function given<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
  return answer
}
const ask = async (request: Partial<RatesRequest>): Promise<RatesAnswer> => given(await answerRates(house, localViewer, { area: 'T1', profession: 'Midwife', rate: 'leaving', ...request }))

describe('the rates a projection stands on', () => {
  test('are of people followed between month-ends, and the projection says so', async () => {
    const { answer } = given(await answerProjection(house, localViewer, ProjectionRequest.parse({ area: 'T1', profession: 'Midwife', years: 2, draws: 20 })))
    expect(answer.manifest.basis).toEqual({ leave: 'pairs', join: 'pairs' })
    expect(answer.assumptions.find(({ id }) => id === 'leave')).toMatchObject({ basis: 'pairs', years: 'year to 2025-09-30', source: 'records', grade: 'A' })
    const { rates } = await ask({})
    expect(rates.find(({ id }) => id === 'leaving')).toMatchObject({ used: true, value: answer.assumptions.find(({ id }) => id === 'leave')!.value, basis: 'pairs', distribution: 'logit-normal' })
    expect(rates.find(({ id }) => id === 'participation')!.value).toBeCloseTo(0.8, 12)
  })

  test('stand beside every place of the level, as counted and with limits of chance', async () => {
    const { peers, peersMean, byAge } = await ask({})
    // T1: 60 × 12 + (1 + … + 12) + (11 + … + 0) = 864 person-months; T2 798; T3 720 + 2 × 78 = 876. Leavers 12, 12, 24.
    expect(peers.map(({ area, here, events, exposure }) => ({ area, here, events, exposure }))).toEqual([
      { area: 'T3', here: false, events: 24, exposure: 73 }, { area: 'T1', here: true, events: 12, exposure: 72 }, { area: 'T2', here: false, events: 12, exposure: 66.5 }])
    expect(peers.map(({ value }) => value)).toEqual([24 / 73, 12 / 72, 12 / 66.5])
    expect(peersMean).toBeCloseTo(48 / 211.5, 12)
    // √(48 ÷ 211.5 × 72 + .375) = 4.08826; less .98 and squared, less .375, ÷ 72 = .12897.
    expect(peers[1]!.low95).toBeCloseTo(0.12897, 4)
    expect(peers[1]!.beyond).toBe('inside')
    expect(byAge).toMatchObject([{ ages: '40 to 44', events: 12, exposure: 72 }])
  })

  test('are shown by year; joiners from outside beside them', async () => {
    expect((await ask({ rate: 'joining' })).history).toEqual([{ from: '2024-09-30', to: last, value: 12 / 72, events: 12, exposure: 72, basis: 'pairs', used: true, why: null }])
    expect((await ask({ rate: 'growth' })).history).toMatchObject([{ value: 0, basis: 'year-ends' }])
  })

  test('come as csv with one line for each parameter, age, peer and year', async () => {
    const lines = writeRatesCsv(await ask({})).text.trim().split('\r\n')
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual([...Array(8).fill('parameter'), 'age', 'peer', 'peer', 'peer', 'year'])
  })

  test('are refused where nothing shows them, and say when there is nothing to compare with', async () => {
    expect((await ask({ area: 'N' })).peersWhy).toContain('No other nation')
    expect(await answerRates(house, localViewer, { area: 'T1', profession: 'Surgeon of dragons', rate: 'leaving' })).toMatchObject({ refused: true })
  })
})

test('histories of all organisations read at once are those read one by one, to the last byte', async () => {
  const areas = ['organisation:T1', 'organisation:T2', 'organisation:T3', 'ics:A']
  const [ahead, alone] = [{ ...house }, { ...house }]
  await readHistoriesAhead(ahead, localViewer, areas)
  const read = async (from: House) => JSON.stringify(await Promise.all(areas.map((area) => readHistories(from, localViewer, area, null))))
  expect(await read(ahead)).toBe(await read(alone))
  expect((await read(ahead)).length).toBeGreaterThan(5000)
})

describe('what moved since the data before', () => {
  test('nothing can be said of the first data', async () => {
    expect(await answerRatesMoved(house, localViewer, { area: 'T1' })).toMatchObject({ refused: true, code: 'no-earlier-snapshot' })
  })

  test('a revised year moves leaving, growth and stock; each with why and what it does to the plan', async () => {
    const before = (await ask({})).rates.find(({ id }) => id === 'leaving')!.value
    await publish(revised, '2025-11-01T00:00:00Z')
    const answer = given(await answerRatesMoved(house, localViewer, { area: 'T1' }))
    const leaving = answer.rows.find(({ profession, rate }) => profession === 'Midwife' && rate === 'leaving')!
    expect(leaving.before!.value).toBe(before)
    expect(leaving.after!.value).toBeLessThan(before)
    expect(leaving.why).toContain('Figures of the same years were added, revised or withdrawn')
    // 72 people of .8 before, 78 now.
    const stock = answer.rows.find(({ profession, rate }) => profession === 'Midwife' && rate === 'stock')!
    expect(stock.before!.value).toBeCloseTo(57.6, 9)
    expect(stock.after!.value).toBeCloseTo(62.4, 9)
    expect(stock.effect!).toBeGreaterThan(0)
    expect(answer.rows.map(({ effect }) => Math.abs(effect ?? 0))).toEqual(answer.rows.map(({ effect }) => Math.abs(effect ?? 0)).toSorted((a, b) => b - a))
    expect(answer.data).toContain('1 file replaced')
    expect(RatesMoved.parse(answer)).toEqual(answer)
    expect(writeRatesMovedCsv(answer).text.trim().split('\r\n')).toHaveLength(answer.rows.length + 1)
  })

  test('an area nobody had looked at before is learnt from the earlier snapshot now, and kept', async () => {
    const answer = given(await answerRatesMoved(house, localViewer, { area: 'T2' }))
    // Its own figures are as they were: only what T1 lends it moved, which is leaving and growth.
    expect(new Set(answer.rows.map(({ rate }) => rate))).toEqual(new Set(['leaving', 'growth']))
    expect(await house.calibrations.list(localViewer, answer.before.snapshot, 'organisation:T2')).toHaveLength(1)
  })
})
