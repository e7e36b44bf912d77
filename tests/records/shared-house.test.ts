import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demonstrationViewer, localViewer, nobody } from '../../src/access/viewer.ts'
import { admit } from '../../src/api/access/admit.ts'
import { keepFolder } from '../../src/api/folder.ts'
import { firstAdministratorLink } from '../../src/api/access/first-administrator.ts'
import { importFiles } from '../../src/api/import.ts'
import { answerLive } from '../../src/api/live/live-sights.ts'
import { streamLive } from '../../src/api/live/live-stream.ts'
import { watchLive } from '../../src/api/live/live-watch.ts'
import { answerQuery } from '../../src/api/query.ts'
import { hashSecret } from '../../src/api/access/secrets.ts'
import { acceptLink, signIn } from '../../src/api/access/sign-in.ts'
import type { Live } from '../../src/contract/live.ts'
import { restoreBackup } from '../../src/store/backup.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { publishFiles } from '../../src/store/publish.ts'
import { isRefusal, type Refusal } from '../../src/units/refusal.ts'
import { startChild } from '../fault/child.ts'
import { judgedFile, rowsOf } from '../fault/judged-file.ts'
import { runCadre } from '../house/run-cadre.ts'
import { turnoverCsv } from '../house/small-files.ts'
import { noRealPostgres, startRealPostgres, type RealPostgres } from './real-postgres.ts'

const now = '2026-11-22T09:00:00.000Z'

