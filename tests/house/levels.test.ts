import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { answerCoverage } from '../../src/api/coverage.ts'
import { answerEstablishment } from '../../src/api/establishment.ts'
import { answerFlows } from '../../src/api/flows.ts'
import { answerGapMatrix } from '../../src/api/gap-matrix.ts'
import { answerHistory } from '../../src/api/history.ts'
import { importFiles } from '../../src/api/import.ts'
import { answerQuality } from '../../src/api/quality.ts'
import { answerScores } from '../../src/api/quality/quality-scores.ts'
import { EstablishmentRequest } from '../../src/contract/establishment.ts'
import { FlowsRequest } from '../../src/contract/flows.ts'
import { csvOfLocal, csvOfMap, localReturns, mappingOf, plantIn, type LocalFile, type LocalTrust } from '../../src/demo/local-returns.ts'
import { readMapping } from '../../src/ingest/mapping.ts'
import { answerCube } from '../../src/store/cube.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal, type Refusal } from '../../src/units/refusal.ts'

const [before, now] = ['2025-08-31', '2025-09-30']
const made = localReturns(1, { people: 15, monthEnds: [before, now] })
/** One cell in a row of every trust is wrong: nobody is of that sex. */
const files = made.trusts.reduce((all, { code }) => plantIn(all, { trust: code, table: 'staff', periodTo: now }, 3, { sex: 'Q' }).files, made.files.filter(({ table, periodTo }) => table === 'staff' || periodTo === now))

/** Two systems of one region became one on 1 April 2026. */
const merged = firstPairOfARegion()
const successor = { level: 'ics', code: 'DM-MRG', name: 'Merged system', region: merged.region }
function firstPairOfARegion(): { region: string; systems: readonly string[] } {
  for (const [region, trusts] of Map.groupBy(made.trusts, (trust) => trust.region)) {
    const systems = [...new Set(trusts.map(({ ics }) => ics))]
    if (systems.length > 1) return { region, systems: systems.slice(0, 2) }
  }
  throw new Error('no region of the made-up map has two systems')
}
const map = [...made.map, { ...made.map.find(({ level }) => level === 'ics')!, code: successor.code, name: successor.name, parent_code: successor.region, valid_from: '2026-04-01' }]
const successions = ['level,from_code,from_name,to_code,on_date,share', ...merged.systems.map((code) => `ics,${code},,${successor.code},2026-04-01,`)].join('\n')
const networks = ['network_code,network_name,member_level,member_code,share,valid_from,valid_to', ...made.trusts.map(({ code, network }) => `${network},${network},organisation,${code},,,`)].join('\n')

const maps = ['2024-04-30', '2026-04-01'] as const
type MapDate = (typeof maps)[number]
const levels: Readonly<Record<string, (trust: LocalTrust, on: MapDate) => string>> = {
  organisation: ({ code }) => code, place: ({ place }) => place, ics: ({ ics }, on) => (on === maps[1] && merged.systems.includes(ics) ? successor.code : ics),
  region: ({ region }) => region, nation: () => made.map[0]!['code']!, network: ({ network }) => network,
}
const cases = maps.flatMap((on) => Object.keys(levels).map((level) => ({ level, on })))
const groupsOf = (level: string, on: MapDate) => Map.groupBy(made.trusts, (trust) => levels[level]!(trust, on))
/** Of a level with many areas the first four are asked where an answer takes long. */
const some = (level: string, on: MapDate) => [...groupsOf(level, on)].slice(0, 4)

/** Sum of a column of the files of some trusts, as they were sent. */
const sent = (trusts: readonly LocalTrust[], table: LocalFile['table'], column: string, periodTo: string): number =>
  files.filter((file) => file.table === table && file.periodTo === periodTo && trusts.some(({ code }) => code === file.trust)).flatMap(({ rows }) => rows).reduce((sum, row) => sum + Number(row[column]), 0)
const about = (value: number) => expect.closeTo(value, 6) as number

const folder = mkdtempSync(join(tmpdir(), 'cadre-levels-'))
let house: House
const accepted = <T>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
  return answer
}
const send = async (coming: readonly { name: string; text: string }[], mapping: object | null) => {
  const done = accepted(await importFiles(house, localViewer, coming.map(({ name, text }) => ({ path: name, read: async () => new TextEncoder().encode(text) })), { as: null, dryRun: false, now: '2025-10-20T09:00:00Z', mapping: mapping === null ? null : accepted(readMapping(mapping, 'a mapping')) }))
  return done.files.map(({ outcome, refused }) => refused?.message ?? outcome)
}
const outcomes: string[] = []

