import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { PlanEdit, PlanEdits, PlanList, PlanState } from '../../src/contract/plan.ts'
import { PlanConflict } from '../../src/contract/plan.ts'
import { tokenFor } from '../access/sign-in.ts'
import { freshFolder, runOn } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'
import { turnoverCsv } from './small-files.ts'

const { folder, remove } = freshFolder()
let served: ServedFiles
let key = 0
const scenario = { ...(parse(readFileSync(new URL('../../examples/scenario.yaml', import.meta.url), 'utf8')) as { baseline: object }) }
const ours = { ...scenario, baseline: { ...scenario.baseline, area: 'England', profession: 'Midwives' } }

beforeAll(async () => {
  served = await serveFiles(folder, [{ name: 'turnover.csv', text: turnoverCsv() }], '2026-01-31T12:00:00.000Z')
})
afterAll(async () => {
  await served?.close()
  remove()
})

const send = (url: string, body: object, headers: Record<string, string> = {}) => served.server.inject({ method: 'POST', url, payload: body, headers: { host: 'localhost', 'x-cadre': '1', 'idempotency-key': `key-number-${++key}`, ...headers } })
const get = (url: string, headers: Record<string, string> = {}) => served.server.inject({ url, headers: { host: 'localhost', ...headers } })
/** Levers move once the baseline is agreed. */
const make = async (): Promise<string> => {
  const { plan } = (await send('/api/plans', ours)).json<PlanEdit>()
  expect((await send(`/api/plans/${plan}/steps`, { kind: 'baseline-agreed' }, { 'if-match': '"1"' })).json()).toMatchObject({ kind: 'baseline-agreed' })
  return plan
}
const change = (plan: string, field: string, to: unknown, etag: string, headers: Record<string, string> = {}) => send(`/api/plans/${plan}/edits`, { changes: [{ field, to }] }, { 'if-match': etag, ...headers })

test('a scenario file is kept, read with its version, edited from it, and every edit stands in its history', async () => {
  const made = await send('/api/plans', ours)
  const { plan } = made.json<PlanEdit>()
  expect([made.statusCode, made.headers.etag, made.headers.location]).toEqual([200, '"1"', `/api/plans/${plan}`])
  const read = await get(`/api/plans/${plan}`)
  expect([read.headers.etag, read.json<PlanState>()]).toEqual(['"1"', expect.objectContaining({ name: 'Fewer nurses leave', area: 'nation:E92000001', areaName: 'England', version: 1, mayEdit: true })])
  await send(`/api/plans/${plan}/steps`, { kind: 'baseline-agreed' }, { 'if-match': '"1"' })
  const edited = await change(plan, 'levers/l1/change', -2, '"1"')
  expect([edited.statusCode, edited.headers.etag, edited.json<PlanEdit>().changes]).toEqual([200, '"2"', [{ field: 'levers/l1/change', from: -1.5, to: -2 }]])
  expect((await get(`/api/plans/${plan}`)).json<PlanState>().document.levers[0]?.change).toBe(-2)
  const { edits } = (await get(`/api/plans/${plan}/edits`)).json<PlanEdits>()
  expect(edits.map(({ version, by, changes }) => [version, by, changes.map(({ field }) => field)])).toEqual([[1, 'Test reader', ['']], [2, 'Test reader', ['levers/l1/change']]])
  expect((await get('/api/plans')).json<PlanList>().plans.map(({ id }) => id)).toContain(plan)
})

