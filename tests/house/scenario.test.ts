import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { localViewer } from '../../src/access/viewer.ts'
import { hashText, listText } from '../../src/api/bundle.ts'
import { answerProjection } from '../../src/api/projection.ts'
import { compareFiles, type ComparedSide } from '../../src/api/scenario/scenario-compare.ts'
import { seekGoal } from '../../src/api/scenario/scenario-goal.ts'
import { answerScenario } from '../../src/api/scenario.ts'
import { readScenario } from '../../src/api/scenario/scenario-file.ts'
import { gatherScenario } from '../../src/api/scenario/scenario-inputs.ts'
import type { PlanEdit } from '../../src/contract/plan.ts'
import { ProjectionRequest } from '../../src/contract/projection.ts'
import { CentralScene } from '../../src/contract/scenario-central.ts'
import { ScenarioAnswer, ScenarioComparison, ScenarioGoal, type ScenarioRun } from '../../src/contract/scenario.ts'
import { openCentralScenario, sceneFrom } from '../../src/scenario/central-scenario.ts'
import type { Acting } from '../../src/scenario/scenario.ts'
import { isRefusal, sayRefusal } from '../../src/units/refusal.ts'
import { freshFolder, runInside, type Ran } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'
import { turnoverCsv } from './small-files.ts'

const { folder, remove } = freshFolder()

const example = parse(readFileSync(new URL('../../examples/scenario.yaml', import.meta.url), 'utf8')) as { levers: { id: string }[]; programmes: object[] }
/** The example on the made-up England: its programme trains midwives who settle there. */
const ours = {
  ...example, name: 'Keep and grow', baseline: { area: 'England', profession: 'Midwives', horizon: 3, seed: 7, draws: 20 },
  programmes: example.programmes.map((programme) => ({ ...programme, profession: 'Midwives', settlement: [{ area: 'England', share: 0.9 }], startsAYear: 900 })),
}
const fewer = { ...ours, name: 'Keep', levers: ours.levers.filter(({ id }) => id !== 'l3') }
const form = { unit: 'fte', overrides: true } as const
const watch = { step: () => undefined, stop: new AbortController().signal }

let served: ServedFiles
beforeAll(async () => { served = await serveFiles(folder, [{ name: 'turnover.csv', text: turnoverCsv() }], '2026-01-31T12:00:00.000Z') })
afterAll(remove)

/** What was found, or what it was refused with. */
function orSaid<Found>(found: Found): Exclude<Found, null> | string {
  if (isRefusal(found)) return sayRefusal(found)
  if (found === null) throw new Error('nobody stopped it, and it stopped')
  return found as Exclude<Found, null>
}

async function run(file: unknown): Promise<ScenarioAnswer> {
  const done = orSaid(await served.kept.borrow((house) => answerScenario(house, localViewer, file, form, watch)))
  if (typeof done === 'string') throw new Error(done)
  return ScenarioAnswer.parse(JSON.parse(JSON.stringify((done as { answer: unknown }).answer)))
}

const refusalOf = async (file: unknown): Promise<unknown> => orSaid(await served.kept.borrow((house) => answerScenario(house, localViewer, file, form, watch)))
const side = (given: unknown, manifest: ComparedSide['manifest'] = null): ComparedSide => ({ given, manifest })
const compare = async (a: ComparedSide, b: ComparedSide, nearest = false): Promise<unknown> => orSaid(await served.kept.borrow((house) => compareFiles(house, localViewer, [a, b], { ...form, nearest }, watch)))
const seekIn = async (target: string, lever: string, second?: string): Promise<unknown> => orSaid(await served.kept.borrow((house) => seekGoal(house, localViewer, ours, { target, lever, second }, form, watch)))

test('a scenario answers with a bridge that adds up, costs, a buy-list, four kinds of input and manual changes', async () => {
  const answer = await run(ours)
  for (const { from, to, parts } of answer.contributions.years) expect(Math.abs(parts.reduce((sum, { gap }) => sum + gap, from) - to)).toBeLessThan(1e-9)
  expect(answer.costs.notStated).toEqual(['l4'])
  expect(answer.buyList.at(-1)!.rows.find(({ id }) => id === 'l4')).toMatchObject({ rank: null, why: 'cost not stated' })
  expect(answer.overrides).toMatchObject([{ id: 'o1', inForce: true }])
  expect(new Set(answer.inputs.map(({ kind }) => kind))).toEqual(new Set(['fact', 'trend', 'lever', 'uncertainty']))
  expect(answer.inputs.find(({ id }) => id === 'productivity')).toMatchObject({ kind: 'uncertainty', value: 0.008, low: 0, high: 0.015, acts: true })
  expect(answer.payBill).toMatchObject({ total: null, says: expect.stringContaining('not available') })
  expect(answer.rows.at(-1)!.historyRepeats).not.toBeNull()
})

