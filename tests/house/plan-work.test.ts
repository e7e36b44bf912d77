import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BoardAnswer } from '../../src/contract/board.ts'
import type { PlanEdit, PlanList, PlanState } from '../../src/contract/plan.ts'
import type { AgreedPlans, PlanBaseline, PlanComments, PlanDecision, PlanDecisions, PlanDifference, PlanPresence, PlanRemark, PlanSteps } from '../../src/contract/plan-work.ts'
import type { Role } from '../../src/access/role.ts'
import { latestAgreed } from '../../src/api/plan/plan-steps.ts'
import { localViewer } from '../../src/access/viewer.ts'
import { tokenFor } from '../access/sign-in.ts'
import { freshFolder, runOn } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'
import { turnoverCsv } from './small-files.ts'

const { folder, remove } = freshFolder()
let served: ServedFiles
let key = 0
const england = 'E92000001'
type Person = Readonly<Record<string, string>>
let [planner, second, approver, reader, elsewhere]: Person[] = [{}, {}, {}, {}, {}]

beforeAll(async () => {
  served = await serveFiles(folder, [{ name: 'turnover.csv', text: turnoverCsv() }], '2026-01-31T12:00:00.000Z')
  const person = async (role: Role, name: string, kind: 'nation' | 'ics' = 'nation', code = england): Promise<Person> => ({ authorization: `Bearer ${await tokenFor(served.house, [{ role, scope: { kind, code }, from: '2000-01-01', until: null }], name)}` })
  planner = await person('planner', 'Planner')
  second = await person('planner', 'Second planner')
  approver = await person('approver', 'Approver')
  reader = await person('aggregate-viewer', 'Reader')
  elsewhere = await person('planner', 'Planner elsewhere', 'ics', 'QXX')
})
afterAll(async () => {
  await served?.close()
  remove()
})

const send = (url: string, body: object, headers: Person = planner!) => served.server.inject({ method: 'POST', url: `/api/plans${url}`, payload: body, headers: { host: 'localhost', 'x-cadre': '1', 'idempotency-key': `work-number-${++key}`, ...headers } })
const get = (url: string, headers: Person = planner!) => served.server.inject({ url: `/api/plans${url}`, headers: { host: 'localhost', ...headers } })
const make = async (name: string, horizon = 5): Promise<string> => (await send('', { version: 1, name, baseline: { area: england, horizon, draws: 20 }, levers: [{ kind: 'leaver-rate', change: -1 }], overrides: [{ what: 'Joiners in 2027', value: 900, who: 'Team', when: '2026-01-02', why: 'a course was cancelled' }] })).json<PlanEdit>().plan
const step = (plan: string, kind: string, who: Person, version = 1, because?: string) => send(`/${plan}/steps`, { kind, ...(because ? { because } : {}) }, { ...who, 'if-match': `"${version}"` })
const edit = (plan: string, version: number, field: string, to: unknown, who: Person = planner!) => send(`/${plan}/edits`, { changes: [{ field, to }] }, { ...who, 'if-match': `"${version}"` })
const from = (id: string, edition: number) => ({ value: 8.24, unit: '%', source: 'Assumption library', owner: 'Team', from: { id, edition } })
const state = async (plan: string, who: Person = planner!): Promise<PlanState> => (await get(`/${plan}`, who)).json<PlanState>()
const agree = async (plan: string): Promise<void> => {
  for (const [kind, who] of [['baseline-agreed', approver!], ['submitted', planner!], ['agreed', approver!]] as const) expect((await step(plan, kind, who)).json()).toMatchObject({ kind })
}

