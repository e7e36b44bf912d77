import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { gatherEverywhere } from '../../src/api/everywhere/everywhere-inputs.ts'
import { projectInThreads } from '../../src/api/everywhere/everywhere-threads.ts'
import { EverywhereRequest, type EverywhereAnswer, type EverywhereRun } from '../../src/contract/everywhere.ts'
import type { ProjectionAnswer } from '../../src/contract/projection.ts'
import type { WhatIfAnswer } from '../../src/contract/what-if.ts'
import { csvOfLocal, csvOfMap, localReturns } from '../../src/demo/local-returns.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { freshFolder } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'

/** Made-up trusts in several care systems, a year apart. */
const made = localReturns(1, { trusts: 6, people: 60, monthEnds: ['2024-09-30', '2025-09-30'], style: 'own' })
const files = [{ name: 'map.csv', text: csvOfMap(made.map) }, ...made.files.filter(({ table }) => table === 'staff').map((file) => ({ name: `${file.trust}-${file.periodTo}.csv`, text: csvOfLocal(file) }))]
const asked = { years: 3, draws: 20, seed: 1, unit: 'fte', level: 'ics', groups: 'profession' } as const

const { folder, remove } = freshFolder()
let server: FastifyInstance
let served: ServedFiles

beforeAll(async () => {
  served = await serveFiles(folder, files, '2025-11-30T12:00:00.000Z')
  expect(served.imported?.files.filter(({ outcome }) => outcome !== 'loaded')).toEqual([])
  server = served.server
})
afterAll(async () => {
  await served.close()
  remove()
})

const headers = { host: 'localhost:4180', 'x-cadre': '1' }
const get = (url: string) => server.inject({ url, headers })
const start = async (payload: object): Promise<EverywhereRun> => (await server.inject({ method: 'POST', url: '/api/everywhere', headers, payload })).json<EverywhereRun>()

async function rest(id: string): Promise<EverywhereRun> {
  for (let look = 0; look < 600; look++) {
    const run = (await get(`/api/everywhere/${id}`)).json<EverywhereRun>()
    if (!['calibrating', 'projecting'].includes(run.state)) return run
    await wait(50)
  }
  throw new Error('the run did not come to rest in 30 seconds')
}

