import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { ProjectionAnswer } from '../../src/contract/projection.ts'
import { ScenarioAnswer, ScenarioComparison, ScenarioGoal, type ScenarioRun } from '../../src/contract/scenario.ts'
import { freshFolder, runInside, type Ran } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'
import { turnoverCsv } from './small-files.ts'

const { folder, remove } = freshFolder()
const cadre = (...args: string[]): Promise<Ran> => runInside(['--data', join(folder, 'data'), ...args])

const example = parse(readFileSync(new URL('../../examples/scenario.yaml', import.meta.url), 'utf8')) as { levers: { id: string }[]; programmes: object[] }
/** The example on the made-up England: its programme trains midwives who settle there. */
const ours = {
  ...example, name: 'Keep and grow', baseline: { area: 'England', profession: 'Midwives', horizon: 3, seed: 7, draws: 40 },
  programmes: example.programmes.map((programme) => ({ ...programme, profession: 'Midwives', settlement: [{ area: 'England', share: 0.9 }], startsAYear: 900 })),
}
const fewer = { ...ours, name: 'Keep', levers: ours.levers.filter(({ id }) => id !== 'l3') }
const write = (name: string, value: object): string => {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify(value))
  return path
}

afterAll(remove)

let servedRows: ScenarioAnswer['rows']

describe('/api/scenario', () => {
  let served: ServedFiles
  beforeAll(async () => { served = await serveFiles(folder, [{ name: 'turnover.csv', text: turnoverCsv() }], '2026-01-31T12:00:00.000Z') })
  // Order matters: a folder is open to one process at a time, and the command line works on it next.
  afterAll(() => served.close())
  const headers = { host: 'localhost:4180', 'x-cadre': '1' }
  const ask = async (payload: object): Promise<ScenarioRun> => (await served.server.inject({ method: 'POST', url: '/api/scenario', headers, payload })).json<ScenarioRun>()
  async function rest(id: string): Promise<ScenarioRun> {
    for (let look = 0; look < 600; look++) {
      const run = (await served.server.inject({ url: `/api/scenario/${id}`, headers })).json<ScenarioRun>()
      if (!['waiting', 'gathering', 'running'].includes(run.state)) return run
      await wait(50)
    }
    throw new Error('the run did not come to rest in 30 seconds')
  }
  const named = { ...fewer, levers: fewer.levers.map((lever) => ({ ramp: 0, ...lever })) }

  test('a question is asked, followed and answered; the same question is one run; it is csv too', async () => {
    const started = await ask({ ask: 'run', document: named })
    const run = await rest(started.id)
    expect([run.state, run.problem]).toEqual(['done', null])
    expect((await ask({ ask: 'run', document: named })).id).toBe(started.id)
    const answer = ScenarioAnswer.parse((await served.server.inject({ url: `/api/scenario/${run.id}/answer`, headers })).json())
    servedRows = answer.rows
    const csv = await served.server.inject({ url: `/api/scenario/${run.id}/answer.csv`, headers })
    expect([csv.statusCode, csv.body.split('\r\n')[0]]).toEqual([200, 'part,year,id,name,what,value,low,high,unit,why'])
  })

  test('two are compared and a goal is sought the same way; what cannot be is a problem of the run', async () => {
    const compared = await rest((await ask({ ask: 'compare', a: named, b: { ...named, name: 'Other', levers: named.levers.slice(1) } })).id)
    expect(ScenarioComparison.parse((await served.server.inject({ url: `/api/scenario/${compared.id}/answer`, headers })).json()).steps).toHaveLength(1)
    const sought = await rest((await ask({ ask: 'goal-seek', document: named, target: 'gap=-100 in 2027', lever: 'l4' })).id)
    expect(ScenarioGoal.parse((await served.server.inject({ url: `/api/scenario/${sought.id}/answer`, headers })).json()).lever).toBe('l4')
    const apart = await rest((await ask({ ask: 'compare', a: named, b: { ...named, baseline: { ...named.baseline, seed: 8 } } })).id)
    expect([apart.state, apart.problem?.code]).toEqual(['failed', 'scenarios-not-comparable'])
    expect((await served.server.inject({ url: `/api/scenario/${apart.id}/answer`, headers })).json()).toMatchObject({ code: 'scenario-run-not-done' })
    expect((await served.server.inject({ url: '/api/scenario/nobody', headers })).json()).toMatchObject({ code: 'scenario-run-not-found' })
  })

  test('is cancelled while it is under way', async () => {
    const { id } = await ask({ ask: 'run', document: { ...named, name: 'Long', baseline: { ...named.baseline, draws: 2000, horizon: 30 } } })
    const ended = (await served.server.inject({ method: 'DELETE', url: `/api/scenario/${id}`, headers })).json<ScenarioRun>()
    expect(ended.state).toBe('cancelled')
    expect((await rest(id)).state).toBe('cancelled')
  })
})