beforeAll(async () => {
  house = accepted(await openHouse(join(folder, 'data')))
  outcomes.push(...await send([{ name: 'map.csv', text: csvOfMap(map) }, { name: 'networks.csv', text: networks }, { name: 'successions.csv', text: successions }], null))
  for (const own of Map.groupBy(files, ({ style, table }) => `${style} ${table}`).values()) outcomes.push(...await send(own.map((file) => ({ name: `${file.trust}-${file.table}-${file.periodTo}.csv`, text: csvOfLocal(file) })), mappingOf(own[0]!.style, own[0]!)))
}, 300_000)
afterAll(async () => {
  await house?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('every file of the made-up trusts loads, in each of three kinds of heading, with the mapping beside it', () => {
  expect([new Set(outcomes), outcomes.length]).toEqual([new Set(['loaded']), 3 + 100])
})

describe.each(cases)('at the level of $level, on the map of $on', ({ level, on }) => {
  const where = (code: string) => ({ area: level === 'place' ? `sub-icb:${code}` : code, map: on })

  test('query adds up to what was sent, area by area', async () => {
    const answer = accepted(await answerCube(house, localViewer, { measure: 'fte', by: [level as 'ics'], where: {}, at: now, from: null, to: null, map: on }))
    const found = new Map(answer.rows.map((row) => [String(row[level]), row.value]))
    expect(found).toEqual(new Map([...groupsOf(level, on)].map(([code, trusts]) => [code, about(sent(trusts, 'staff', 'fte', now))])))
    expect(answer.totals[0]?.value ?? answer.rows[0]?.value).toBeCloseTo(sent(made.trusts, 'staff', 'fte', now), 6)
  })

  test('coverage sees the same FTE, and the months held are of the same organisations', async () => {
    for (const [code, trusts] of some(level, on)) {
      const [coverage, matrix] = [accepted(await answerCoverage(house, localViewer, where(code))), accepted(await answerGapMatrix(house, localViewer, { ...where(code), months: 2, most: 500 }))]
      expect([code, coverage.seen]).toEqual([code, about(sent(trusts, 'staff', 'fte', now))])
      expect([code, new Set(matrix.rows.map(({ organisation }) => organisation.code))]).toEqual([code, new Set(trusts.map((trust) => trust.code))])
    }
  })

  test('quality finds the fault of every trust inside and of no other, and scores them', async () => {
    for (const [code, trusts] of some(level, on)) {
      const [ranked, scores] = [accepted(await answerQuality(house, localViewer, { ...where(code), top: 500, years: 5 }, '2025-10-20')), accepted(await answerScores(house, localViewer, where(code).area, on))]
      const faults = ranked.findings.filter(({ rule }) => rule === 'unknown-sex')
      expect([code, faults.map(({ organisation, row }) => `${organisation?.code} row ${row}`).toSorted()]).toEqual([code, trusts.map((trust) => `${trust.code} row 5`).toSorted()])
      expect([code, scores.organisations.map(({ organisation }) => organisation.code).toSorted()]).toEqual([code, trusts.map((trust) => trust.code).toSorted()])
    }
  })

  test('flows begin and end with what was sent, and nothing is left over', async () => {
    for (const [code, trusts] of some(level, on)) {
      const { account } = accepted(await answerFlows(house, localViewer, FlowsRequest.parse({ ...where(code), from: before, to: now })))
      expect([code, account?.opening.fte, account?.closing.fte]).toEqual([code, about(sent(trusts, 'staff', 'fte', before)), about(sent(trusts, 'staff', 'fte', now))])
      expect(account!.opening.heads + account!.joiners.heads - account!.leavers.heads + account!.coverage.heads).toBe(account!.closing.heads)
    }
  })

  test('the ledger is held against the staff of the same organisations', async () => {
    for (const [code, trusts] of some(level, on)) {
      const { total, coverage } = accepted(await answerEstablishment(house, localViewer, EstablishmentRequest.parse({ ...where(code), at: now })))
      expect([code, total.funded, total.inPost, coverage.organisations]).toEqual([code, about(sent(trusts, 'establishment', 'funded_fte', now)), about(sent(trusts, 'staff', 'fte', now)), trusts.length])
    }
  })
})

const seenIn = async (area: string, on: MapDate) => accepted(await answerCoverage(house, localViewer, { area, map: on })).seen!

test('the merged system is the sum of the two, and a region with them is as it was', async () => {
  const [one = '', other = ''] = merged.systems
  expect(await seenIn(successor.code, maps[1])).toBeCloseTo(await seenIn(one, maps[0]) + await seenIn(other, maps[0]), 6)
  expect(await seenIn(merged.region, maps[1])).toBeCloseTo(await seenIn(merged.region, maps[0]), 6)
})

test('a system that ended is not on the map of 2026, and a refusal says what it became', async () => {
  expect(await answerQuality(house, localViewer, { area: merged.systems[0]!, map: maps[1], top: 10, years: 5 }, '2025-10-20')).toMatchObject({ code: 'unknown-area', need: expect.stringContaining(successor.code) as string })
})

test('the history of the dataset is told for every level: who is inside an area has changes of its own', async () => {
  const whole = (await answerHistory(house, localViewer, null)).changes.length
  for (const { level, on } of cases.filter((one) => one.on === maps[1])) for (const [code, trusts] of some(level, on)) {
    const own = (await answerHistory(house, localViewer, code)).changes
    expect([code, own.length > 0 && own.length <= whole && trusts.every((trust) => own.some(({ organisations }) => organisations.includes(trust.code)))]).toEqual([code, true])
  }
})