describe('the baseline comes first', () => {
  test('levers wait until an approver signs it off, with data, map, horizon, rates and model; then it stays', async () => {
    const plan = await make('Baseline first')
    expect(await state(plan)).toMatchObject({ status: 'draft', baselineAgreed: false, mayMoveLevers: false, may: [], baseline: { agreed: null } })
    expect((await edit(plan, 1, 'levers/l1/change', -2)).json()).toMatchObject({ status: 409, code: 'plan-baseline-open' })
    expect((await step(plan, 'submitted', planner!)).json()).toMatchObject({ code: 'plan-step-not-now' })
    expect((await step(plan, 'baseline-agreed', planner!)).json()).toMatchObject({ status: 403, code: 'not-allowed' })
    expect((await step(plan, 'baseline-agreed', approver!)).statusCode).toBe(200)
    const { baseline, mayMoveLevers, summary } = await state(plan)
    expect([mayMoveLevers, baseline.agreed, baseline.notes]).toEqual([true, {
      by: 'Approver', at: expect.any(String) as string, version: 1, dataset: await served.house.catalogue.live(localViewer), map: null, horizon: 5, model: expect.stringMatching(/^cadre-stock-flow-/) as string, rates: expect.stringMatching(/^[0-9a-f]{64}$/) as string, basis: expect.stringContaining('leaving: ') as string, repeat: expect.stringContaining(`cadre project --area ${england}`) as string, sunset: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string,
    }, []])
    expect(summary).toContain('1 manual change is in force.')
    expect((await edit(plan, 1, 'levers/l1/change', -2)).statusCode).toBe(200)
    expect((await edit(plan, 2, 'baseline/horizon', 10)).json()).toMatchObject({ status: 409, code: 'plan-baseline-agreed' })
    expect((await step(plan, 'baseline-reopened', planner!, 2)).json()).toMatchObject({ code: 'plan-step-needs-reason' })
    expect((await step(plan, 'baseline-reopened', planner!, 2, 'Ten years are asked for')).statusCode).toBe(200)
    expect((await edit(plan, 2, 'baseline/horizon', 10)).statusCode).toBe(200)
  })

  test('doing nothing, zero productivity and history repeating are always there, and no plan takes their names', async () => {
    const plan = await make('Beside the three')
    const { scenarios } = (await get(`/${plan}/baseline`)).json<PlanBaseline>()
    expect(scenarios.map(({ name }) => name)).toEqual(['Do nothing', 'Zero productivity', 'History repeats'])
    const [nothing, zero, history] = scenarios
    const projected = (await served.server.inject({ url: `/api/projection?area=${england}&years=5&draws=20`, headers: { host: 'localhost', ...planner } })).json<{ rows: { gap: unknown; gapZeroProductivity: { p50: number } }[] }>().rows.at(-1)!
    expect([nothing!.gap, zero!.gap!.p50]).toEqual([projected.gap, expect.closeTo(projected.gapZeroProductivity.p50, 6)])
    expect(history!.supply).toEqual(nothing!.supply)
    expect(history!.demand).not.toEqual(nothing!.demand)
    // What the plan assumes of need holds for all three.
    await edit(plan, 1, 'assumptions/unmet-need', { value: 0.5, source: 'test', owner: 'test' })
    const assumed = (await get(`/${plan}/baseline`)).json<PlanBaseline>().scenarios
    expect(assumed.every(({ gap }, at) => gap!.p50 > scenarios[at]!.gap!.p50 + 10_000)).toBe(true)
    for (const name of ['do nothing', ' Zero  Productivity', 'History-repeats']) expect((await send('', { version: 1, name, baseline: { area: england } })).json()).toMatchObject({ status: 422, code: 'plan-name-reserved' })
    expect((await edit(plan, 2, 'name', 'Do nothing')).json()).toMatchObject({ code: 'plan-name-reserved' })
  })
})

describe('from draft to agreed', () => {
  test('planners submit, approvers agree or return; what is not a draft is not edited, and what was agreed is superseded by the next', async () => {
    const first = await make('Keep and grow')
    await step(first, 'baseline-agreed', approver!)
    await step(first, 'submitted', planner!)
    expect((await edit(first, 1, 'purpose', 'Late')).json()).toMatchObject({ status: 409, code: 'plan-settled' })
    expect((await step(first, 'agreed', planner!)).json()).toMatchObject({ status: 403 })
    expect((await step(first, 'returned', approver!, 1, 'No cost is stated')).statusCode).toBe(200)
    await edit(first, 1, 'purpose', 'With cost')
    expect((await step(first, 'submitted', planner!)).json()).toMatchObject({ status: 412, code: 'plan-changed-meanwhile', version: 2 })
    await step(first, 'submitted', planner!, 2)
    expect((await step(first, 'agreed', approver!, 2)).statusCode).toBe(200)
    expect((await edit(first, 2, 'purpose', 'Never')).json()).toMatchObject({ code: 'plan-settled' })
    expect(await latestAgreed(served.house, localViewer, 'England')).toMatchObject({ plan: first, version: 2, agreedBy: 'Approver', horizon: 5 })
    const next = (await send(`/${first}/copies`, { name: 'Keep and grow' })).json<PlanEdit>().plan
    const { title, replaces } = await state(next)
    expect([title.startsWith('Keep and grow, '), title.endsWith(' (2)'), replaces]).toEqual([true, true, first])
    await agree(next)
    expect([(await state(first)).status, (await state(next)).status]).toEqual(['superseded', 'agreed'])
    const { steps } = (await get(`/${first}/steps`)).json<PlanSteps>()
    expect(steps.map(({ kind, because }) => [kind, because])).toEqual([['baseline-agreed', null], ['submitted', null], ['returned', 'No cost is stated'], ['submitted', null], ['agreed', null], ['superseded', `${title} was agreed`]])
    // Another plan of the same area and years takes its place as well; of other years it stands beside it.
    const [same, longer] = [await make('Another'), await make('Longer', 10)]
    await agree(longer)
    await agree(same)
    const agreed = (await get(`/agreed?area=${england}`)).json<AgreedPlans>().plans
    expect(agreed.map(({ plan }) => plan)).toEqual([same, longer])
  })

  test('titles are dated and no two plans of an area share one, also when they are made at once', async () => {
    const plans = await Promise.all([1, 2, 3].map(() => make('The same name')))
    const titles = await Promise.all(plans.map(async (plan) => (await state(plan)).title))
    expect(new Set(titles).size).toBe(3)
    expect(titles.every((title) => /^The same name, \d{1,2} \w+ \d{4}( \([23]\))?$/.test(title))).toBe(true)
  })
})

