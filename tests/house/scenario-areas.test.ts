import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { answerQuery } from '../../src/api/query.ts'

import { readScenario } from '../../src/api/scenario/scenario-file.ts'
import { gatherScenario } from '../../src/api/scenario/scenario-inputs.ts'
import { scenarioPaper } from '../../src/api/scenario/scenario-report.ts'
import { writeScenarioCsv } from '../../src/api/scenario/scenario-csv.ts'
import { answerScenario, type AnsweredScenario } from '../../src/api/scenario.ts'
import { ScenarioAnswer } from '../../src/contract/scenario.ts'
import { indicatorLayout } from '../../src/dataset/reference-layout.ts'
import { blankCsv } from '../../src/dataset/template.ts'
import { csvOfLocal, csvOfMap, localReturns } from '../../src/demo/local-returns.ts'
import { openCentralScenario } from '../../src/scenario/central-scenario.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { freshFolder } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'

/** Made-up trusts in several care systems, a year apart. */
const made = localReturns(1, { trusts: 6, people: 60, monthEnds: ['2024-09-30', '2025-09-30'], style: 'own' })
const returns = [{ name: 'map.csv', text: csvOfMap(made.map) }, ...made.files.filter(({ table }) => table === 'staff').map((file) => ({ name: `${file.trust}-${file.periodTo}.csv`, text: csvOfLocal(file) }))]
const systems = [...new Set(made.map.filter((row) => row.level === 'ics').map(({ code }) => code))].toSorted()
/** How deprived all systems but the last are: the first most. */
const deprived = `${blankCsv(indicatorLayout)}${systems.slice(0, -1).map((code, at) => `ics,${code},Residents in the most deprived fifth,2024,${40 - 10 * at}\r\n`).join('')}`

const { folder, remove } = freshFolder()
let served: ServedFiles
beforeAll(async () => { served = await serveFiles(folder, [...returns, { name: 'deprivation.csv', text: deprived }], '2025-11-30T12:00:00.000Z') })
afterAll(async () => {
  await served.close()
  remove()
})

const watch = { step: () => undefined, stop: new AbortController().signal }
const scenario = (area: string, levers: readonly object[]) => ({ version: 1, name: 'Stay', baseline: { area, horizon: 3, seed: 2, draws: 20 }, levers })
const stay = { id: 'stay', kind: 'leaver-rate', change: -2 }

async function run(levers: readonly object[], areas = true): Promise<AnsweredScenario> {
  const done = await served.kept.borrow((house) => answerScenario(house, localViewer, scenario('DEMO', levers), { unit: 'fte', overrides: true, areas }, watch))
  if (done === null || isRefusal(done)) throw new Error(done === null ? 'stopped' : done.found)
  return { ...done, answer: ScenarioAnswer.parse(JSON.parse(JSON.stringify(done.answer))) }
}

let kept: Promise<AnsweredScenario> | null = null
const told = (): Promise<AnsweredScenario> => (kept ??= run([stay, { id: 'come', kind: 'international', change: 12 }]))

describe('who gains and loses by area', () => {
  test('an area with a rate moved is as its own scenario has it on the central path', async () => {
    const { answer } = await run([stay])
    const byArea = answer.gains.byArea!
    expect(byArea.areas.map(({ code }) => code)).toEqual(systems.filter((code) => !byArea.without.some((one) => one.code === code)))
    for (const { code, without, with: moved } of byArea.areas.slice(0, 2)) {
      const file = readScenario(scenario(code, [stay]), 'fte')
      const own = isRefusal(file) ? file : await served.kept.borrow((house) => gatherScenario(house, localViewer, file, true, 'central'))
      if (isRefusal(file) || isRefusal(own)) throw new Error('refused')
      const path = openCentralScenario(own.inputs, own.settings).walk(file.levers)
      if (isRefusal(path)) throw new Error(path.found)
      expect([without.gap, moved.gap, moved.need]).toEqual([path.at(-1)!.baseline.gap, path.at(-1)!.scenario.gap, path.at(-1)!.scenario.demand])
    }
  })

  test('what the whole gains is what its areas gain and what is not told apart, which is said', async () => {
    const { gains: { byArea } } = (await told()).answer
    const sum = byArea!.areas.reduce((all, { change }) => all + change, 0)
    expect(byArea!.together.change).toBeCloseTo(sum, 9)
    expect(byArea!.apart).toBeCloseTo(byArea!.whole.change - sum, 9)
    expect(byArea!.apartSays).toContain('is not told apart')
    expect(byArea!.untold).toEqual([])
    // Recruits are shared out by staff: together no more than there are.
    expect(Math.abs(byArea!.apart)).toBeLessThan(0.1 * Math.abs(byArea!.whole.change))
  })

  test('without levers no area gains or loses', async () => {
    const { gains: { byArea } } = (await run([])).answer
    expect(byArea!.areas.every(({ change, gains }) => change === 0 && gains === 'unchanged')).toBe(true)
  })

  test('nobody asked: nothing is learnt, and the command that does it is named', async () => {
    const { answer, parts } = await run([stay], false)
    expect([parts, answer.gains.areasAsked, answer.gains.byArea]).toEqual([null, false, null])
    expect(answer.notAvailable.find(({ what }) => what === 'Who gains and loses by area')!.needed).toContain('--by-area')
    expect(answer.gains.byGroup.rows).toHaveLength(1)
  })
})

describe('who gains and loses by deprivation', () => {
  test('areas stand in order of what was loaded, and one of which nothing was said is not known, which is not zero', async () => {
    const { gains: { byArea, byDeprivation } } = (await told()).answer
    expect(byArea!.areas.map(({ code, deprivation }) => [code, deprivation])).toEqual(byArea!.areas.map(({ code }) => [code, code === systems.at(-1) ? null : 40 - 10 * systems.indexOf(code)]))
    const { groups, notKnown } = byDeprivation!
    expect(groups).toHaveLength(Math.min(5, byArea!.areas.length - 1))
    expect([groups[0]!.name, groups[0]!.to < groups.at(-1)!.from]).toEqual([expect.stringContaining('least deprived'), true])
    expect(notKnown!.areas).toBe(1)
    expect(groups.reduce((sum, { change }) => sum + change, notKnown!.change)).toBeCloseTo(byArea!.together.change, 9)
  })

  test('the figure is that of the query, and the indicator is no disease', async () => {
    const [asked, disease] = await served.kept.borrow((house) => Promise.all([answerQuery(house, localViewer, { measure: 'deprivation', by: 'ics', where: [] }), answerQuery(house, localViewer, { measure: 'prevalence', by: '', where: [] })]))
    if (isRefusal(asked)) throw new Error(asked.found)
    expect(asked.rows.find(({ ics }) => ics === systems[0])).toMatchObject({ value: 40 })
    expect(isRefusal(disease)).toBe(true)
  })
})

describe('the answer', () => {
  test('stands in the csv and in the paper, with the same figures', async () => {
    const { answer, file } = await told()
    const area = answer.gains.byArea!.areas[0]!
    expect(writeScenarioCsv(answer).text).toContain(`area,2028,${area.code},${area.name},change of the gap,${area.change},,,FTE,`)
    const paper = JSON.stringify(scenarioPaper({ answer, document: file.document, record: null, demonstration: false }))
    for (const said of [answer.gains.byArea!.says, answer.gains.byDeprivation!.says, area.name]) expect(paper).toContain(JSON.stringify(said).slice(1, -1))
  })
})