describe.skipIf(noRealPostgres !== null)(`servers that share one database and one data folder${noRealPostgres ? ` (skipped: ${noRealPostgres})` : ''}`, () => {
  const root = mkdtempSync(join(tmpdir(), 'cadre-shared-'))
  let server: RealPostgres
  beforeAll(async () => { server = await startRealPostgres() })
  afterAll(async () => {
    await server.stop()
    rmSync(root, { recursive: true, force: true })
  })

  const directory = (name: string): string => join(root, name)
  const open = async (name: string, postgres: string): Promise<House> => accepted(await openHouse(directory(name), { postgres }))

  test('import, question, withdrawal, history, sign-in and audit give on a server what they give in a folder', async () => {
    const alone = accepted(await openHouse(directory('alone')))
    const shared = await open('served', await server.makeDatabase('same_answers'))
    const seen = await Promise.all([alone, shared].map(useIt))
    await Promise.all([alone.close(), shared.close()])
    expect(seen[1]).toEqual(seen[0])
  })

  test('what one publishes, withdraws, writes down or takes back, the other answers with; and a backup of it restores into a folder', async () => {
    const postgres = await server.makeDatabase('two_servers')
    const [one, other] = await Promise.all([open('two', postgres), open('two', postgres)])
    await importTurnover(one)
    expect(await ask(other)).toEqual(await ask(one))
    await expect.poll(() => other.mode).toBe('real')
    await Promise.all([1, 2, 3, 4].flatMap((number) => [publishFiles(one, localViewer, [judgedFile(number)], now), publishFiles(other, localViewer, [judgedFile(number + 10)], now)]))
    const live = String(await one.catalogue.live(localViewer))
    expect(await other.catalogue.live(localViewer)).toBe(live)
    expect((await other.catalogue.files(localViewer, live)).map(({ name }) => name)).toHaveLength(1 + 8)
    await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? one : other).audit.add({ at: now, who: 'p1', name: 'Person 1', via: 'page', under: 'figures', what: `read ${at}`, outcome: 'done' })))
    for (const house of [one, other]) expect(accepted(await house.audit.check(localViewer, []))).toMatchObject({ entries: 20, fault: null })
    const session = await becomeAdministrator(one)
    expect((await admit(other, { kind: 'session', hash: hashSecret(session) }, now)).rights).toContain('manage-system')
    await one.sessions.endCarried(hashSecret(session), now)
    expect(await admit(other, { kind: 'session', hash: hashSecret(session) }, now)).toEqual(nobody)
    accepted(await other.backUp(directory('backup'), now))
    accepted(await restoreBackup(directory('backup'), directory('restored'), () => now))
    const restored = accepted(await openHouse(directory('restored')))
    expect([await restored.catalogue.live(localViewer), await ask(restored)]).toEqual([live, await ask(one)])
    await restored.close()
    accepted(await other.catalogue.withdraw(localViewer, live))
    expect(await one.catalogue.live(localViewer)).not.toBe(live)
    await Promise.all([one.close(), other.close()])
    expect(readdirSync(join(directory('two'), 'lake', '.unfinished'))).toEqual([])
  })

  test('what one publishes or withdraws, the open pages of the other are told', async () => {
    const postgres = await server.makeDatabase('live')
    const [one, other] = await Promise.all([open('live', postgres), open('live', postgres)])
    const told: (string | null)[] = []
    const watch = watchLive(keepFolder(other, openHouse), 30)
    const stream = streamLive(() => answerLive(other, localViewer), watch, 60_000)
    stream.setEncoding('utf8').on('data', (event: string) => void told.push((JSON.parse(event.split('data: ')[1]!) as Live).news[0]!.mark))
    await expect.poll(() => told).toEqual([null])
    await importTurnover(one)
    const first = await one.catalogue.live(localViewer)
    await expect.poll(() => told).toEqual([null, first])
    accepted(await publishFiles(one, localViewer, [judgedFile(1)], now))
    const second = await one.catalogue.live(localViewer)
    accepted(await one.catalogue.withdraw(localViewer, String(second)))
    await expect.poll(() => told.at(-1)).toBe(first)
    watch.end()
    stream.destroy()
    await Promise.all([one.close(), other.close()])
  })

  test('imports take turns between servers, and a turn ends with who had it', async () => {
    const postgres = await server.makeDatabase('turns')
    const [one, other] = await Promise.all([open('turns', postgres), open('turns', postgres)])
    const told: string[] = []
    const importing = (house: House, name: string) => house.inTurn(async () => {
      told.push(`${name} begins`)
      await new Promise((done) => { setTimeout(done, 100) })
      told.push(`${name} ends`)
    })
    await Promise.all([importing(one, 'a'), importing(other, 'b'), importing(one, 'c')])
    expect(told.map((line) => line.split(' ')[1])).toEqual(['begins', 'ends', 'begins', 'ends', 'begins', 'ends'])
    await expect(one.inTurn(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    await importing(other, 'd')
    await Promise.all([one.close(), other.close()])
  })

  test('a server that is killed in the middle of imports leaves nothing half done, and the other goes on', async () => {
    const postgres = await server.makeDatabase('killed')
    const house = await open('killed', postgres)
    let own = 100
    for (const pause of [0, 60, 130, 210]) {
      const held = await filesHeld(house)
      const child = startChild(new URL('../fault/import-forever.ts', import.meta.url), [directory('killed'), String(held.filter((number) => number < 100).length), postgres])
      await child.hears('acknowledged')
      accepted(await publishFiles(house, localViewer, [judgedFile(own++)], now))
      await new Promise((done) => { setTimeout(done, pause) })
      await child.kill()
      accepted(await publishFiles(house, localViewer, [judgedFile(own++)], now))
      const after = await filesHeld(house)
      const acknowledged = [...child.said().matchAll(/^acknowledged (\d+) /gm)].map(([, number]) => Number(number))
      expect(after).toEqual(expect.arrayContaining([...held, ...acknowledged]))
      expect(after.filter((number) => number >= 100)).toEqual(Array.from({ length: own - 100 }, (_, at) => 100 + at))
      await expectWhole(house, after)
    }
    // Whoever opens next sweeps what the dead left, and leaves the work of the living.
    const next = await open('killed', postgres)
    expect(readdirSync(join(directory('killed'), 'lake', '.unfinished')).filter((name) => name.endsWith('.lock'))).toHaveLength(2)
    await expectWhole(next, await filesHeld(house))
    await Promise.all([house.close(), next.close()])
  })

  test('a folder belongs to its database: neither is opened without the other, and nobody has the folder alone', async () => {
    const postgres = await server.makeDatabase('belongs')
    const house = await open('belongs', postgres)
    await importTurnover(house)
    const [alone, elsewhere, empty] = [await openHouse(directory('belongs')), await openHouse(directory('elsewhere'), { postgres }), await openHouse(directory('belongs'), { postgres: await server.makeDatabase('belongs_empty') })]
    await house.close()
    expect([alone, elsewhere, empty].map((answer) => (answer as Refusal).code)).toEqual(['records-on-a-server', 'lake-not-shared', 'records-not-copied'])
    expect(JSON.parse(readFileSync(join(directory('belongs'), 'cadre.json'), 'utf8'))).toMatchObject({ mode: 'real', records: 'on a server' })
  })

  test('one command copies the records of a folder, and the folder answers the same from the database', async () => {
    const [here, postgres] = [directory('moved'), await server.makeDatabase('moved')]
    const alone = accepted(await openHouse(here))
    await importTurnover(alone)
    const [before, session] = [await ask(alone), await becomeAdministrator(alone)]
    await alone.close()
    const copied = await runCadre(['--data', here, 'records', 'copy', '--to', postgres, '--json'])
    expect(copied, copied.err).toMatchObject({ code: 0 })
    expect(Object.fromEntries((JSON.parse(copied.out) as { tables: { name: string; rows: number }[] }).tables.map(({ name, rows }) => [name, rows]))).toMatchObject({ file: 1, snapshot: 1, person: 1, session: 1, audit_entry: 1 })
    const asked = await runCadre(['--data', here, 'query', '--measure', 'headcount', '--by', 'staff_group', '--at', '2025-09-30', '--json'], { env: { DATABASE_URL: postgres } })
    expect(JSON.parse(asked.out)).toEqual(before)
    const shared = await open('moved', postgres)
    expect((await admit(shared, { kind: 'session', hash: hashSecret(session) }, now)).rights).toContain('manage-system')
    expect(accepted(await shared.audit.check(localViewer, []))).toMatchObject({ entries: 2, fault: null })
    await shared.close()
    expect(await runCadre(['--data', here, 'records', 'copy', '--to', postgres], { env: { DATABASE_URL: postgres } })).toMatchObject({ code: 3, err: expect.stringContaining('records-not-empty') as string })
  })

  test('a folder that was used after its records were copied is not opened with the copy', async () => {
    const [here, postgres] = [directory('late'), await server.makeDatabase('late')]
    const alone = accepted(await openHouse(here))
    await importTurnover(alone)
    accepted(await alone.copyRecordsTo(postgres))
    await alone.audit.add({ at: now, who: 'p1', name: 'Person 1', via: 'page', under: 'publish', what: 'POST /api/imports', outcome: 'done' })
    await alone.close()
    expect(await openHouse(here, { postgres })).toMatchObject({ code: 'records-copied-before' })
    await accepted(await openHouse(here)).close()
  })

  test('a demonstration made by one server is one for the other, is not thrown away under it, and no real folder takes its database', async () => {
    const postgres = await server.makeDatabase('demonstration')
    const [one, other] = await Promise.all([open('demonstration', postgres), open('demonstration', postgres)])
    accepted(await publishFiles(one, localViewer, [judgedFile(1)], now, 'demonstration'))
    await expect.poll(() => other.mode, { timeout: 5000 }).toBe('demonstration')
    expect(await admit(other, null, now)).toEqual(demonstrationViewer)
    expect(await runCadre(['--data', directory('demonstration'), 'demo', '--reset'], { env: { DATABASE_URL: postgres } })).toMatchObject({ code: 3, err: expect.stringContaining('reset-of-shared-folder') as string })
    const folder = keepFolder(other, (at) => openHouse(at, { postgres }))
    expect(await folder.startReal()).toMatchObject({ code: 'lake-not-shared' })
    expect(await filesHeld(one)).toEqual([1])
    await Promise.all([one.close(), folder.close()])
  })

  test('a login that row security does not hold for, or that may not make what is needed, is refused', async () => {
    await server.asAdministrator('create role strong login createrole bypassrls')
    await server.asAdministrator('create role weak login')
    for (const [login, code] of [['strong', 'database-login-too-strong'], ['weak', 'database-login-too-weak']] as const) {
      const postgres = (await server.makeDatabase(`login_${login}`)).replace('cadre_owner@', `${login}@`)
      expect(await openHouse(directory(login), { postgres })).toMatchObject({ code })
    }
    // A login may be given what it needs instead of the power to make it.
    await server.asAdministrator('create role given login')
    const postgres = (await server.makeDatabase('login_given')).replace('cadre_owner@', 'given@')
    await server.asAdministrator(`do $$ begin if not exists (select from pg_roles where rolname = 'cadre_app') then create role cadre_app nologin; end if; end $$; grant cadre_app to given with admin option`)
    await server.asAdministrator('alter database login_given owner to given')
    await (await open('given', postgres)).close()
  })

  test('a superuser, a server that does not answer or has no connection to spare and an address that is none are refused, and no password is repeated', async () => {
    const postgres = await server.makeDatabase('refused')
    await server.asAdministrator('create role crowded login connection limit 0')
    const tries = [postgres.replace('cadre_owner@', 'postgres:geheim@'), postgres.replace('cadre_owner@', 'crowded:geheim@'), postgres.replace(/:\d+\//, ':1/').replace('cadre_owner@', 'cadre_owner:geheim@'), 'mysql://me:geheim@localhost/db']
    const answers = await Promise.all(tries.map((address, at) => openHouse(directory(`refused-${at}`), { postgres: address })))
    expect(answers.map((answer) => (answer as Refusal).code)).toEqual(['database-login-too-strong', 'database-full', 'database-unreachable', 'database-address-unreadable'])
    expect(JSON.stringify(answers)).not.toContain('geheim')
  })
})

function accepted<T>(answer: T): Exclude<T, { refused: true }> {
  if (isRefusal(answer)) throw new Error(`${answer.found} [${answer.code}]`)
  return answer as Exclude<T, { refused: true }>
}

async function importTurnover(house: House): Promise<void> {
  accepted(await importFiles(house, localViewer, [{ path: 'turnover.csv', read: async () => new TextEncoder().encode(turnoverCsv()) }], { as: null, dryRun: false, now }))
}

const ask = async (house: House): Promise<unknown> => accepted(await answerQuery(house, localViewer, { measure: 'headcount', by: 'staff_group', where: [], at: '2025-09-30' }))

async function becomeAdministrator(house: House): Promise<string> {
  const link = String(await firstAdministratorLink(house, now))
  return accepted(await acceptLink(house, { link, email: 'ada@example.org', name: 'Ada', password: 'a long enough sentence' }, { address: '127.0.0.1', device: 'test' }, now)).secret
}

/** Everything a house is asked in its life, and what it answers. */
async function useIt(house: House): Promise<unknown> {
  await importTurnover(house)
  const answer = await ask(house)
  accepted(await publishFiles(house, localViewer, [judgedFile(1)], now))
  const live = String(await house.catalogue.live(localViewer))
  const lost = await house.lake.select(localViewer, live, 'select sum(fte_days_lost) as lost from sickness')
  accepted(await house.catalogue.withdraw(localViewer, live))
  await becomeAdministrator(house)
  const wrong = await signIn(house, { email: 'ada@example.org', password: 'another sentence' }, { address: '127.0.0.1', device: 'test' }, now)
  const again = accepted(await signIn(house, { email: 'ada@example.org', password: 'a long enough sentence' }, { address: '127.0.0.2', device: 'test' }, now))
  const viewer = await admit(house, { kind: 'session', hash: hashSecret(again.secret) }, now)
  await house.audit.add({ at: now, who: 'p1', name: 'Person 1', via: 'page', under: 'figures', what: 'GET /api/query', outcome: 'done' })
  const { entries, fault } = accepted(await house.audit.check(localViewer, []))
  const changes = (await house.history.list(localViewer)).map(({ at: _at, ...change }) => change)
  return { answer, lost, wrong, rights: viewer.rights, entries, fault, changes, snapshots: await house.catalogue.snapshots(localViewer), mode: house.mode }
}

/** Numbers of the judged files that are live, in their order. */
async function filesHeld(house: House): Promise<number[]> {
  const live = await house.catalogue.live(localViewer)
  const files = live === null ? [] : await house.catalogue.files(localViewer, live)
  return files.map(({ name }) => Number(/\d+/.exec(name)?.[0])).toSorted((a, b) => a - b)
}

/** Every file is there with all its rows and what was held back; a part whose bytes do not fit its name would be refused. */
async function expectWhole(house: House, numbers: readonly number[]): Promise<void> {
  const live = String(await house.catalogue.live(localViewer))
  const rows = await house.lake.select(localViewer, live, 'select cast(period_to as varchar) as period, count(*) as rows from sickness group by all order by all')
  expect(rows).toEqual(numbers.map((number) => ({ period: judgedFile(number).periodTo, rows: rowsOf(number) })))
  for (const { id } of await house.catalogue.files(localViewer, live)) expect(await house.catalogue.quarantine(localViewer, id)).toHaveLength(1)
}
