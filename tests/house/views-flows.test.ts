import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer, type Viewer } from '../../src/access/viewer.ts'
import { answerFlows } from '../../src/api/flows.ts'
import { importFiles } from '../../src/api/import.ts'
import { answerProjection } from '../../src/api/projection.ts'
import { answerQuery, writeQueryCsv } from '../../src/api/query.ts'
import { ProjectionRequest } from '../../src/contract/projection.ts'
import type { QueryAnswer } from '../../src/contract/query.ts'
import { readMapping, type Mapping } from '../../src/ingest/mapping.ts'
import { csvOf, ledgerCells, staffCells, type Cells } from '../../src/quality/made-up-return.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal, type Refusal } from '../../src/units/refusal.ts'
import { absence } from '../access/made-up-region.ts'

/** Systems QZ1 and QZ2 are region Y61, QZ3 is region Y62; three trusts in each. */
const trusts = Array.from({ length: 9 }, (_, at) => ({ code: `ZX${at + 1}`, name: `Trust number ${at + 1}`, ics: `QZ${1 + Math.floor(at / 3)}`, region: at < 6 ? 'Y61' : 'Y62' }))

/**
 * Nine trusts of 40 people a year before, and who of them goes: 15 of QZ1, 18 of QZ2, 27 of QZ3. The first of ZX1 turns up at ZX7 and the first of ZX2 at ZX4, so both leave QZ1,
 * one of them leaves Y61, and the nation loses 15 + 18 + 27 − 2 = 58; Y61 loses 15 + 18 − 1 = 32, for ZX2 and ZX4 both lie in it.
 * Joiners: 4 at each trust of QZ1 and QZ2; ZX7 takes the one from ZX1 and nobody else joins QZ3. QZ1 12, QZ2 12 + 1 = 13, Y61 24, QZ3 1, the nation 24.
 * People: QZ1 120, then 117; QZ2 120, then 120 − 18 + 12 + 1 = 115; Y61 240, then 232; QZ3 and Y62 120, then 94; the nation 360, then 326.
 * Funded posts: 42 of each trust: 126 in a system, 252 in Y61, 378 in the nation.
 */
const gone = [5, 5, 5, 6, 6, 6, 9, 9, 9]
const [before, now] = ['2024-09-30', '2025-09-30']

function person(trust: number, row: number, date: string): Cells {
  const number = String(100_000 + trust * 1000 + row)
  return { ...staffCells(row), organisation: trusts[trust]!.code, period_to: date, person: number, assignment: `${number}-1`, fte: '1', contracted_hours: '37.5', age: String(40 - (date === before ? 1 : 0)) }
}

function staffOf(trust: number, date: string): Cells[] {
  const rows = Array.from({ length: 40 }, (_, row) => person(trust, row, date))
  if (date === before) return rows
  const joined = trust < 6 ? Array.from({ length: 4 }, (_, row) => person(trust, 100 + row, date)) : []
  const moved = trust === 6 ? [{ ...person(0, 0, date), organisation: 'ZX7' }] : trust === 3 ? [{ ...person(1, 0, date), organisation: 'ZX4' }] : []
  return [...rows.slice(gone[trust]), ...joined, ...moved]
}

const ledgerOf = (trust: number): Cells[] => [{ ...ledgerCells(0), organisation: trusts[trust]!.code, funded_fte: '42', budget: '1890000' }]

const folder = mkdtempSync(join(tmpdir(), 'cadre-views-of-flows-'))
let house: House

beforeAll(async () => {
  const opened = await openHouse(join(folder, 'data'))
  if (isRefusal(opened)) throw new Error(opened.found)
  house = opened
  // A number of a person is the same at every trust, so that a move is not a leaver and a joiner.
  const shared = readMapping({ source: 'staff-return', identifiers: 'shared', columns: Object.fromEntries(Object.keys(staffCells(0)).map((column) => [column, column])) }, 'shared numbers')
  if (isRefusal(shared)) throw new Error(shared.found)
  await load([{ name: 'absence.csv', text: absence(trusts) }, ...trusts.map((_, trust) => ({ name: `ledger-${trust}.csv`, text: csvOf(ledgerOf(trust)) }))], null)
  await load([before, now].flatMap((date) => trusts.map((_, trust) => ({ name: `staff-${trust}-${date}.csv`, text: csvOf(staffOf(trust, date)) }))), shared)
}, 60_000)
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

