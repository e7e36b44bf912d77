import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { importFiles } from '../../src/api/import.ts'
import { answerQuery } from '../../src/api/query.ts'
import { restoreBackup } from '../../src/store/backup.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { runCadre } from './run-cadre.ts'
import { turnoverCsv } from './small-files.ts'

const now = '2026-11-22T09:00:00.000Z'
const folder = mkdtempSync(join(tmpdir(), 'cadre-backup-'))
const at = (name: string): string => join(folder, name)
let house: House

function accepted<T>(answer: T): Exclude<T, { refused: true }> {
  if (isRefusal(answer)) throw new Error(`${answer.found} [${answer.code}]`)
  return answer as Exclude<T, { refused: true }>
}

const question = { measure: 'headcount', by: 'staff_group', where: [] as string[], at: '2025-09-30' }
const ask = async (of: House): Promise<unknown> => accepted(await answerQuery(of, localViewer, question))

beforeAll(async () => {
  house = accepted(await openHouse(at('data')))
  const files = [{ path: 'turnover.csv', read: async () => new TextEncoder().encode(turnoverCsv()) }]
  accepted(await importFiles(house, localViewer, files, { as: null, dryRun: false, now }))
  await house.audit.add({ at: now, who: 'p1', name: 'Person 1', via: 'page', under: 'figures', what: 'GET /api/query', outcome: 'done' })
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a backup', () => {
  test('is made while the folder is in use, and restores to the same answers, rows and account', async () => {
    const backup = accepted(await house.backUp(at('backup'), now))
    expect(Object.fromEntries(backup.records.tables.map(({ name, rows }) => [name, rows]))).toMatchObject({ file: 1, snapshot: 1, live: 1, change: 1, audit_entry: 1, audit_head: 1 })
    accepted(await restoreBackup(at('backup'), at('restored'), () => now))
    const restored = accepted(await openHouse(at('restored')))
    try {
      expect(await ask(restored)).toEqual(await ask(house))
      expect(accepted(await restored.audit.check(localViewer, []))).toEqual(accepted(await house.audit.check(localViewer, [])))
      expect(await restored.catalogue.snapshots(localViewer)).toEqual(await house.catalogue.snapshots(localViewer))
    } finally {
      await restored.close()
    }
  })

  test('with a changed byte, or a part missing, is refused and nothing is restored', async () => {
    accepted(await house.backUp(at('to-damage'), now))
    const rows = at('to-damage/records/change.jsonl')
    const before = readFileSync(rows)
    writeFileSync(rows, before.toString().replace('1 file added', '2 file added'))
    expect(await restoreBackup(at('to-damage'), at('not-restored'), () => now)).toMatchObject({ code: 'backup-damaged', found: expect.stringContaining('records/change.jsonl') })
    writeFileSync(rows, before)
    const [part] = readdirSync(at('to-damage/lake'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet'))
    rmSync(join(at('to-damage/lake'), part!))
    expect(await restoreBackup(at('to-damage'), at('not-restored'), () => now)).toMatchObject({ code: 'backup-damaged', found: expect.stringContaining(part!) })
    expect(existsSync(at('not-restored'))).toBe(false)
  })

  test('is not written into a folder that holds something, and one that was not finished is no backup', async () => {
    expect(await house.backUp(at('data'), now)).toMatchObject({ code: 'folder-not-empty' })
    expect(await restoreBackup(at('backup'), at('data'), () => now)).toMatchObject({ code: 'folder-not-empty' })
    expect(await restoreBackup(at('data'), at('elsewhere'), () => now)).toMatchObject({ code: 'not-a-backup' })
  })
})

describe('the account of reads and changes', () => {
  test('keeps the order of entries that come at once, in one chain', async () => {
    const before = accepted(await house.audit.check(localViewer, [])).entries
    await Promise.all(Array.from({ length: 40 }, (_, one) => house.audit.add({ at: now, who: 'p1', name: 'Person 1', via: 'page', under: 'records', what: `read ${one}`, outcome: 'done' })))
    expect((await house.audit.list(localViewer, 40, null)).map(({ what }) => what)).toEqual(Array.from({ length: 40 }, (_, one) => `read ${39 - one}`))
    expect(accepted(await house.audit.check(localViewer, []))).toMatchObject({ entries: before + 40, fault: null })
  })

  test('says through the command line that it is whole, and exits with 4 when the head beside the records was noted and the end is gone', async () => {
    accepted(await house.backUp(at('for-command'), now))
    accepted(await restoreBackup(at('for-command'), at('checked'), () => now))
    const whole = await runCadre(['--data', at('checked'), 'audit', 'verify'])
    expect(whole).toMatchObject({ code: 0, out: expect.stringMatching(/All \d+ entries are as they were written\. Head \d+:[0-9a-f]{64}/) })
    writeFileSync(at('checked/audit-head.json'), `${JSON.stringify({ number: 9999, hash: 'a'.repeat(64) })}\n`)
    const short = await runCadre(['--data', at('checked'), 'audit', 'verify', '--json'])
    expect(short.code).toBe(4)
    expect(JSON.parse(short.out)).toMatchObject({ fault: { kind: 'cut-short' } })
  })
})