describe('nobody’s edit passes over another’s', () => {
  test('without the version it was made from it is refused with 428; “whatever there is” is no version', async () => {
    const plan = await make()
    expect((await send(`/api/plans/${plan}/edits`, { changes: [{ field: 'name', to: 'B' }] })).json()).toMatchObject({ status: 428, code: 'if-match-missing' })
    for (const etag of ['*', '1', 'W/"1"', '"1", "2"']) expect((await change(plan, 'name', 'B', etag)).json()).toMatchObject({ status: 428, code: 'if-match-missing' })
  })

  test('from an earlier version it is refused with 412, with the fields that differ, both values, who and when, and the latest ETag', async () => {
    const plan = await make()
    const other = await tokenFor(served.house, [{ role: 'planner', scope: { kind: 'nation', code: 'E92000001' }, from: '2000-01-01', until: null }], 'Another planner')
    expect((await change(plan, 'levers/l1/change', -3, '"1"', { authorization: `Bearer ${other}` })).statusCode).toBe(200)
    const stale = await send(`/api/plans/${plan}/edits`, { changes: [{ field: 'levers/l1/change', to: -2 }, { field: 'name', to: 'Mine' }] }, { 'if-match': '"1"' })
    expect([stale.statusCode, stale.headers.etag]).toEqual([412, '"2"'])
    const conflict = PlanConflict.parse(stale.json())
    expect(conflict).toMatchObject({ code: 'plan-changed-meanwhile', version: 2 })
    expect(conflict.difference).toEqual([
      { field: 'levers/l1/change', base: -1.5, yours: -2, theirs: -3, clash: true, by: 'Another planner', at: expect.stringMatching(/^2\d{3}-/) as string },
      { field: 'name', base: 'Fewer nurses leave', yours: 'Mine', theirs: 'Fewer nurses leave', clash: false, by: null, at: null },
    ])
    expect((await get(`/api/plans/${plan}`)).json<PlanState>()).toMatchObject({ version: 2, name: 'Fewer nurses leave' })
  })

  test('from a version that never was it is refused', async () => {
    expect((await change(await make(), 'name', 'B', '"7"')).json()).toMatchObject({ status: 412, code: 'plan-version-unknown' })
  })
})

describe('a change is made once', () => {
  test('the same key with the same body is answered alike, also when another edit came between; with another body it is refused', async () => {
    const plan = await make()
    const once = { 'idempotency-key': 'one-and-the-same' }
    const first = await change(plan, 'name', 'B', '"1"', once)
    await change(plan, 'purpose', 'Another', '"2"')
    const again = await change(plan, 'name', 'B', '"1"', once)
    expect([again.statusCode, again.headers.etag, again.json<unknown>()]).toEqual([200, '"2"', first.json<unknown>()])
    expect((await change(plan, 'name', 'C', '"3"', once)).json()).toMatchObject({ status: 422, code: 'idempotency-key-reused' })
    expect((await get(`/api/plans/${plan}`)).json<PlanState>().version).toBe(3)
  })

  test('two at the same moment with one key make one plan', async () => {
    const before = (await get('/api/plans')).json<PlanList>().plans.length
    const answers = await Promise.all([1, 2, 3].map(() => send('/api/plans', ours, { 'idempotency-key': 'three-at-once' })))
    expect(new Set(answers.map((answer) => answer.json<PlanEdit>().plan)).size).toBe(1)
    expect((await get('/api/plans')).json<PlanList>().plans.length).toBe(before + 1)
  })

  test('a refused change may be tried again with its key; somebody else’s key is another one', async () => {
    const plan = await make()
    const once = { 'idempotency-key': 'tried-again' }
    expect((await change(plan, 'name', 'B', '"9"', once)).statusCode).toBe(412)
    expect((await change(plan, 'name', 'B', '"1"', once)).statusCode).toBe(200)
    const other = await tokenFor(served.house)
    expect((await change(plan, 'name', 'Theirs', '"2"', { ...once, authorization: `Bearer ${other}` })).statusCode).toBe(200)
  })

  test('without a key it is refused', async () => {
    for (const none of ['', 'short']) expect((await send('/api/plans', ours, { 'idempotency-key': none })).json()).toMatchObject({ status: 400, code: 'idempotency-key-missing' })
  })
})

