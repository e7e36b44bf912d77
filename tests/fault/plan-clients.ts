import { setTimeout as wait } from 'node:timers/promises'
import type { PlanEdits, PlanState } from '../../src/contract/plan.ts'
import type { PlanComments } from '../../src/contract/plan-work.ts'
import type { Stream } from '../../src/random/stream.ts'

/** One request of a client; `gone` when the server died before its answer was read. */
export type Send = (client: number, method: 'GET' | 'POST', path: string, headers?: Readonly<Record<string, string>>, body?: object) => Promise<Answered | 'gone'>
export interface Answered { readonly status: number; readonly etag: string; readonly body: unknown }

/** An edit somebody was told is made, and what became of a comment on it: null where none was sent. */
export interface Acknowledged { readonly plan: string; readonly key: string; readonly version: number; readonly said: 'kept' | 'field unknown' | null }

/** What each edit does: it adds an entry of its own, and counts up by one what it read. Whoever writes over another spoils the count. */
const counted = 'assumptions/count/value'

/** A plan to edit: an area of the small files, and a count that begins at nought. */
export const emptyPlan = { version: 1, name: 'A plan many edit', baseline: { area: 'E92000001' }, assumptions: [{ id: 'count', value: 0, source: 'test', owner: 'test' }] }

/**
 * Let clients edit plans at the same time, each as a careful program does: it reads, changes what it read, says from which version, and sends the same again when no answer comes.
 * One answer in ten is thrown away, as a line that breaks would. Answers every edit that was acknowledged.
 */
export async function editTogether(send: Send, plans: readonly string[], chance: Stream, { clients, edits }: { readonly clients: number; readonly edits: number }): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = []
  const client = async (who: number): Promise<void> => {
    for (let at = 0; at < edits; at++) {
      const [plan, key] = [plans[(who + at) % plans.length]!, `client-${who}-edit-${at}`]
      const version = await editOnce(send, who, plan, key, chance)
      acknowledged.push({ plan, key, version, said: at % 4 === 0 ? await sayOnce(send, who, plan, key, chance) : null })
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, who) => client(who)))
  return acknowledged
}

async function editOnce(send: Send, who: number, plan: string, key: string, chance: Stream): Promise<number> {
  for (;;) {
    const read = await sendUntilAnswered(send, who, 'GET', `/api/plans/${plan}`)
    const state = read.body as PlanState
    const count = Number(state.document.assumptions.find(({ id }) => id === 'count')?.value)
    const body = { changes: [{ field: counted, to: count + 1 }, { field: `overrides/${key}`, to: { what: key, value: who, who: `client ${who}`, when: '2026-01-31', why: 'test' } }] }
    const headers = { 'if-match': read.etag, 'idempotency-key': key }
    let answer = await sendUntilAnswered(send, who, 'POST', `/api/plans/${plan}/edits`, headers, body)
    if (answer.status === 200 && chance.next() < 0.1) answer = await sendUntilAnswered(send, who, 'POST', `/api/plans/${plan}/edits`, headers, body)
    if (answer.status === 200) return (answer.body as { version: number }).version
    if (answer.status !== 412) throw new Error(`${key} was answered ${answer.status} ${JSON.stringify(answer.body)}`)
  }
}

/** A comment on every fourth edit; one answer in ten is thrown away. */
async function sayOnce(send: Send, who: number, plan: string, key: string, chance: Stream): Promise<'kept' | 'field unknown'> {
  const say = () => sendUntilAnswered(send, who, 'POST', `/api/plans/${plan}/comments`, { 'idempotency-key': `${key}-said` }, { about: `overrides/${key}`, text: key })
  let answer = await say()
  if (answer.status === 200 && chance.next() < 0.1) answer = await say()
  // The entry was acknowledged a moment ago: a plan without it has lost an edit.
  if ((answer.body as { code?: string }).code === 'plan-field-unknown') return 'field unknown'
  if (answer.status !== 200) throw new Error(`the comment on ${key} was answered ${answer.status} ${JSON.stringify(answer.body)}`)
  return 'kept'
}

async function sendUntilAnswered(send: Send, ...request: Parameters<Send>): Promise<Answered> {
  for (;;) {
    const answer = await send(...request)
    if (answer !== 'gone' && answer.status !== 429 && answer.status < 500) return answer
    await wait(answer === 'gone' ? 50 : 500)
  }
}

/** What is wrong with plans after all edits: nothing, when every acknowledged edit is there exactly once, in order, and nothing was written over. */
export async function faultsOfPlans(send: Send, plans: readonly string[], acknowledged: readonly Acknowledged[]): Promise<string[]> {
  return (await Promise.all(plans.map(async (plan) => {
    const { edits } = (await sendUntilAnswered(send, 0, 'GET', `/api/plans/${plan}/edits`)).body as PlanEdits
    const { document, version } = (await sendUntilAnswered(send, 0, 'GET', `/api/plans/${plan}`)).body as PlanState
    const { threads } = (await sendUntilAnswered(send, 0, 'GET', `/api/plans/${plan}/comments`)).body as PlanComments
    const own = acknowledged.filter((one) => one.plan === plan)
    return [...faultsOfPlan(edits, { document, version }, own), ...faultsOfTalk(threads.flatMap(({ remarks }) => remarks.map(({ key }) => key)), own)]
  }))).flat()
}

function faultsOfTalk(said: readonly string[], acknowledged: readonly Acknowledged[]): string[] {
  return acknowledged.filter((one) => one.said !== null).flatMap(({ key, said: became }) => {
    if (became === 'field unknown') return [`${key} was acknowledged, and a comment on it found no such entry`]
    const times = said.filter((one) => one === `${key}-said`).length
    return times === 1 ? [] : [`the comment on ${key} was acknowledged and is there ${times} times`]
  })
}

function faultsOfPlan(edits: PlanEdits['edits'], { document, version }: Pick<PlanState, 'document' | 'version'>, acknowledged: readonly Acknowledged[]): string[] {
  const keys = edits.slice(1).map(({ key }) => key)
  const held = document.overrides.map(({ id }) => id)
  const count = document.assumptions.find(({ id }) => id === 'count')?.value
  return [
    ...acknowledged.filter(({ key }) => !keys.includes(key)).map(({ key }) => `${key} was acknowledged and is not in the history`),
    ...acknowledged.filter(({ key }) => held.filter((id) => id === key).length !== 1).map(({ key }) => `${key} was acknowledged and is not in the plan once`),
    ...acknowledged.filter(({ key, version: told }) => keys.includes(key) && !edits.some((edit) => edit.key === key && edit.version === told)).map(({ key }) => `${key} was acknowledged with another version`),
    ...keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `${key} is in the history more than once`),
    ...edits.filter((edit, at) => edit.version !== at + 1).map((edit) => `version ${edit.version} is out of order`),
    ...edits.slice(1).filter(({ changes }, at) => changes[0]?.field !== counted || changes[0].from !== at || changes[0].to !== at + 1).map((edit) => `version ${edit.version} wrote over what its maker had not seen`),
    ...(version === edits.length && count === keys.length && held.length === keys.length ? [] : [`the plan says ${String(count)} edits and holds ${held.length}, its version is ${version}, and its history has ${keys.length}`]),
  ]
}