describe('cadre scenario run', () => {
  let first: Ran
  beforeAll(async () => { first = await cadre('scenario', 'run', write('ours.json', ours), '--json', '--out', join(folder, 'run')) })

  test('answers with a bridge that adds up, costs, a buy-list and manual changes; do nothing is the projection to the last bit', async () => {
    expect([first.code, first.err]).toEqual([0, expect.any(String)])
    const answer = ScenarioAnswer.parse(JSON.parse(first.out))
    for (const { from, to, parts } of answer.contributions.years) expect(Math.abs(parts.reduce((sum, { gap }) => sum + gap, from) - to)).toBeLessThan(1e-9)
    expect(answer.costs.notStated).toEqual(['l4'])
    expect(answer.buyList.at(-1)!.rows.find(({ id }) => id === 'l4')).toMatchObject({ rank: null, why: 'cost not stated' })
    expect(answer.overrides).toMatchObject([{ id: 'o1', inForce: true }])
    expect(new Set(answer.inputs.map(({ kind }) => kind))).toEqual(new Set(['fact', 'trend', 'lever', 'uncertainty']))
    expect(answer.inputs.find(({ id }) => id === 'productivity')).toMatchObject({ kind: 'uncertainty', value: 0.008, low: 0, high: 0.015, acts: true })
    const plain = { ...ours, assumptions: [], overrides: [], levers: [] }
    const [nothing, projected] = [ScenarioAnswer.parse(JSON.parse((await cadre('scenario', 'run', write('nothing.json', plain), '--json')).out)), JSON.parse((await cadre('project', '--area', 'England', '--profession', 'Midwives', '--years', '3', '--seed', '7', '--draws', '40', '--json')).out) as ProjectionAnswer]
    expect(nothing.rows.map(({ scenario }) => scenario)).toEqual(nothing.rows.map(({ baseline }) => baseline))
    expect(nothing.rows.map(({ baseline: { gap, supply } }) => ({ gap, supply }))).toEqual(projected.rows.map(({ gap, supply }) => ({ gap, supply })))
  })

  test('is the same bytes with the levers in another order, named or not', async () => {
    const turned = await cadre('scenario', 'run', write('turned.json', { ...ours, levers: ours.levers.toReversed() }), '--json')
    expect(turned.out).toBe(first.out)
    const unnamed = { ...ours, levers: ours.levers.map(({ id: _id, ...lever }) => lever) }
    const [plain, back] = [await cadre('scenario', 'run', write('unnamed.json', unnamed), '--csv'), await cadre('scenario', 'run', write('unnamed-back.json', { ...unnamed, levers: unnamed.levers.toReversed() }), '--csv')]
    expect([plain.code, back.out === plain.out]).toEqual([0, true])
  })

  test('writes a bundle that is repeated without the data; a changed byte of any file is named', async () => {
    const run = join(folder, 'run')
    const verified = await runInside(['run', 'verify', run])
    expect([verified.code, verified.out]).toEqual([0, expect.stringMatching(/^identical: 14 files.*scenario “Keep and grow”, with 4 levers/)])
    for (const name of readdirSync(run)) {
      const copy = mkdtempSync(join(folder, 'copy-'))
      for (const file of readdirSync(run)) copyFileSync(join(run, file), join(copy, file))
      const bytes = readFileSync(join(run, name))
      bytes[bytes.length >> 1]! ^= 1
      writeFileSync(join(copy, name), bytes)
      const { code, err } = await runInside(['run', 'verify', copy])
      expect([code, err]).toEqual([4, expect.stringContaining(name)])
    }
  })

  test.each([
    { what: 'no scenario', file: { version: 1 }, says: 'name' }, { what: 'a cost in words', file: { ...ours, levers: [{ id: 'l1', kind: 'international', change: 1, cost: { perUnit: 'much' } }] }, says: 'levers/l1/cost' },
    { what: 'a kind nobody knows', file: { ...ours, levers: [{ kind: 'magic', change: 1 }] }, says: 'magic' }, { what: 'a lever of demand elsewhere', file: { ...ours, levers: [{ kind: 'productivity', change: 1, area: 'Wales' }] }, says: 'Levers of demand' },
    { what: 'a file from later', file: { ...ours, version: 9 }, says: 'version 9' },
  ])('$what is refused with what is needed', async ({ file, says }) => {
    const { code, err } = await cadre('scenario', 'run', write('wrong.json', file))
    expect([code, err]).toEqual([3, expect.stringContaining(says)])
  })
})