test('without levers it is the projection to the last bit', async () => {
  const nothing = await run({ ...ours, assumptions: [], overrides: [], levers: [] })
  const projected = await served.kept.borrow((house) => answerProjection(house, localViewer, ProjectionRequest.parse({ area: 'England', profession: 'Midwives', years: 3, draws: 20, seed: 7 })))
  if (isRefusal(projected)) throw new Error(projected.found)
  expect(nothing.rows.map(({ scenario }) => scenario)).toEqual(nothing.rows.map(({ baseline }) => baseline))
  expect(nothing.rows.map(({ baseline: { gap, supply } }) => ({ gap, supply }))).toEqual(projected.answer.rows.map(({ gap, supply }) => ({ gap, supply })))
})

test('levers that are not named and stand in another order are the same answer', async () => {
  const unnamed = { ...fewer, levers: fewer.levers.map(({ id: _id, ...lever }) => lever) }
  expect(await run({ ...unnamed, levers: unnamed.levers.toReversed() })).toEqual(await run(unnamed))
})

test.each([
  { what: 'no scenario', file: { version: 1 }, says: 'name' }, { what: 'a cost in words', file: { ...ours, levers: [{ id: 'l1', kind: 'international', change: 1, cost: { perUnit: 'much' } }] }, says: 'levers/l1/cost' },
  { what: 'a kind nobody knows', file: { ...ours, levers: [{ kind: 'magic', change: 1 }] }, says: 'magic' }, { what: 'a lever of demand elsewhere', file: { ...ours, levers: [{ kind: 'productivity', change: 1, area: 'Wales' }] }, says: 'Levers of demand' },
  { what: 'a file from later', file: { ...ours, version: 9 }, says: 'version 9' },
])('$what is refused with what is needed', async ({ file, says }) => expect(await refusalOf(file)).toContain(says))

describe('two scenarios compared', () => {
  test('say what lies between them, lever by lever, so that it adds up', async () => {
    const { bridge, steps, common } = ScenarioComparison.parse(await compare(side(ours), side(fewer)))
    const last = bridge.at(-1)!
    expect([common, steps.map(({ id }) => id)]).toEqual([4, ['l3']])
    expect(Math.abs(last.from + last.parts[0]!.gap - last.to)).toBeLessThan(1e-9)
    expect(last.parts[0]!.gap).toBeGreaterThan(0)
  })

  const manifest = { dataset: 'one', scenario: '', model: 'cadre-stock-flow-1', seed: 7, draws: 20, years: 3, area: '', profession: '', unit: 'fte', inputs: '', outputs: '' }
  test.each([
    { what: 'another horizon', b: side({ ...fewer, baseline: { ...ours.baseline, horizon: 2 } }), says: ['horizons are 3 and 2', 'shorter horizon, 2 years'], mends: true }, { what: 'another map', b: side({ ...fewer, baseline: { ...ours.baseline, map: '2025-12-31' } }), says: ['different maps'], mends: true },
    { what: 'other data', a: side({ ...ours, baseline: { ...ours.baseline, dataset: 'one' } }), b: side({ ...fewer, baseline: { ...ours.baseline, dataset: 'other' } }), says: ['different data', 'the data that is live'], mends: true },
    { what: 'another version of the model', a: side(ours, manifest), b: side(fewer, { ...manifest, model: 'cadre-stock-flow-2' }), says: ['different versions of the model', 'run again'], mends: true },
    { what: 'other staff', b: side({ ...fewer, baseline: { ...ours.baseline, profession: 'Hotel, property & estates' } }), says: ['different staff', 'each of them with its own baseline'], mends: false },
    { what: 'other areas', b: side({ ...fewer, baseline: { ...ours.baseline, area: 'Wales' } }), says: ['different areas'], mends: false },
  ])('with $what are refused, and the nearest valid comparison is offered', async ({ a = side(ours), b, says, mends }) => {
    const refused = await compare(a, b)
    for (const each of says) expect(refused).toContain(each)
    const nearest = await compare(a, b, true)
    if (mends) expect(ScenarioComparison.parse(nearest).adjusted).toHaveLength(1)
    else expect(nearest).toBe(refused)
  })
})

