import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { hashSecret } from '../../src/api/access/secrets.ts'
import { createPlan } from '../../src/api/plans.ts'
import { streamLive } from '../../src/api/live/live-stream.ts'
import { buildServer } from '../../src/api/server.ts'
import type { Live } from '../../src/contract/live.ts'
import type { Status } from '../../src/contract/status.ts'
import { publishFiles } from '../../src/store/publish.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { planOf, returnsOf } from '../access/made-up-region.ts'
import { tokenFor } from '../access/sign-in.ts'
import { judgedFile } from '../fault/judged-file.ts'
import { freshFolder } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'

const pace = { look: 30, beat: 300 }
const { folder, remove } = freshFolder()
let served: ServedFiles
let address: string

beforeAll(async () => {
  served = await serveFiles(folder, returnsOf().slice(0, 2), '2025-11-30T12:00:00.000Z', { live: pace })
  address = await served.server.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await served.close()
  remove()
})

/** Follow the stream as a page does; what was told so far, and whether it is over. */
function follow(token: string, at = address): { readonly told: Live[]; readonly beats: () => number; readonly status: Promise<number>; readonly over: Promise<void>; leave(): void } {
  const [told, leaving]: [Live[], AbortController] = [[], new AbortController()]
  let beats = 0
  const answer = fetch(`${at}/api/live`, { headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` }, signal: leaving.signal })
  const over = answer.then(async ({ body }) => {
    let text = ''
    for await (const piece of body!.pipeThrough(new TextDecoderStream())) {
      text += piece
      const events = text.split('\n\n')
      text = events.pop()!
      for (const event of events) {
        if (event.startsWith('event: live\n')) told.push(JSON.parse(event.split('data: ')[1]!) as Live)
        else if (event.startsWith('event: beat\n')) beats++
      }
    }
  }).catch(() => undefined)
  return { told, beats: () => beats, status: answer.then(({ status }) => status), over, leave: () => leaving.abort() }
}

/** On a machine that is busy with other tests a second is short. */
const eventually = <T>(found: () => T) => expect.poll(found, { timeout: 20_000, interval: 20 })
const ask = async <Answer>(path: string, token: string): Promise<Answer> => (await (await fetch(address + path, { headers: { authorization: `Bearer ${token}` } })).json()) as Answer
let month = 0
const publish = async (): Promise<void> => { await publishFiles(served.house, localViewer, [judgedFile(month++)], `2026-01-${String(month).padStart(2, '0')}T09:00:00.000Z`) }
const keyed = (key: string, at: string) => ({ key, asked: 'test', bodyHash: key, at })
const everything = { kind: 'everything', code: '' } as const
const nothingAgreed = { kind: 'agreed-plans', mark: null, at: null }
const long = { from: '2000-01-01', until: null }

describe('what is live', () => {
  test('is told as /api/status tells it, to nobody who is not signed in', async () => {
    const token = await tokenFor(served.house)
    const status = await ask<Status>('/api/status', token)
    expect(await ask('/api/live', token)).toEqual({ news: [{ kind: 'data', mark: status.snapshot, at: status.publishedAt }, nothingAgreed] })
    expect((await fetch(`${address}/api/live`)).status).toBe(401)
    expect(await follow('nothing that opens').status).toBe(401)
  })

  test('reaches three pages at once, each change once, and beats between', async () => {
    const token = await tokenFor(served.house)
    const pages = [follow(token), follow(token), follow(token)]
    await eventually(() => pages.map(({ told }) => told.length)).toEqual([1, 1, 1])
    const before = pages[0]!.told[0]!.news[0]!.mark
    await publish()
    await eventually(() => pages.map(({ told }) => told.length)).toEqual([2, 2, 2])
    const { snapshot, publishedAt } = await ask<Status>('/api/status', token)
    for (const { told } of pages) expect([told[0]!.news[0]!.mark, told[1]]).toEqual([before, { news: [{ kind: 'data', mark: snapshot, at: publishedAt }, nothingAgreed] }])
    await eventually(() => Math.min(...pages.map(({ beats }) => beats()))).toBeGreaterThan(2)
    expect(pages.map(({ told }) => told.length)).toEqual([2, 2, 2])
    for (const page of pages) page.leave()
  })

  test('tells a reader of one organisation nothing that their status does not', async () => {
    const token = await tokenFor(served.house, [{ role: 'record-viewer', scope: { kind: 'organisation', code: 'ZX1' }, ...long }])
    const page = follow(token)
    await publish()
    await eventually(() => page.told.length).toBeGreaterThanOrEqual(1)
    await eventually(async () => [page.told.at(-1)!.news[0]!.mark, page.told.at(-1)!.news[0]!.at]).toEqual(await ask<Status>('/api/status', token).then(({ snapshot, publishedAt }) => [snapshot, publishedAt]))
    page.leave()
  })

  test('tells of a plan that was agreed to who may read it, and to nobody else', async () => {
    const [here, elsewhere] = [await tokenFor(served.house, [{ role: 'planner', scope: { kind: 'ics', code: 'QZ1' }, ...long }]), await tokenFor(served.house, [{ role: 'planner', scope: { kind: 'ics', code: 'QZ4' }, ...long }])]
    const pages = [follow(here), follow(elsewhere)]
    await eventually(() => pages.map(({ told }) => told.length)).toEqual([1, 1])
    const made = await createPlan(served.house, localViewer, planOf('QZ1'), keyed('made', '2026-02-01T09:00:00.000Z'))
    if (isRefusal(made)) throw new Error(made.found)
    for (const [at, kind] of (['baseline-agreed', 'submitted', 'agreed'] as const).entries()) {
      const taken = await served.house.planSteps.take(localViewer, keyed(kind, `2026-02-0${at + 2}T09:00:00.000Z`), { plan: made.plan, from: 1, kind, because: null, holds: {} })
      if (isRefusal(taken)) throw new Error(taken.found)
    }
    await eventually(() => pages[0]!.told.at(-1)?.news[1]).toEqual({ kind: 'agreed-plans', mark: '2026-02-04T09:00:00.000Z', at: '2026-02-04T09:00:00.000Z' })
    expect(pages[1]!.told).toHaveLength(1)
    for (const page of pages) page.leave()
  })

  test('goes on to nobody whose token or grant was taken back: the stream ends at the next beat, and what came after is not told', async () => {
    const [revoked, ungranted] = [await tokenFor(served.house), await tokenFor(served.house, [{ role: 'planner', scope: everything, ...long }])]
    const pages = [follow(revoked), follow(ungranted)]
    await eventually(() => pages.map(({ told }) => told.length)).toEqual([1, 1])
    const [one, other] = await Promise.all([revoked, ungranted].map((token) => served.house.sessions.admit('token', hashSecret(token), '2026-01-01T00:00:00.000Z')))
    const [token] = await served.house.sessions.tokens(localViewer, one!.person.id)
    await served.house.sessions.revokeToken(localViewer, token!.id, '2026-01-01T00:00:00.000Z')
    for (const grant of await served.house.people.grants(localViewer, other!.person.id)) await served.house.people.revoke(localViewer, grant.id, '2026-01-01T00:00:00.000Z')
    // The gate is asked again a quarter of a second after it was last asked, not sooner.
    await wait(300)
    await publish()
    await Promise.all(pages.map(({ over }) => over))
    expect(pages.map(({ told }) => told.length)).toEqual([1, 1])
    expect(await follow(revoked).status).toBe(401)
  })

  test('goes to twenty pages of one reader and no further, and to others all the same', async () => {
    const token = await tokenFor(served.house)
    const pages = Array.from({ length: 20 }, () => follow(token))
    await eventually(() => pages.every(({ told }) => told.length === 1)).toBe(true)
    const refused = await fetch(`${address}/api/live`, { headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` } })
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([429, 'too-many-live-pages'])
    const other = follow(await tokenFor(served.house))
    await eventually(() => other.told.length).toBe(1)
    for (const page of [...pages, other]) page.leave()
    await eventually(async () => {
      const again = follow(token)
      const status = await again.status
      again.leave()
      return status
    }).toBe(200)
  })
})