describe('what is no plan is not kept', () => {
  test.each([
    { case: 'a field nobody knows', field: 'levers/l1/colour', to: 'red', code: 'plan-not-readable' },
    { case: 'a field taken away that is needed', field: 'name', to: null, code: 'plan-not-readable' },
    { case: 'no way to the field', field: 'levers/l7/change', to: 1, code: 'plan-field-unknown' },
    { case: 'another area', field: 'baseline/area', to: 'Elsewhere', code: 'plan-area-stays' },
  ])('$case', async ({ field, to, code }) => {
    const plan = await make()
    expect((await change(plan, field, to, '"1"')).json()).toMatchObject({ code })
    expect((await get(`/api/plans/${plan}`)).headers.etag).toBe('"1"')
  })

  test('a file without an area, or with one nobody knows', async () => {
    expect((await send('/api/plans', { ...ours, baseline: {} })).json()).toMatchObject({ status: 422, code: 'plan-not-readable' })
    expect((await send('/api/plans', { ...ours, baseline: { area: 'Atlantis' } })).json()).toMatchObject({ status: 404, code: 'unknown-area' })
    expect((await send('/api/plans', { ...ours, levers: [{ id: 'x', kind: 'intake', change: 1 }, { id: 'x', kind: 'intake', change: 1 }] })).json()).toMatchObject({ code: 'plan-not-readable', found: 'levers: the id x stands there twice' })
  })
})

const as = async (role: 'planner' | 'approver' | 'aggregate-viewer', kind: 'nation' | 'ics', code: string) => ({ authorization: `Bearer ${await tokenFor(served.house, [{ role, scope: { kind, code }, from: '2000-01-01', until: null }])}` })

test('who plans elsewhere finds no plan; who approves there reads and does not edit; figures alone give none', async () => {
  const plan = await make()
  const [elsewhere, approver, figures] = [await as('planner', 'ics', 'QXX'), await as('approver', 'nation', 'E92000001'), await as('aggregate-viewer', 'nation', 'E92000001')]
  expect((await get(`/api/plans/${plan}`, elsewhere)).json()).toMatchObject({ status: 404, code: 'plan-not-found' })
  expect((await get(`/api/plans/${plan}/edits`, elsewhere)).json()).toMatchObject({ status: 404, code: 'plan-not-found' })
  expect((await change(plan, 'name', 'B', '"1"', elsewhere)).json()).toMatchObject({ status: 404, code: 'plan-not-found' })
  expect((await send('/api/plans', ours, elsewhere)).json()).toMatchObject({ status: 403, code: 'not-allowed' })
  expect((await get(`/api/plans/${plan}`, approver)).json<PlanState>().mayEdit).toBe(false)
  expect((await change(plan, 'name', 'B', '"1"', approver)).json()).toMatchObject({ status: 403, code: 'not-allowed' })
  for (const headers of [elsewhere, figures]) expect((await get('/api/plans', headers)).json<PlanList>().plans).toEqual([])
})

const cadre = (...words: string[]) => runOn(served.house, ['plan', ...words])

test('the command line keeps, edits and shows plans, and refuses an edit from an old version with what differs', async () => {
  const file = `${folder}/scenario.json`
  writeFileSync(file, JSON.stringify(ours))
  const { plan } = JSON.parse((await cadre('create', file, '--json')).out) as PlanEdit
  expect(await cadre('step', plan, 'baseline-agreed', '--from', '1')).toMatchObject({ code: 0, out: 'Version 1: baseline-agreed, by Local viewer.\n' })
  expect(await cadre('edit', plan, '--from', '1', '--set', 'levers/l1/change=-2', '--remove', 'overrides/o1', '--note', 'agreed')).toMatchObject({ code: 0, out: 'Version 2: 2 changes.\n' })
  const stale = await cadre('edit', plan, '--from', '1', '--set', 'levers/l1/change=-3', '--json')
  expect([stale.code, JSON.parse(stale.out)]).toEqual([3, expect.objectContaining({ version: 2, refused: expect.objectContaining({ code: 'plan-changed-meanwhile' }) as unknown })])
  expect((JSON.parse(stale.out) as { difference: { field: string; clash: boolean }[] }).difference.filter(({ clash }) => clash).map(({ field }) => field)).toEqual(['levers/l1/change'])
  expect((await cadre('history', plan, '--csv')).out).toContain('levers/l1/change,-1.5,-2,agreed')
  expect(JSON.parse((await cadre('list', '--json')).out)).toMatchObject({ plans: expect.arrayContaining([expect.objectContaining({ id: plan, version: 2, status: 'draft' })]) as unknown })
})