async function load(files: readonly { name: string; text: string }[], mapping: Mapping | null): Promise<void> {
  const imported = await importFiles(house, localViewer, files.map(({ name, text }) => ({ path: name, read: async () => new TextEncoder().encode(text) })), { as: null, dryRun: false, now: '2026-11-22T09:00:00.000Z', mapping })
  if (isRefusal(imported)) throw new Error(imported.found)
  expect(imported.files.flatMap(({ refused }) => refused ?? [])).toEqual([])
}

const of = (...places: readonly string[]): Viewer => ({ ...localViewer, id: places.join(' '), name: places.join(' '), reach: { kind: 'some', places: places.map((place) => ({ place, from: null, to: null })), programmes: [] } })
const ask = (viewer: Viewer, measure: string, by: string): Promise<QueryAnswer | Refusal> => answerQuery(house, viewer, { measure, by, where: [] })
const told = async (viewer: Viewer, measure: string, by: string): Promise<Record<string, number | string | null>> => {
  const answer = await ask(viewer, measure, by)
  if (isRefusal(answer)) throw new Error(`${answer.found} [${answer.code}]`)
  return Object.fromEntries(answer.rows.map((row) => [String(row[by] ?? 'all'), row.status === 'suppressed' ? 'suppressed' : row.value]))
}

describe('views of flows and posts', () => {
  test('round who left a place; who moved inside it has not left it', async () => {
    expect(await told(of(), 'leavers', '')).toEqual({ all: 60 })
    expect(await told(of(), 'leavers', 'region')).toEqual({ Y61: 30, Y62: 25 })
    expect(await told(of(), 'leavers', 'ics')).toEqual({ QZ1: 15, QZ2: 20, QZ3: 25 })
  })

  test('hide one joiner of a region', async () => {
    expect(await told(of(), 'joiners', 'region')).toMatchObject({ Y62: 'suppressed' })
  })

  test('take rates from the rounded parts', async () => {
    // People show as 120 and 115 in QZ1 and QZ2, 240 and 230 in Y61, 120 and 95 in Y62, 360 and 325 in the nation.
    expect(await told(of(), 'leaver_rate', '')).toEqual({ all: (60 / 342.5) * 100 })
    expect(await told(of(), 'leaver_rate', 'ics')).toEqual({ QZ1: (15 / 117.5) * 100, QZ2: (20 / 117.5) * 100, QZ3: (25 / 107.5) * 100 })
    expect(await told(of(), 'stability', 'region')).toEqual({ Y61: (210 / 240) * 100, Y62: (95 / 120) * 100 })
    expect(await told(of(), 'joiner_rate', 'region')).toMatchObject({ Y62: 'suppressed' })
  })

  test('hold rounded posts against rounded people', async () => {
    expect(await told(of(), 'establishment', 'region')).toEqual({ Y61: 250, Y62: 125 })
    expect(await told(of(), 'vacancy_rate', 'region')).toEqual({ Y61: (20 / 250) * 100, Y62: (30 / 125) * 100 })
    expect(await told(of(), 'vacancy_rate', '')).toEqual({ all: (55 / 380) * 100 })
  })

  test('name no organisation, file or exact number in words, notes and csv', async () => {
    for (const measure of ['leavers', 'leaver_rate', 'vacancy_rate']) {
      const answer = await ask(of(), measure, 'region')
      if (isRefusal(answer)) throw new Error(answer.found)
      expect(`${JSON.stringify(answer)} ${writeQueryCsv(answer).text}`).not.toMatch(/ZX\d|Trust number|\b(27|32|58|94|232|326|126|252|378)\b/)
      expect(answer.totals).toEqual([])
    }
  })

  test('refuse what is in no view: turnover, other bases of vacancies, two splits, posts by band', async () => {
    for (const [measure, by] of [['turnover', 'region'], ['vacancy_rate_working', 'region'], ['establishment', 'band'], ['leavers', 'organisation']] as const) expect(await ask(of(), measure, by)).toMatchObject({ code: 'outside-your-scope' })
  })

  test('stand beside exact figures of the own scope', async () => {
    expect(await told(of('ics:QZ3', 'region:Y62', 'organisation:ZX7', 'organisation:ZX8', 'organisation:ZX9'), 'leavers', 'ics')).toEqual({ QZ1: 15, QZ2: 20, QZ3: 27 })
  })
})