test('the command line gives the rows that the address gave', async () => {
  const { out } = await cadre('scenario', 'run', write('fewer.json', fewer), '--json')
  expect(ScenarioAnswer.parse(JSON.parse(out)).rows).toEqual(servedRows)
})

describe('cadre scenario compare', () => {
  test('says what lies between two, lever by lever, so that it adds up', async () => {
    const { code, out } = await cadre('scenario', 'compare', write('a.json', ours), write('b.json', fewer), '--json')
    expect(code).toBe(0)
    const { bridge, steps, common } = ScenarioComparison.parse(JSON.parse(out))
    const last = bridge.at(-1)!
    expect([common, steps.map(({ id }) => id)]).toEqual([4, ['l3']])
    expect(Math.abs(last.from + last.parts[0]!.gap - last.to)).toBeLessThan(1e-9)
    expect(last.parts[0]!.gap).toBeGreaterThan(0)
  })

  test.each([
    { what: 'another horizon', b: { ...fewer, baseline: { ...ours.baseline, horizon: 2 } }, says: ['horizons are 3 and 2', 'shorter horizon, 2 years'], mends: true }, { what: 'another map', b: { ...fewer, baseline: { ...ours.baseline, map: '2025-12-31' } }, says: ['different maps'], mends: true },
    { what: 'other data', a: { ...ours, baseline: { ...ours.baseline, dataset: 'one' } }, b: { ...fewer, baseline: { ...ours.baseline, dataset: 'other' } }, says: ['different data', 'the data that is live'], mends: true },
    { what: 'other staff', b: { ...fewer, baseline: { ...ours.baseline, profession: 'Hotel, property & estates' } }, says: ['different staff', 'each of them with its own baseline'], mends: false },
  ])('with $what is refused, and the nearest valid comparison is offered', async ({ a = ours, b, says, mends }) => {
    const [one, other] = [write('one.json', a), write('other.json', b)]
    const refused = await cadre('scenario', 'compare', one, other)
    expect(refused.code).toBe(3)
    for (const each of says) expect(refused.err).toContain(each)
    const nearest = await cadre('scenario', 'compare', one, other, '--nearest', '--json')
    expect(nearest.code).toBe(mends ? 0 : 3)
    if (mends) expect(ScenarioComparison.parse(JSON.parse(nearest.out)).adjusted).toHaveLength(1)
  })

  test('a run of another version of the model is not compared with one of this', async () => {
    const copy = mkdtempSync(join(folder, 'old-'))
    for (const file of readdirSync(join(folder, 'run'))) copyFileSync(join(folder, 'run', file), join(copy, file))
    writeFileSync(join(copy, 'scenario-answer.json'), readFileSync(join(copy, 'scenario-answer.json'), 'utf8').replaceAll(/"model": "[^"]*"/g, '"model": "cadre-stock-flow-1"'))
    const { code, err } = await cadre('scenario', 'compare', join(folder, 'run'), copy)
    expect([code, err]).toEqual([3, expect.stringContaining('different versions of the model')])
  })
})

describe('cadre scenario goal-seek', () => {
  test('its answer, run again, reaches the target', async () => {
    const { code, out } = await cadre('scenario', 'goal-seek', write('ours.json', ours), '--target', 'gap=-500 in 2028', '--lever', 'l3', '--json')
    expect(code).toBe(0)
    const goal = ScenarioGoal.parse(JSON.parse(out))
    expect(goal.found.reached).toBe(true)
    const again = ScenarioAnswer.parse(JSON.parse((await cadre('scenario', 'run', write('again.json', goal.document), '--json')).out))
    const gap = again.rows.at(-1)!.scenario.gap.p50
    expect([gap <= -500, Math.abs(gap - goal.found.outcome) < 1e-9]).toEqual([true, true])
    expect(['within', 'beyond peers', 'beyond history', 'beyond both', 'not known']).toContain(goal.plausible.flag)
  })

  test.each([
    { args: ['--target', 'gap=0 in 2099', '--lever', 'l1'], code: 2, says: 'a year from 2026 to 2028' }, { args: ['--target', 'gap=0 in 2028', '--lever', 'l9'], code: 3, says: 'l1, l2' }, { args: ['--lever', 'l1'], code: 2, says: '--target' },
  ])('$args is refused with what is needed', async ({ args, code, says }) => {
    const { code: found, err } = await cadre('scenario', 'goal-seek', join(folder, 'ours.json'), ...args)
    expect([found, `${err}`.includes(says) || err]).toEqual([code, true])
  })
})

