import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keepFolder } from '../../src/api/folder.ts'
import { buildServer } from '../../src/api/server.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { signedIn, tokenFor } from '../access/sign-in.ts'
import { freshFolder, runCadre, runInside, type Ran } from '../house/run-cadre.ts'

const real = fileURLToPath(new URL('../../../shared/real/', import.meta.url))
const page = readFileSync(new URL('../../docs/method/accuracy.md', import.meta.url), 'utf8')

/** The loop as a person runs it, on the published files; each expected figure is a cell of a file or of a committed page. */
describe.skipIf(!existsSync(real))('the loop on the published files, by command (skipped where ../shared/real is absent)', () => {
  const { folder, remove } = freshFolder()
  /** Inside this process; the import and one of two like projections are run as a person does, in one of their own. */
  const cadre = (...args: string[]): Promise<Ran> => runInside(['--data', join(folder, 'data'), ...args])
  const apart = (...args: string[]): Promise<Ran> => runCadre(['--data', join(folder, 'data'), ...args])
  const projected = ['project', '--area', 'England', '--profession', 'Nurses & health visitors', '--years', '15', '--draws', '200', '--seed', '1', '--json']
  let first: Ran

  beforeAll(async () => { first = await apart('import', real, '--json') })
  afterAll(remove)

  test('one import takes the whole folder: every row accounted for, only the old workbook refused', () => {
    const { files } = JSON.parse(first.out) as { files: { path: string; rows: Record<string, number>; refused: { code: string } | null }[] }
    expect(first.code).toBe(3)
    for (const { path, rows } of files) expect(rows['read'], path).toBe(rows['loaded']! + rows['quarantined']! + rows['duplicate']!)
    const refused = files.filter((file) => file.refused && !['listing-not-data', 'document-not-data'].includes(file.refused.code))
    expect(refused.map((file) => file.refused!.code)).toEqual(['legacy-xls'])
    expect(files.length - refused.length).toBeGreaterThanOrEqual(44)
  })

  test('importing again changes nothing and says so', async () => {
    const again = await cadre('import', join(real, 'turnover'), join(real, 'sickness_absence'))
    expect(again.out + again.err).toMatch(/nothing changed/i)
    expect(again.code).toBe(0)
  })

  test('nurses and health visitors in England on 30 September 2025 are the file’s own figure', async () => {
    const { rows } = JSON.parse((await cadre('query', '--measure', 'fte', '--by', 'staff_group', '--at', '2025-09-30', '--where', 'area=England', '--json')).out) as { rows: { staff_group: string; value: number }[] }
    expect(rows.find((row) => row.staff_group === 'Nurses & health visitors')?.value).toBeCloseTo(369758.94316, 5)
  })

  test('days available by ICS add up to the national figure', async () => {
    const { rows, totals } = JSON.parse((await cadre('query', '--measure', 'fte_days_available', '--by', 'ics', '--at', '2025-03-31', '--json')).out) as { rows: { value: number }[]; totals: { value: number }[] }
    // Sum of the column FTE_DAYS_AVAILABLE of the March 2025 file, added up with another tool.
    expect(rows.reduce((sum, row) => sum + row.value, 0)).toBeCloseTo(46060195.07734, 3)
    expect(totals[0]?.value).toBeCloseTo(46060195.07734, 3)
  })

  test('the same projection twice is the same bytes', async () => {
    const [one, two] = [await apart(...projected), await cadre(...projected)]
    expect(one.code).toBe(0)
    expect(two.out).toBe(one.out)
    const { rows } = JSON.parse(one.out) as { rows: { supply: Record<string, number>; demand: Record<string, number>; gap: Record<string, number> }[] }
    expect(rows).toHaveLength(16)
    expect(rows[0]?.supply['p50']).toBeCloseTo(369758.94316, 3)
  })

  test('the page gets the numbers that the command prints', async () => {
    const printed = JSON.parse((await cadre(...projected)).out) as { manifest: object; rows: object[]; accuracy: object[] }
    const house = await openHouse(join(folder, 'data'))
    if (isRefusal(house)) throw new Error(house.found)
    const kept = keepFolder(house, openHouse)
    const server = signedIn(await buildServer({ folder: kept, pages: folder, log: () => undefined }), await tokenFor(house))
    const answer = await server.inject({ url: '/api/projection?area=E92000001&profession=Nurses%20%26%20health%20visitors&years=15&draws=200&seed=1', headers: { host: 'localhost:4180' } })
    const scored = await server.inject({ url: '/api/backtest', headers: { host: 'localhost:4180' } })
    await server.close()
    await kept.close()
    const scores = JSON.parse((await cadre('backtest', '--json')).out) as { overall: object[]; series: object[] }
    expect(scored.json<typeof scores>().overall).toEqual(scores.overall)
    expect(scored.json<typeof scores>().series).toEqual(scores.series)
    const shown = answer.json<{ manifest: object; rows: object[]; accuracy: object[] }>()
    expect(shown.rows).toEqual(printed.rows)
    expect(shown.manifest).toEqual(printed.manifest)
    expect(shown.accuracy).toEqual(printed.accuracy)
  })

  test('the back-test prints the scores of the committed accuracy page, for at least 20 groups and three baselines', async () => {
    const { series, overall } = JSON.parse((await cadre('backtest', '--json')).out) as { series: { horizons: { baselines: object }[] }[]; overall: { horizon: number; n: number; model: { crps: number }; baselines: Record<string, { crps: number }> }[] }
    expect(series.length).toBeGreaterThanOrEqual(20)
    for (const { horizons } of series) for (const { baselines } of horizons) expect(Object.keys(baselines)).toEqual(expect.arrayContaining(['last', 'drift', 'growth3']))
    for (const row of overall) {
      const [model, drift] = [crpsOnPage(row.horizon, '**projection**'), crpsOnPage(row.horizon, 'drift')]
      expect(100 * row.model.crps, `model, ${row.horizon} ahead`).toBeCloseTo(model, 1)
      expect(100 * row.baselines['drift']!.crps, `drift, ${row.horizon} ahead`).toBeCloseTo(drift, 1)
    }
  })
})

/** The CRPS column of the page’s first table, in per cent. */
function crpsOnPage(ahead: number, forecast: string): number {
  const lines = page.split('\n')
  const column = lines.find((each) => each.startsWith('| years ahead | n | forecast'))!.split(' | ').indexOf('CRPS')
  const line = lines.find((each) => each.startsWith(`| ${ahead} | `) && each.split(' | ')[2] === forecast)
  return Number(line?.split(' | ')[column]?.replace(' %', ''))
}