test('comments stand on a field with replies, are resolved and opened again, are said once, and stay', async () => {
  const plan = await make('Talked about')
  const said = (await send(`/${plan}/comments`, { about: 'levers/l1/change', text: 'Is this net of agency?' }, approver!)).json<PlanRemark>()
  const once = { ...planner, 'idempotency-key': 'reply-once-only' }
  const reply = (await send(`/${plan}/comments`, { kind: 'reply', answers: said.id, text: 'It is not' }, once)).json<PlanRemark>()
  expect((await send(`/${plan}/comments`, { kind: 'reply', answers: said.id, text: 'It is not' }, once)).json()).toEqual(reply)
  await send(`/${plan}/comments`, { kind: 'resolved', answers: said.id })
  expect((await get(`/${plan}/comments`)).json<PlanComments>()).toMatchObject({ summary: '1 comment, all resolved.', threads: [{ id: said.id, about: 'levers/l1/change', state: 'resolved', remarks: [{ by: 'Approver' }, { by: 'Planner', text: 'It is not', about: 'levers/l1/change' }, { kind: 'resolved' }] }] })
  await send(`/${plan}/comments`, { kind: 'reopened', answers: said.id }, second!)
  expect(await state(plan)).toMatchObject({ openComments: 1 })
  for (const [body, code] of [[{ about: 'levers/l7/change', text: 'x' }, 'plan-field-unknown'], [{ text: '' }, 'comment-not-readable'], [{ kind: 'reply', text: 'x' }, 'comment-not-readable'], [{ kind: 'reply', answers: reply.id, text: 'x' }, 'comment-not-found']] as const) expect((await send(`/${plan}/comments`, body)).json()).toMatchObject({ code })
})

test('a decision is written down with dissent, and another takes its place', async () => {
  const plan = await make('Decided about')
  const decision = { what: 'Go on with lever l1', outcome: 'agreed', decidedBy: 'People board', on: '2026-01-20', dissent: [{ who: 'Finance partner', why: 'The cost is not net' }], about: 'levers/l1' }
  const first = (await send(`/${plan}/decisions`, decision, approver!)).json<PlanDecision>()
  const next = (await send(`/${plan}/decisions`, { ...decision, outcome: 'deferred', dissent: [], replaces: first.id }, approver!)).json<PlanDecision>()
  expect((await get(`/${plan}/decisions`)).json<PlanDecisions>()).toMatchObject({ summary: '2 decisions.', decisions: [{ id: first.id, replacedBy: next.id, dissent: [{ who: 'Finance partner' }] }, { outcome: 'deferred', replacedBy: null }] })
  expect((await send(`/${plan}/decisions`, { ...decision, replaces: first.id }, approver!)).json()).toMatchObject({ code: 'decision-not-found' })
})

const board = async (who: Person): Promise<BoardAnswer> => (await served.server.inject({ url: '/api/board', headers: { host: 'localhost', ...who } })).json<BoardAnswer>()