describe('a goal', () => {
  test('is reached by the answer, run again', async () => {
    const goal = ScenarioGoal.parse(await seekIn('gap=-500 in 2028', 'l3'))
    expect(goal.found.reached).toBe(true)
    const gap = (await run(goal.document)).rows.at(-1)!.scenario.gap.p50
    expect([gap <= -500, Math.abs(gap - goal.found.outcome) < 1e-9]).toEqual([true, true])
    expect(['within', 'beyond peers', 'beyond history', 'beyond both', 'not known']).toContain(goal.plausible.flag)
  })

  test.each([{ target: 'gap=0 in 2099', lever: 'l1', says: 'a year from 2026 to 2028' }, { target: 'gap=0 in 2028', lever: 'l9', says: 'l1, l2' }, { target: 'gap small', lever: 'l1', says: 'gap or supply' }])('$target with $lever is refused with what is needed', async ({ target, lever, says }) => expect(await seekIn(target, lever)).toContain(says))
})

describe('/api/scenario', () => {
  // Order matters: a folder is open to one process at a time, and the command line works on it next.
  afterAll(() => served.close())
  const headers = { host: 'localhost:4180', 'x-cadre': '1' }
  const ask = async (payload: object): Promise<ScenarioRun> => (await served.server.inject({ method: 'POST', url: '/api/scenario', headers, payload })).json<ScenarioRun>()
  async function restOf(id: string): Promise<ScenarioRun> {
    for (let look = 0; look < 600; look++) {
      const stands = (await served.server.inject({ url: `/api/scenario/${id}`, headers })).json<ScenarioRun>()
      if (!['waiting', 'gathering', 'running'].includes(stands.state)) return stands
      await wait(50)
    }
    throw new Error('the run did not come to rest in 30 seconds')
  }
  const named = { ...fewer, levers: fewer.levers.map((lever) => ({ ramp: 0, ...lever })) }

  test('a question is asked, followed and answered; the same question is one run; it is csv too', async () => {
    const started = await ask({ ask: 'run', document: named })
    const ran = await restOf(started.id)
    expect([ran.state, ran.problem]).toEqual(['done', null])
    expect((await ask({ ask: 'run', document: named })).id).toBe(started.id)
    const answer = ScenarioAnswer.parse((await served.server.inject({ url: `/api/scenario/${ran.id}/answer`, headers })).json())
    expect(answer.rows).toEqual((await run(named)).rows)
    const csv = await served.server.inject({ url: `/api/scenario/${ran.id}/answer.csv`, headers })
    expect([csv.statusCode, csv.body.split('\r\n')[0]]).toEqual([200, 'part,year,id,name,what,value,low,high,unit,why'])
  })

  test('the central run in a browser has all that the server has of it: the same bits, however far levers are moved', async () => {
    const sent = async (document: object) => (await served.server.inject({ method: 'POST', url: '/api/scenario/central', headers, payload: { document } })).json()
    const said = CentralScene.parse(await sent(ours))
    expect(await sent({ ...ours, levers: ours.levers.map((lever) => ({ ...lever, change: 0 })) })).toEqual(said)
    const file = readScenario(ours, 'fte')
    const gathered = isRefusal(file) ? file : await served.kept.borrow((house) => gatherScenario(house, localViewer, file, true))
    if (isRefusal(file) || isRefusal(gathered)) throw new Error('the example was refused')
    const levers = [...file.levers.map(({ id, lever }) => ({ id, lever })), ...(said.manual as unknown as Acting[])]
    const there = openCentralScenario(sceneFrom(said.scene), said)
    const here = openCentralScenario(gathered.inputs, gathered.settings)
    expect([there.walk(levers), there.share(levers)]).toEqual([here.walk(levers), here.share(levers)])
    expect(isRefusal(here.walk(levers))).toBe(false)
    expect(said.manual.map(({ id }) => id)).toEqual(['o1'])
  })

  test('two are compared and a goal is sought the same way; what cannot be is a problem of the run', async () => {
    const compared = await restOf((await ask({ ask: 'compare', a: named, b: { ...named, name: 'Other', levers: named.levers.slice(1) } })).id)
    expect(ScenarioComparison.parse((await served.server.inject({ url: `/api/scenario/${compared.id}/answer`, headers })).json()).steps).toHaveLength(1)
    const sought = await restOf((await ask({ ask: 'goal-seek', document: named, target: 'gap=-100 in 2027', lever: 'l4' })).id)
    expect(ScenarioGoal.parse((await served.server.inject({ url: `/api/scenario/${sought.id}/answer`, headers })).json()).lever).toBe('l4')
    const apart = await restOf((await ask({ ask: 'compare', a: named, b: { ...named, baseline: { ...named.baseline, seed: 8 } } })).id)
    expect([apart.state, apart.problem?.code]).toEqual(['failed', 'scenarios-not-comparable'])
    expect((await served.server.inject({ url: `/api/scenario/${apart.id}/answer`, headers })).json()).toMatchObject({ code: 'scenario-run-not-done' })
    expect((await served.server.inject({ url: '/api/scenario/nobody', headers })).json()).toMatchObject({ code: 'scenario-run-not-found' })
  })

  test('is cancelled while it is under way', async () => {
    const { id } = await ask({ ask: 'run', document: { ...named, name: 'Long', baseline: { ...named.baseline, draws: 2000, horizon: 30 } } })
    const ended = (await served.server.inject({ method: 'DELETE', url: `/api/scenario/${id}`, headers })).json<ScenarioRun>()
    expect(ended.state).toBe('cancelled')
    expect((await restOf(id)).state).toBe('cancelled')
  })
})

