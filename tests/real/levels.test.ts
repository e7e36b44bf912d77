import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { answerCoverage } from '../../src/api/coverage.ts'
import { answerGapMatrix } from '../../src/api/gap-matrix.ts'
import { answerHistory } from '../../src/api/history.ts'
import { importFiles } from '../../src/api/import.ts'
import { answerQuality } from '../../src/api/quality.ts'
import type { AreaMap } from '../../src/reference/area-map.ts'
import { answerCube, readMap } from '../../src/store/cube.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal, type Refusal } from '../../src/units/refusal.ts'

const real = fileURLToPath(new URL('../../../shared/real/', import.meta.url))
const maps = ['2024-04-30', '2026-04-01'] as const
type MapDate = (typeof maps)[number]
/** One area of each level that stands on both maps, and a network made up for this test. */
const asked = { organisation: 'RBV', place: 'sub-icb:92A', ics: 'QOP', region: 'Y62', nation: 'E92000001', network: 'TEST-K1' }
const networks = 'network_code,network_name,member_level,member_code,share,valid_from,valid_to\r\nTEST-K1,Test network one,ics,QOP,,,\r\nTEST-K1,Test network one,ics,QE1,,,\r\n'

/** Every noun at every level on two maps; sums of parts are worked out from the answers themselves and must agree with the whole. */
describe.skipIf(!existsSync(real))('the published files at six levels on two maps (skipped where ../shared/real is absent)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-real-levels-'))
  let house: House

  beforeAll(async () => {
    house = accepted(await openHouse(folder))
    const paths = readdirSync(real, { recursive: true, encoding: 'utf8' }).filter((path) => /^(sickness_absence|pcn|org_reference)\/.*\.csv$/.test(path)).toSorted()
    const files = paths.map((path) => ({ path, read: () => Promise.resolve(readFileSync(join(real, path))) }))
    accepted(await importFiles(house, localViewer, [...files, { path: 'networks.csv', read: () => Promise.resolve(Buffer.from(networks)) }], { as: null, dryRun: false, now: '2026-05-01T00:00:00Z' }))
  })
  afterAll(async () => {
    await house?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const expectedIn = async (area: string, map: MapDate) => accepted(await answerCoverage(house, localViewer, { area, map })).sectors.find(({ sector }) => sector === 'Hospital and community')?.expected ?? 0

  test.each(maps.flatMap((map) => Object.entries(asked).map(([level, area]) => ({ level, area, map }))))('query, coverage, months held, quality and history answer for $area ($level) on the map of $map', async ({ level, area, map }) => {
    const coverage = accepted(await answerCoverage(house, localViewer, { area, map }))
    const matrix = accepted(await answerGapMatrix(house, localViewer, { area, map, months: 12, most: 5000 }))
    const ranked = accepted(await answerQuality(house, localViewer, { area, map, top: 10, years: 5 }, '2026-05-01'))
    expect(coverage.summary).toContain(coverage.area.name)
    expect([coverage.area, matrix.area, ranked.area].map((one) => `${one.level} ${one.code}`)).toEqual(Array.from({ length: 3 }, () => `${coverage.area.level} ${coverage.area.code}`))
    expect([ranked.snapshot, matrix.snapshot]).toEqual([coverage.snapshot, coverage.snapshot])
    expect(ranked.findings.length + ranked.others.count > 0 || /Nothing was found wrong/.test(ranked.summary)).toBe(true)
    expect((await answerHistory(house, localViewer, null)).changes[0]?.to).toBe(coverage.snapshot)
    // Trusts belong to systems, networks of practices to places: a place holds no trust of its own.
    const source = level === 'place' ? { where: { area, source: 'pcn-staff' }, at: '2022-09-30' } : { where: { area, source: 'sickness' }, at: '2025-03-31' }
    expect(accepted(await answerCube(house, localViewer, { measure: 'fte', by: [], from: null, to: null, map, ...source })).rows[0]?.value).toBeGreaterThan(0)
  })

  test.each(maps)('the workforce expected of systems adds up to that of regions on the map of %s', async (on) => {
    const map = await readMap(house, localViewer, on)
    for (const region of codesAt(map, 'region').slice(0, 3)) {
      const systems = (map.children.get(`region:${region}`) ?? []).filter((key) => key.startsWith('ics:'))
      const parts = await Promise.all(systems.map((key) => expectedIn(key, on)))
      // A trust that several systems share is whole in each of them.
      expect(parts.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(await expectedIn(`region:${region}`, on) * 0.999)
    }
  })

  test('a board formed of two whole boards is expected to have the staff of both', async () => {
    const [before, after] = [await expectedIn('QMJ', maps[0]) + await expectedIn('QRV', maps[0]), await expectedIn('Z9B2Z', maps[1])]
    expect(after).toBeCloseTo(before, 3)
  })
})

function accepted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
  return answer
}

function codesAt(map: AreaMap, level: string): string[] {
  return [...map.nodes.values()].filter((node) => node.level === level).map(({ code }) => code)
}