test('the board page says what is agreed, who has it in hand, what was decided and who was of another mind; nobody else is told', async () => {
  const plan = await make('For the board', 7)
  await agree(plan)
  const said = { what: 'Fund the plan', outcome: 'agreed', decidedBy: 'Board', on: '2026-03-01', dissent: [{ who: 'Finance partner', why: 'no money' }] }
  await send(`/${plan}/decisions`, { ...said, what: 'Wait', on: '2026-02-01', dissent: [] }, approver!)
  await send(`/${plan}/decisions`, said, approver!)
  const { plan: shown, planWhy } = await board(approver!)
  expect(shown).toMatchObject({
    plan, says: expect.stringMatching(/^Agreed by Approver on \d{1,2} \w+ \d{4}, for 7 years\.$/) as string, moreActions: 0, moreDecisions: 0,
    actions: [{ what: 'Leaver rate −1 points', owner: 'who decides is not stated', when: 'from the start' }, { what: 'Manual change: Joiners in 2027 (900)', owner: 'Team', when: '2 January 2026' }],
    decisions: [{ what: 'Fund the plan', decidedBy: 'Board', on: '2026-03-01', dissent: [{ who: 'Finance partner', why: 'no money' }] }, { what: 'Wait', dissent: [] }],
  })
  expect([planWhy, shown?.decisionsWhy]).toEqual([null, null])
  expect((await board(reader!)).plan).toMatchObject({ plan, decisions: [], decisionsWhy: 'Decisions are told to those who plan or approve here.' })
  expect(await board(elsewhere!)).toMatchObject({ plan: null, planWhy: expect.stringContaining('among those you may read') as string })
})

test('two versions are held against each other, with who changed each field; an override that is switched off is still reported', async () => {
  const plan = await make('Compared')
  await step(plan, 'baseline-agreed', approver!)
  await edit(plan, 1, 'levers/l1/change', -2)
  await edit(plan, 2, 'overrides/o1/on', false, second!)
  await edit(plan, 3, 'levers/l1/change', -3)
  expect((await get(`/${plan}/difference?from=2&to=4`)).json<PlanDifference>()).toMatchObject({ fields: [{ field: 'levers/l1/change', before: -2, after: -3, by: 'Planner', version: 4 }, { field: 'overrides/o1/on', before: true, after: false, by: 'Second planner', version: 3 }] })
  expect((await get(`/${plan}/difference?from=4&to=1`)).json<PlanDifference>().fields.map(({ before, after }) => [before, after])).toEqual([[-3, -1], [false, true]])
  expect((await get(`/${plan}/difference?from=1&to=9`)).json()).toMatchObject({ code: 'plan-version-unknown' })
  expect((await state(plan)).overrides).toEqual({ on: 0, off: 1, says: 'No manual change is in force. 1 is switched off.' })
})

test('an assumption from the library is held with its edition, and what is past its review date or not known is flagged', async () => {
  const plan = await make('From the library')
  await edit(plan, 1, 'assumptions/known', from('leaving-nurses-england', 1))
  await edit(plan, 2, 'assumptions/unknown', from('no-such-entry', 1))
  await edit(plan, 3, 'assumptions/later', from('leaving-nurses-england', 9))
  const { library } = await state(plan)
  expect(library).toMatchObject([{ assumption: 'known', says: expect.stringContaining('nurses') as unknown }, { flags: ['No entry of the library has this id.'] }, { flags: expect.arrayContaining(['The library knows editions up to 1; this says 9.']) as unknown }])
})

test('who has a plan open is told to the others who work on it, with the field in hand, until nothing is heard of them', async () => {
  const plan = await make('Open to two')
  const here = (who: Person, editing: string | null) => send(`/${plan}/presence`, { editing }, who)
  await here(planner!, 'levers/l1/change')
  expect((await here(second!, null)).json<PlanPresence>()).toMatchObject({ version: 1, others: [{ name: 'Planner', editing: 'levers/l1/change' }] })
  expect(Object.keys((await here(second!, null)).json<PlanPresence>().others[0]!).toSorted()).toEqual(['editing', 'heard', 'name', 'since'])
  const later = new Date(Date.now() + 60_000).toISOString()
  expect(await served.house.planRoom.enter({ ...localViewer, id: 'later' }, plan, null, later)).toMatchObject({ others: [] })
  await here(planner!, null)
  await served.server.inject({ method: 'DELETE', url: `/api/plans/${plan}/presence`, headers: { host: 'localhost', 'x-cadre': '1', ...planner } })
  expect((await here(second!, null)).json<PlanPresence>().others.map(({ name }) => name)).not.toContain('Planner')
})