describe('cadre scenario', () => {
  const cadre = (...args: string[]): Promise<Ran> => runInside(['--data', join(folder, 'data'), ...args])
  const write = (name: string, value: object): string => {
    const path = join(folder, name)
    writeFileSync(path, JSON.stringify(value))
    return path
  }
  const made = join(folder, 'run')
  /** A copy of the bundle in which one file is something else. */
  const copyWith = (name: string, change: (bytes: Buffer) => Buffer, resealed = false): string => {
    const copy = mkdtempSync(join(folder, 'copy-'))
    for (const file of readdirSync(made)) copyFileSync(join(made, file), join(copy, file))
    const bytes = change(readFileSync(join(made, name)))
    writeFileSync(join(copy, name), bytes)
    if (resealed) {
      const { sha256 } = JSON.parse(readFileSync(join(made, 'bundle.json'), 'utf8')) as { sha256: Record<string, string> }
      writeFileSync(join(copy, 'bundle.json'), listText(new Map(Object.entries({ ...sha256, [name]: hashText(bytes) }))))
    }
    return copy
  }

  test('run is the same bytes with the levers in another order, and writes a bundle that is repeated without the data', async () => {
    const [first, turned] = [await cadre('scenario', 'run', write('ours.json', ours), '--json', '--out', made), await cadre('scenario', 'run', write('turned.json', { ...ours, levers: ours.levers.toReversed() }), '--json')]
    expect([first.code, turned.code, turned.out === first.out]).toEqual([0, 0, true])
    expect(ScenarioAnswer.parse(JSON.parse(first.out)).name).toBe('Keep and grow')
    const verified = await runInside(['run', 'verify', made])
    expect([verified.code, verified.out]).toEqual([0, expect.stringMatching(/^identical: 18 files.*scenario “Keep and grow”, with 4 levers/)])
  })

  test('run verify names whichever file has a changed byte', async () => {
    for (const name of readdirSync(made)) {
      const { code, err } = await runInside(['run', 'verify', copyWith(name, (bytes) => { bytes[bytes.length >> 1]! ^= 1; return bytes })])
      expect([code, err]).toEqual([4, expect.stringContaining(name)])
    }
  })

  test.each([
    { name: 'scenario-run.json', from: /"gap": -?\d+\.\d+/, to: '"gap": 1', says: 'scenario.' }, { name: 'scenario-answer.json', from: /"total": \d+/, to: '"total": 1', says: 'scenario-answer.' },
    { name: 'scenario-inputs.json', from: '"change": -1.5', to: '"change": -1.6', says: 'scenario.' }, { name: 'scenario.csv', from: '2026', to: '2027', says: 'scenario.csv' }, { name: 'manual-changes.csv', from: '3300', to: '3301', says: 'manual-changes.csv' },
  ])('$name changed together with its hash is found by running again', async ({ name, from, to, says }) => {
    const { code, err } = await runInside(['run', 'verify', copyWith(name, (bytes) => Buffer.from(bytes.toString('utf8').replace(from, to)), true)])
    expect([code, err]).toEqual([4, expect.stringContaining(says)])
  })

  test('compare takes a bundle beside a file or a plan, and goal-seek of a plan says its answer in words', async () => {
    const keep = async (name: string, file: object): Promise<string> => (JSON.parse((await cadre('plan', 'create', write(name, file), '--json')).out) as PlanEdit).plan
    const compared = await cadre('scenario', 'compare', made, write('fewer.json', fewer))
    expect((await cadre('scenario', 'compare', await keep('ours.json', ours), await keep('fewer.json', fewer))).out).toBe(compared.out)
    expect([compared.code, compared.out]).toEqual([0, expect.stringContaining('From A, “Keep and grow”, to B, “Keep”')])
    const sought = await cadre('scenario', 'goal-seek', await keep('sought.json', { ...ours, name: 'Keep, grow and seek' }), '--target', 'gap=-300 in 2027', '--lever', 'l3', '--lever', 'l1')
    expect([sought.code, sought.out]).toEqual([0, expect.stringContaining('How much of Leaver rate goes with how much of International recruitment')])
  })
})