describe('several scopes that lie apart', () => {
  test('get no view in which they could work out a third, and the figures of their own all the same', async () => {
    // One person joined Y62, whom ZX7 knows of. Whoever reads ZX7 and ZX8, which is neither an organisation nor a system, is tried against the tables like everybody else.
    const two = of('organisation:ZX7', 'organisation:ZX8')
    expect(await told(two, 'leavers', 'ics')).toEqual({ QZ1: 15, QZ2: 20, QZ3: 25 })
    expect(await told(two, 'leavers', 'organisation')).toEqual({ ZX7: 9, ZX8: 9 })
  })
})

const elsewhere = async (viewer: Viewer, area: string) => {
  const answer = await answerFlows(house, viewer, { area, by: '', between: 'staff_group', step: 'whole', basis: 'employer' })
  if (isRefusal(answer)) throw new Error(answer.found)
  return answer
}

describe('where those who left are now, to a reader of one organisation', () => {
  test('is told in rounded numbers of people, or hidden; two small moves of a system are hidden together with the rest', async () => {
    // Of the 18 of QZ2 nobody is found anywhere: about 20 in no record. Of the 15 of QZ1 one is in Y62 and one in QZ2: both hidden, and 13 in no record are about 15.
    expect((await elsewhere(of('ics:QZ2', ...[4, 5, 6].map((n) => `organisation:ZX${n}`)), 'QZ2')).elsewhere?.lines.map(({ heads }) => heads)).toEqual([20, 0, 0])
    expect((await elsewhere(of('ics:QZ1', ...[1, 2, 3].map((n) => `organisation:ZX${n}`)), 'QZ1')).elsewhere?.lines.map(({ heads }) => heads)).toEqual([15, null, null])
  })

  test('is not told where all is small, names nobody, and is not said to whoever sees all', async () => {
    const found = await elsewhere(of('organisation:ZX1'), 'ZX1')
    expect(found.elsewhere?.lines.map(({ heads, status }) => [heads, status])).toEqual([[null, 'suppressed'], [null, 'suppressed'], [0, 'ok'], [0, 'ok']])
    expect(found.provenance.notes.join(' ')).toMatch(/not shown \(a small number, or fewer than three employers\) elsewhere in the nation/)
    expect(JSON.stringify(found.elsewhere)).not.toMatch(/ZX[2-9]/)
    expect((await elsewhere(localViewer, 'ZX1')).elsewhere).toBeUndefined()
  })
})

describe('a projection of records that are not yours', () => {
  test('starts from rounded parts, with the rates of rounded parts', async () => {
    const done = await answerProjection(house, of(), ProjectionRequest.parse({ area: 'QZ1', unit: 'headcount', years: 3, draws: 200 }))
    if (isRefusal(done)) throw new Error(`${done.found} [${done.code}]`)
    expect(done.answer.history.map(({ value }) => value)).toEqual([120, 115])
    expect(done.answer.assumptions.map(({ source }) => source).join(' ')).toContain('a view of staff records, rounded')
    expect(JSON.stringify(done)).not.toMatch(/ZX\d|Trust number/)
  })

  test('is refused where the view hides a part, and is exact for whoever may read them', async () => {
    // One person joined QZ3: hidden, so no joining is known.
    expect(await answerProjection(house, of(), ProjectionRequest.parse({ area: 'QZ3', unit: 'headcount' }))).toMatchObject({ code: 'group-without-history' })
    const own = await answerProjection(house, localViewer, ProjectionRequest.parse({ area: 'QZ1', unit: 'headcount', years: 3, draws: 200 }))
    if (isRefusal(own)) throw new Error(`${own.found} [${own.code}]`)
    expect(own.answer.history.map(({ value }) => value)).toEqual([120, 117])
    expect(JSON.stringify(own.answer.assumptions)).not.toContain('a view of staff records')
  })
})