describe('the server', () => {
  test('leaves no connection behind when a stream is given up', async () => {
    const server = await buildServer({ folder: served.kept, pages: folder, log: () => undefined, live: { look: 30, beat: 20 } })
    const at = await server.listen({ host: '127.0.0.1', port: 0 })
    // Nothing is taken before the gate has been asked: with beats this quick some streams are given up, and none may hang.
    const pages = [1, 2, 3, 4].map(() => follow('nothing that opens', at))
    const token = await tokenFor(served.house)
    pages.push(...Array.from({ length: 15 }, () => follow(token, at)))
    await Promise.all(pages.map(({ status }) => status.catch(() => 0)))
    await server.close()
    await Promise.all(pages.map(({ over }) => over))
  })

  test('stops at once while pages follow it, one of them never reading; and when it is back they are told what came meanwhile', async () => {
    const parts = { folder: served.kept, pages: folder, log: () => undefined, live: pace }
    const first = await buildServer(parts)
    const at = await first.listen({ host: '127.0.0.1', port: 0 })
    const port = Number(new URL(at).port)
    const token = await tokenFor(served.house)
    const page = follow(token, at)
    const slow = connect(port, '127.0.0.1')
    // Opened beforehand, as browsers do, and never used.
    const unused = connect(port, '127.0.0.1').on('error', () => undefined)
    slow.on('error', () => undefined).pause().write(`GET /api/live HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\nauthorization: Bearer ${token}\r\n\r\n`)
    await eventually(() => page.told.length).toBe(1)
    const started = performance.now()
    await Promise.all([first.close(), page.over])
    expect(performance.now() - started).toBeLessThan(20_000)
    for (const one of [slow, unused]) one.destroy()
    await publish()
    const second = await buildServer(parts)
    await second.listen({ host: '127.0.0.1', port })
    const again = follow(token, at)
    await eventually(() => again.told.at(-1)?.news[0]?.mark).toBe(await served.house.catalogue.live(localViewer))
    expect(again.told[0]!.news[0]!.mark).not.toBe(page.told[0]!.news[0]!.mark)
    again.leave()
    await second.close()
  })

  test('lets go of whoever takes nothing for two beats', async () => {
    let stopped = 0
    const stream = streamLive(async () => ({ news: [] }), { hear: () => () => { stopped++ }, end: () => undefined }, 20)
    await once(stream, 'close')
    expect([stream.destroyed, stopped, stream.readableLength < 100]).toEqual([true, 1, true])
  })
})

test('rows to take away that have not changed since are not sent again', async () => {
  const token = await tokenFor(served.house)
  const take = (tag?: string): Promise<Response> => fetch(`${address}/api/query.csv?measure=sickness_absence_rate&by=organisation`, { headers: { authorization: `Bearer ${token}`, ...(tag === undefined ? {} : { 'if-none-match': tag }) } })
  const first = await take()
  const [tag, text] = [first.headers.get('etag')!, await first.text()]
  expect([first.status, /^"[\w-]{43}"$/.test(tag), text.length > 20]).toEqual([200, true, true])
  for (const known of [tag, `W/${tag}`, `"another", ${tag}`]) {
    const again = await take(known)
    expect([again.status, await again.text()]).toEqual([304, ''])
  }
  expect((await take('"another"')).status).toBe(200)
  expect((await fetch(`${address}/api/query.csv?measure=sickness_absence_rate&by=organisation`, { headers: { 'if-none-match': tag } })).status).toBe(401)
})
