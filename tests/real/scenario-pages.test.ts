import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { localViewer } from '../../src/access/viewer.ts'
import { importFiles } from '../../src/api/import.ts'
import { answerScenario } from '../../src/api/scenario.ts'
import type { ScenarioAnswer } from '../../src/contract/scenario.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { formatNumber } from '../../src/units/format.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { freshFolder } from '../house/run-cadre.ts'

const turnover = new URL('../../../shared/real/turnover/turnover1_england_extract_2010_2025.csv', import.meta.url)
const page = (name: string): string => readFileSync(new URL(`../../docs/examples/${name}`, import.meta.url), 'utf8')

/** To the nearest hundred, as the page says it. */
const rounded = (value: number): string => formatNumber(Math.round(value / 100) * 100, 0)

describe.skipIf(!existsSync(turnover))('the pages about England say what the published files give (skipped without ../shared/real)', () => {
  const { folder, remove } = freshFolder()
  let house: House

  beforeAll(async () => {
    const opened = await openHouse(`${folder}/data`)
    if (isRefusal(opened)) throw new Error(opened.found)
    house = opened
    await importFiles(house, localViewer, [{ path: 'turnover1_england_extract_2010_2025.csv', read: async () => readFileSync(turnover) }], { as: null, dryRun: false, now: '2026-11-22T12:00:00.000Z' })
  }, 120_000)
  afterAll(async () => {
    await house?.close()
    remove()
  })

  const run = async (name: string): Promise<ScenarioAnswer> => {
    const given: unknown = parse(readFileSync(new URL(`../../examples/scenarios/${name}.yaml`, import.meta.url), 'utf8'))
    const done = await answerScenario(house, localViewer, given, { unit: 'fte', overrides: true }, { step: () => {}, stop: new AbortController().signal })
    if (done === null || isRefusal(done)) throw new Error(JSON.stringify(done))
    return done.answer
  }

  test('leaving as in the last year', async () => {
    const { p10, p50, p90 } = (await run('england-nurses-as-last-year')).rows.at(-1)!.difference.gap
    expect(page('england-nurses-retention.md')).toContain(`| ${formatNumber(p50, 0)} (${formatNumber(p10, 0)} to ${formatNumber(p90, 0)}) |`)
  }, 120_000)

  test('the plan of 2023, with its productivity and without', async () => {
    const { scenario, historyRepeats } = (await run('england-plan-2023')).rows.at(-1)!
    for (const { p10, p50, p90 } of [scenario.gap, scenario.gapZeroProductivity, historyRepeats!.gap]) expect(page('england-plan-2023.md')).toContain(`${rounded(p50)} (${rounded(p10)} to ${rounded(p90)})`)
  }, 120_000)
})
