import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { localViewer } from '../../src/access/viewer.ts'
import { answerProjection } from '../../src/api/projection.ts'
import { ProjectionRequest } from '../../src/contract/projection.ts'
import type { Row } from '../../src/dataset/table.ts'
import { catalogueEntry } from '../../src/demo/catalogue.ts'
import type { DemoFile } from '../../src/demo/demo-file.ts'
import { demonstrationFiles, usualSeed } from '../../src/demo/demonstration.ts'
import type { CataloguedFile, House, StagedPart } from '../../src/store/house.ts'
import { readFlowPairs } from '../../src/store/flow-pairs.ts'
import { openHouse } from '../../src/store/open.ts'
import { fileIdOf } from '../../src/store/snapshot-id.ts'
import { isRefusal, sayRefusal } from '../../src/units/refusal.ts'
import { livedMonths } from './lived-months.ts'

const directory = mkdtempSync(join(tmpdir(), 'cadre-demo-'))
const files = new Map<string, { file: DemoFile; parts: readonly StagedPart[] }>()
let house: House
let snapshot: string

beforeAll(async () => {
  const opened = await openHouse(directory)
  if (isRefusal(opened)) throw new Error(opened.found)
  house = opened
  const started = performance.now()
  const held: CataloguedFile[] = []
  for (const file of demonstrationFiles(usualSeed)) held.push(await stage(file))
  const published = await house.catalogue.publish(localViewer, held, 'demonstration')
  if (isRefusal(published)) throw new Error(published.found)
  snapshot = published.snapshot
  console.log(`demonstration data: made, staged and published in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}, 300_000)

afterAll(async () => {
  await house?.close()
  rmSync(directory, { recursive: true, force: true })
})

describe('the demonstration data in a data folder', () => {
  test('every file holds the rows and sums it says it holds', async () => {
    for (const { file, parts } of files.values()) expect(parts.reduce((sum, part) => sum + part.rows, 0), file.name).toBe(file.rows)
    const { file } = files.get('demonstration-staff')!
    expect(Number((await only('select sum(fte) as value from staff')).value)).toBeCloseTo(file.sums.fte!, 2)
    expect(house.mode).toBe('demonstration')
  })

  test('there are 25 month-ends, each one part of at least 120,000 records', async () => {
    const months = await select('select period_to, count(*)::integer as rows from staff group by 1 order by 1')
    expect(months).toHaveLength(25)
    for (const month of months) expect(Number(month.rows)).toBeGreaterThanOrEqual(120_000)
    expect(files.get('demonstration-staff')!.parts).toHaveLength(25)
  })

  test('ages, FTE and start dates are inside what the table declares', async () => {
    const found = await only(`select count(*) filter (age < 16 or age > 99)::integer as ages, count(*) filter (fte <= 0 or fte > 1.5)::integer as hours,
      count(*) filter (start_in_post > period_to)::integer as starts, count(*) filter (at_code not in (select code from organisation))::integer as places from staff`)
    expect(found).toEqual({ ages: 0, hours: 0, starts: 0, places: 0 })
  })

  test('pairs for calibration count who left as the recipe lived it, by profession, age and year', async () => {
    const lived = new Map<string, { months: number; left: number }>()
    livedMonths(usualSeed, ({ profession, ageFrom, year, left }) => {
      const cell = lived.get(`${profession}|${ageFrom}|${year}`) ?? { months: 0, left: 0 }
      lived.set(`${profession}|${ageFrom}|${year}`, { months: cell.months + 1, left: cell.left + Number(left) })
    })
    const found = await readFlowPairs(house, localViewer, { area: null, level: 'nation', map: null })
    if (isRefusal(found)) throw new Error(found.code)
    const counted = new Map(found.cells.filter(({ exposure }) => exposure > 0).map(({ profession, ageFrom, year, exposure, leavers }) => [`${profession}|${ageFrom}|${year}`, { months: exposure, left: leavers }]))
    expect([...counted].sort()).toEqual([...lived].sort())
  })

  test('an assignment is once in a month and a person never above 1.5 FTE', async () => {
    expect((await only('select count(*)::integer as value from (select 1 from staff group by period_to, assignment having count(*) > 1)')).value).toBe(0)
    expect((await only('select count(*)::integer as value from (select 1 from staff group by period_to, person having sum(fte) > 1.5001)')).value).toBe(0)
  })

  test('between 5 and 12 per cent of funded posts are vacant in every month, and between 2 and 18 per cent in every system', async () => {
    const months = await select(vacancyBy('period_to'))
    expect(months).toHaveLength(25)
    for (const { key, rate } of months) expect(Number(rate), String(key)).toSatisfy((value: number) => value > 0.05 && value < 0.12)
    const systems = await select(vacancyBy('ics'))
    expect(systems).toHaveLength(42)
    for (const { key, rate } of systems) expect(Number(rate), String(key)).toSatisfy((value: number) => value > 0.02 && value < 0.18)
  })

  test('records and yearly counts of the same day agree for every staff group', async () => {
    const compared = await select(`with records as (select period_to, staff_group, count(distinct person) as heads, sum(fte) as fte from staff group by all)
      select r.period_to, r.staff_group, r.heads::integer as heads, c.headcount, r.fte, c.fte as counted from records r join staff_count c using (period_to, staff_group) where c.at_code = 'DEMO'`)
    expect(compared).toHaveLength(3 * 21)
    for (const row of compared) {
      expect(row.headcount, String(row.staff_group)).toBe(row.heads)
      expect(Number(row.counted)).toBeCloseTo(Number(row.fte), 4)
    }
  })

  test('staff per resident differ between systems, by less than threefold', async () => {
    const found = await only(`with systems as (${systemOfEmployer}), staffed as (select ics, sum(fte) as fte from staff join systems using (at_code) where period_to = '2025-09-30' group by 1),
      residents as (select at_code as ics, sum(people) as people from population where period_to = '2025-06-30' group by 1)
      select count(*)::integer as systems, max(fte / people) / min(fte / people) as spread from staffed join residents using (ics)`)
    expect(found.systems).toBe(42)
    expect(Number(found.spread)).toBeGreaterThan(1.2)
    expect(Number(found.spread)).toBeLessThan(3)
  })

  test('staging the same seed again gives the same bytes', async () => {
    const again = demonstrationFiles(usualSeed).filter((file) => ['demonstration-establishment', 'demonstration-population', 'demonstration-history'].includes(file.source))
    for (const file of again) {
      const before = files.get(file.source)!.parts.map((part) => part.hash)
      expect((await stage(file)).parts.map((part) => part.hash), file.name).toEqual(before)
    }
  }, 120_000)
})

/** Keep the rows of a file in the lake, as makeDemonstration does, without publishing. */
async function stage(file: DemoFile): Promise<CataloguedFile> {
  const sha256 = createHash('sha256').update(file.recipe).digest('hex')
  const id = fileIdOf(file.source, sha256)
  const as = { source: file.source, fileId: id, period: file.periodTo }
  const parts: StagedPart[] = []
  if (file.stage.kind === 'rows') {
    for (const [table, rows] of file.stage.into) parts.push(await house.lake.stageRows(localViewer, table, as, rows))
  } else {
    parts.push(...await house.lake.stageStatement(localViewer, file.table, { ...as, byPeriod: file.stage.byPeriod, prepare: file.stage.prepare }, file.stage.statement))
  }
  files.set(file.source, { file, parts })
  return { ...catalogueEntry(file), id, sha256, bytes: 0, parts, importedAt: '2025-11-01T00:00:00.000Z' }
}

/** Vacancy rate over all months by month or by system; systems as they are since the merger of two. */
/** Employers belong to places, and places to care systems: as the map stands since the systems merged. */
const systemOfEmployer = `select employer.child_code as at_code, place.parent_code as ics from relation employer join relation place on place.child_level = 'place' and place.child_code = employer.parent_code and place.parent_level = 'ics'
  where employer.parent_level = 'place' and place.valid_to is null and (employer.valid_to is null or employer.valid_to > '2023-03-31')`

function vacancyBy(key: 'period_to' | 'ics'): string {
  return `with systems as (${systemOfEmployer}),
    funded as (select ${key} as key, sum(funded_fte) as fte from establishment join systems using (at_code) group by 1),
    in_post as (select ${key} as key, sum(fte) as fte from staff join systems using (at_code) group by 1)
    select key, 1 - in_post.fte / funded.fte as rate from funded join in_post using (key)`
}

function select(sql: string): Promise<Row[]> {
  return house.lake.select(localViewer, snapshot, sql)
}

async function only(sql: string): Promise<Row> {
  const [row] = await select(sql)
  if (!row) throw new Error('the query has no row')
  return row
}

// Programmes and methods of the examples, on the nation they are written for.
test.each([
  { path: 'examples/cardiovascular-demand.yaml', profession: 'Consultant, cardiology', methods: ['ratio', 'ratio'] },
  { path: 'examples/cardiovascular-demand.yaml', profession: 'Community and district nurse', methods: ['ratio', 'ratio'] },
  { path: 'examples/demand.yaml', profession: 'Paramedic', methods: ['activity'] },
  { path: 'examples/demand.yaml', profession: 'Midwife', methods: ['posts'] },
  { path: 'examples/demand.yaml', profession: 'Nursing associate', methods: ['posts'] },
  { path: 'examples/demand.yaml', profession: 'Operating department practitioner', methods: ['wisn'] },
  { path: 'examples/demand.yaml', profession: 'Healthcare support worker', methods: ['roster'] },
])('$path reckons what is required of $profession', async ({ path, profession, methods }) => {
  const demand = JSON.stringify(parse(readFileSync(path, 'utf8')))
  const done = await answerProjection(house, localViewer, ProjectionRequest.parse({ profession, years: 10, draws: 20, demand }))
  if (isRefusal(done)) throw new Error(sayRefusal(done))
  const { answer: { demand: said, rows } } = done
  expect(said!.needs.map(({ method }) => method)).toEqual(methods)
  const sum = (year: number): number => said!.needs.reduce((total, { required }) => total + required[year]!, 0) + said!.moved.reduce((total, { moved }) => total + moved[year]!, 0)
  expect(rows[0]!.demandZeroProductivity.p50).toBeCloseTo(sum(0), 6)
  expect(sum(10)).toBeGreaterThan(0)
}, 120_000)

test('people on registers are prevalence × residents, system by system', async () => {
  const base = { of: 'prevalence', indicators: ['Stroke', 'Atrial fibrillation'] }
  const demand = JSON.stringify({ version: 1, requirements: [{ profession: 'Paramedic', needs: [{ method: 'ratio', base, standard: { fte: 1, per: 1 }, source: 'test' }] }] })
  const done = await answerProjection(house, localViewer, ProjectionRequest.parse({ profession: 'Paramedic', years: 1, draws: 20, demand }))
  if (isRefusal(done)) throw new Error(sayRefusal(done))
  const [{ people }] = await house.lake.select(localViewer, snapshot, `
    WITH residents AS (SELECT at_code, sum(people) AS people FROM population WHERE year(period_to) = 2025 GROUP BY at_code)
    SELECT sum(people * amount / 100) AS people FROM prevalence JOIN residents USING (at_code)
    WHERE year(period_to) = 2024 AND (indicator LIKE 'Stroke%' OR indicator LIKE 'Atrial%')`) as [Row]
  expect(done.answer.demand!.needs[0]!.required[0]).toBeCloseTo(Number(people), 4)
}, 120_000)
