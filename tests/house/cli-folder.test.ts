import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { freshFolder, runCadre, runInside } from './run-cadre.ts'
import { writeSmallFolder } from './small-files.ts'

const { folder, remove } = freshFolder()
afterAll(remove)

describe('a data folder', () => {
  test('that is empty answers with what to do next, not with an error of ours', async () => {
    const data = join(folder, 'empty')
    const [snapshots, query] = [await runInside(['--data', data, 'snapshots']), await runInside(['--data', data, 'query', '--measure', 'fte'])]
    expect([snapshots.code, query.code]).toEqual([0, 3])
    expect(snapshots.out).toContain('cadre demo')
    expect(query.err).toContain('[nothing-loaded]')
  })

  test('is served on this machine, refuses a second process with exit 3, and closes on SIGTERM', async () => {
    const data = join(folder, 'served')
    const server = spawn(new URL('../../bin/cadre', import.meta.url).pathname, ['--data', data, 'serve', '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'ignore'] })
    const [line] = await once(server.stdout, 'data') as [Buffer]
    const { address } = JSON.parse(String(line)) as { address: string }
    const [session, status] = await Promise.all([fetch(`${address}api/session`), fetch(`${address}api/status`)])
    const second = await runCadre(['--data', data, 'snapshots'])
    server.kill('SIGTERM')
    const [code] = await once(server, 'exit') as [number | null]
    const after = await runInside(['--data', data, 'snapshots'])
    expect(await session.json()).toMatchObject({ mode: 'empty', person: null, nobodyYet: true })
    expect([status.status, await status.json()]).toMatchObject([401, { code: 'sign-in-needed' }])
    expect(second.code).toBe(3)
    expect(second.err).toContain('[folder-in-use]')
    expect([code, after.code]).toEqual([0, 0])
  })

  test('with real data refuses the demonstration, and a withdrawn snapshot is no longer live', async () => {
    const data = join(folder, 'real')
    const loaded = await runInside(['--data', data, 'import', writeSmallFolder(join(folder, 'files'), false), '--json'])
    const { snapshot } = JSON.parse(loaded.out) as { snapshot: string }
    const demo = await runInside(['--data', data, 'demo'])
    expect(loaded.code).toBe(0)
    expect(demo.code).toBe(3)
    expect(demo.err).toContain('[folder-is-real]')
    const withdrawn = await runInside(['--data', data, 'snapshot', 'withdraw', snapshot, '--json'])
    expect(withdrawn.code).toBe(0)
    expect(JSON.parse(withdrawn.out)).toMatchObject({ snapshot: null })
  })

  test('stays as it was after a dry run', async () => {
    const data = join(folder, 'dry')
    const dry = await runInside(['--data', data, 'import', writeSmallFolder(join(folder, 'files'), false), '--dry-run', '--json'])
    const snapshots = await runInside(['--data', data, 'snapshots', '--json'])
    expect((JSON.parse(dry.out) as { files: { outcome: string }[] }).files.map(({ outcome }) => outcome)).toEqual(['skipped', 'dry-run'])
    expect(JSON.parse(snapshots.out)).toEqual({ snapshots: [] })
  })
})