describe('a run of every area', () => {
  test('gives each area the numbers of its own projection, and the same question is one run', async () => {
    const started = await start(asked)
    const run = await rest(started.id)
    expect([run.state, run.problem]).toEqual(['done', null])
    expect((await start(asked)).id).toBe(started.id)
    const answer = (await get(`/api/everywhere/${run.id}/answer`)).json<EverywhereAnswer>()
    expect(answer.groups.length).toBeGreaterThan(2)
    const group = answer.groups[0]!
    const area = group.areas[0]!
    const alone = (await get(`/api/projection?area=${area.code}&profession=${encodeURIComponent(group.group)}&years=3&draws=20`)).json<ProjectionAnswer>()
    expect(area.gap).toEqual(alone.rows.at(-1)!.gap)
    expect(area.today).toBe(alone.rows[0]!.supply.p50)
    const csv = (await get(`/api/everywhere/${run.id}/answer.csv`)).body.split('\r\n')
    // One line a year end for each area of each group, and for all areas together.
    expect(csv.filter(Boolean)).toHaveLength(1 + 4 * answer.groups.reduce((sum, { areas }) => sum + areas.length + 1, 0))
  })

  test('is the same whoever worked on what: one thread, two and three', async () => {
    const inputs = await served.kept.borrow((house) => gatherEverywhere(house, localViewer, EverywhereRequest.parse(asked), () => true))
    if (inputs === null || isRefusal(inputs)) throw new Error('nothing to project')
    const [one, two, three] = await Promise.all([1, 2, 3].map((threads) => projectInThreads(inputs.groups, asked, () => undefined, threads).answers))
    expect(two).toEqual(one)
    expect(three).toEqual(one)
  })

  test('with levers gives each area the numbers of its own what-if, and says what they change', async () => {
    const levers = 'leaver-rate=-10%; participation=3'
    const run = await rest((await start({ ...asked, levers })).id)
    expect([run.state, run.problem]).toEqual(['done', null])
    const answer = (await get(`/api/everywhere/${run.id}/answer`)).json<EverywhereAnswer>()
    const group = answer.groups[0]!
    const area = group.areas[0]!
    const alone = (await get(`/api/what-if?area=${area.code}&profession=${encodeURIComponent(group.group)}&years=3&draws=20&levers=${encodeURIComponent(levers)}`)).json<WhatIfAnswer>()
    const last = alone.rows.at(-1)!
    for (const point of ['p2_5', 'p10', 'p50', 'p90', 'p97_5'] as const) {
      expect(Math.abs(area.supply[point] - last.scenario.supply[point])).toBeLessThan(1e-9 * area.supply[point])
      expect(Math.abs(area.gap[point] - last.scenario.gap[point])).toBeLessThan(1e-9 * area.supply[point])
      expect(Math.abs(area.difference![point] - last.difference.supply[point])).toBeLessThan(1e-9 * area.supply[point])
    }
    expect(area.difference!.p10).toBeGreaterThan(0)
    expect(answer.total[0]!.difference!.p50).toBe(0)
    expect((await get(`/api/everywhere/${run.id}/answer.csv`)).body.split('\r\n')[0]).toContain('supply_difference_p50')
  })

  test('with staff who move between two professions gives both their own what-ifs', async () => {
    const plain = await rest((await start(asked)).id)
    const [from, to] = (await get(`/api/everywhere/${plain.id}/answer`)).json<EverywhereAnswer>().groups.filter(({ areas }) => areas.length > 0).map(({ group }) => group) as [string, string]
    const levers = JSON.stringify({ version: 1, levers: [{ kind: 'transfer', change: 4, profession: from, toProfession: to }] })
    const run = await rest((await start({ ...asked, levers })).id)
    expect([run.state, run.problem]).toEqual(['done', null])
    const answer = (await get(`/api/everywhere/${run.id}/answer`)).json<EverywhereAnswer>()
    const [giving, getting] = [from, to].map((name) => answer.groups.find(({ group }) => group === name)!)
    const code = giving!.areas.map((area) => area.code).find((each) => getting!.areas.some((area) => area.code === each))!
    for (const { group, areas } of [giving!, getting!]) {
      const { difference } = areas.find((area) => area.code === code)!
      const alone = (await get(`/api/what-if?area=${code}&profession=${encodeURIComponent(group)}&years=3&draws=20&levers=${encodeURIComponent(levers)}`)).json<WhatIfAnswer>()
      expect(Math.abs(difference!.p50 - alone.rows.at(-1)!.difference.supply.p50)).toBeLessThan(1e-6)
      expect(Math.sign(difference!.p50)).toBe(group === from ? -1 : 1)
    }
    expect(answer.groups.filter(({ group }) => group !== from && group !== to).every(({ together }) => together.at(-1)!.difference!.p50 === 0)).toBe(true)
  })

  test('with a demand file projects what it states, each area as by itself, and says what it leaves out', async () => {
    const { id } = await rest((await start(asked)).id)
    const [first, second] = (await get(`/api/everywhere/${id}/answer`)).json<EverywhereAnswer>().groups
    const ratio = { method: 'ratio', source: 'made up', base: { of: 'stated', name: 'beds', now: 120, growth: 0.1, source: 'made up' }, standard: { fte: 0.7, per: 1 } }
    const demand = JSON.stringify({ version: 1, requirements: [{ profession: first!.group, needs: [ratio] }] })
    const run = await rest((await start({ ...asked, demand })).id)
    expect([run.state, run.problem]).toEqual(['done', null])
    const { groups, without } = (await get(`/api/everywhere/${run.id}/answer`)).json<EverywhereAnswer>()
    expect(groups.map(({ group }) => group)).toEqual([first!.group])
    expect(without.find(({ group }) => group === second!.group)!.why).toBe('the demand file states no requirement of it')
    const { code, demand: need, gap } = groups[0]!.areas[0]!
    const alone = (await get(`/api/projection?area=${code}&profession=${encodeURIComponent(first!.group)}&years=3&draws=20&demand=${encodeURIComponent(demand)}`)).json<ProjectionAnswer>().rows.at(-1)!
    expect([need, gap]).toEqual([alone.demand, alone.gap])
  })

  test('with levers that could be meant for each area or for all together is refused', async () => {
    const run = await rest((await start({ ...asked, levers: 'international=200' })).id)
    expect(run).toMatchObject({ state: 'failed', problem: { code: 'levers-invalid' } })
  })

  test('can be cancelled, and says so', async () => {
    const { id } = await start({ ...asked, draws: 2000, years: 30 })
    const stopped = (await server.inject({ method: 'DELETE', url: `/api/everywhere/${id}`, headers })).json<EverywhereRun>()
    expect(stopped.state).toBe('cancelled')
    expect((await get(`/api/everywhere/${id}/answer`)).json()).toMatchObject({ status: 409, code: 'run-not-done' })
  })

  test('that nobody started is not found', async () => {
    expect((await get('/api/everywhere/none')).json()).toMatchObject({ status: 404, code: 'run-not-found' })
  })
})