test('somebody who sees figures reads what is agreed or shared, nothing else of it; whoever plans elsewhere finds nothing', async () => {
  const plan = await make('Shared')
  expect((await get(`/${plan}`, reader!)).json()).toMatchObject({ status: 404, code: 'plan-not-found' })
  await send(`/${plan}/comments`, { text: 'Among us' })
  const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  expect((await send(`/${plan}/share`, { until }, reader!)).statusCode).toBe(404)
  expect((await send(`/${plan}/share`, { until })).json()).toMatchObject({ until, address: expect.stringContaining(plan) as unknown })
  expect(await state(plan, reader!)).toMatchObject({ mayEdit: false, may: [], openComments: 0, sharedUntil: until })
  expect((await get(`/${plan}/comments`, reader!)).json<PlanComments>().threads).toEqual([])
  for (const body of [{ text: 'x' }]) expect((await send(`/${plan}/comments`, body, reader!)).json()).toMatchObject({ status: 403 })
  for (const path of ['', '/steps', '/comments', '/decisions', '/baseline', '/difference?from=1&to=1']) expect((await get(`/${plan}${path}`, elsewhere!)).json()).toMatchObject({ status: 404 })
  for (const path of ['/presence', '/comments']) expect((await send(`/${plan}${path}`, { text: 'x' }, elsewhere!)).statusCode).toBeGreaterThanOrEqual(400)
  expect((await send(`/${plan}/share`, { until: '2020-01-01' })).json()).toMatchObject({ code: 'plan-share-over' })
  await send(`/${plan}/share`, { until: null })
  expect((await get(`/${plan}`, reader!)).statusCode).toBe(404)
  await agree(plan)
  expect(await state(plan, reader!)).toMatchObject({ status: 'agreed', mayEdit: false })
  expect((await get(`/${plan}/edits`, reader!)).json()).toEqual({ summary: 'Its edits are for those who plan or approve in the area.', edits: [] })
  expect((await get(`/${plan}/difference?from=1&to=1`, reader!)).json()).toMatchObject({ status: 404, code: 'plan-not-found' })
  expect((await get('', reader!)).json<PlanList>().plans.every(({ status }) => status === 'agreed')).toBe(true)
})

const cadre = async (...words: string[]): Promise<string> => {
  const { code, out, err } = await runOn(served.house, words)
  expect([words.slice(0, 2), code, err]).toEqual([words.slice(0, 2), 0, expect.any(String)])
  return out
}

test('the command line takes a plan from draft to agreed, talks about it, shares it and compares its versions', async () => {
  const file = `${folder}/old.json`
  writeFileSync(file, JSON.stringify({ title: 'Told by hand', area: 'England', years: 2, levers: [{ kind: 'leaver-rate', amount: -1 }] }))
  const { plan } = JSON.parse(await cadre('plan', 'create', file, '--json')) as PlanEdit
  expect(await cadre('plan', 'history', plan)).toContain('title was read as name')
  await cadre('plan', 'step', plan, 'baseline-agreed', '--from', '1')
  await cadre('plan', 'edit', plan, '--from', '1', '--set', 'levers/l1/change=-2')
  expect(await cadre('plan', 'diff', plan, '1', '2', '--csv')).toContain('levers/l1/change,-1,-2,Local viewer')
  const { id } = JSON.parse(await cadre('plan', 'comment', plan, 'Is it so?', '--about', 'levers/l1', '--json')) as PlanRemark
  await cadre('plan', 'comment', plan, '--resolve', id)
  expect(await cadre('plan', 'comments', plan)).toContain('1 comment, all resolved.')
  await cadre('plan', 'decide', plan, 'Go on', '--outcome', 'agreed', '--by', 'People board', '--on', '2026-02-01', '--dissent', 'Finance partner: not net')
  expect(await cadre('plan', 'decisions', plan)).toContain('1 decision, 1 with dissent.')
  expect(await cadre('plan', 'share', plan, '--until', '2999-12-31')).toContain('until 31 December 2999')
  for (const kind of ['submitted', 'agreed']) await cadre('plan', 'step', plan, kind, '--from', '2')
  expect(await cadre('plan', 'agreed', '--area', 'England', '--csv')).toContain(plan)
  expect(await cadre('plan', 'copy', plan, '--name', 'Told again')).toContain('version 1')
  expect(await cadre('plan', 'baseline', plan, '--csv')).toContain('History repeats,2027,')
  expect(await cadre('assumptions', 'abroad', '--group', 'Cost', '--csv')).toContain('cost-nurse-from-abroad')
  expect(await cadre('model', 'register')).toContain('cadre-stock-flow-5')
})
