import { assert, asyncProperty, boolean, integer, uniqueArray } from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer, nobody, type Viewer } from '../../src/access/viewer.ts'
import { copyRecords } from '../../src/store/backup.ts'
import { openCatalogue, type OpenCatalogue } from '../../src/store/catalogue.ts'
import type { CataloguedFile } from '../../src/store/house.ts'
import { readMigrations, runMigrations } from '../../src/store/migrate.ts'
import { readRecords } from '../../src/store/records-copy.ts'
import type { RecordsDriver } from '../../src/store/records-driver.ts'
import { openRecords, type Records } from '../../src/store/records.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { promisesOfAccess } from './access-contract.ts'

const now = () => '2026-01-31T12:00:00.000Z'
const stranger: Viewer = { ...nobody, id: 'stranger', name: 'Nobody in particular' }

/** What every PostgreSQL that keeps our records must do; `open` gives an empty one. */
export function promisesOfRecords(open: () => Promise<RecordsDriver>): void {
  promisesOfAccess(open)

  describe('migrations', () => {
    test('are applied in order, once, each with its hash', async () => {
      const driver = await open()
      await runMigrations(driver, await readMigrations(), now)
      await runMigrations(driver, await readMigrations(), now)
      const names = await driver.transaction((query) => query('select name from cadre.migration order by name'))
      expect(names.map((row) => row.name)).toEqual((await readMigrations()).map((migration) => migration.name))
      await driver.close()
    })

    test('that were changed after they were applied, or are from a later version, are refused', async () => {
      const driver = await open()
      const first = { name: '0001-first.sql', sql: 'create table cadre.first (a integer);' }
      await runMigrations(driver, [first], now)
      await expect(runMigrations(driver, [{ ...first, sql: 'create table cadre.first (b integer);' }], now)).rejects.toThrow('migration 0001-first.sql was changed after it was applied')
      await expect(runMigrations(driver, [], now)).rejects.toThrow('this version of Cadre does not know')
      await driver.close()
    })

    test('that fail leave nothing behind', async () => {
      const driver = await open()
      const broken = { name: '0001-broken.sql', sql: 'create table cadre.half (a integer); select nonsense;' }
      await expect(runMigrations(driver, [broken], now)).rejects.toThrow('nonsense')
      const left = await driver.transaction((query) => query(`select to_regclass('cadre.half') as half, (select count(*) from cadre.migration) as applied`))
      expect(left).toEqual([{ half: null, applied: 0 }])
      await driver.close()
    })
  })

  test('work done in turn is answered with what it gave, and a turn ends with an error too', async () => {
    const driver = await open()
    expect(await driver.inTurn('import', async () => 7)).toBe(7)
    await expect(driver.inTurn('import', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(await driver.inTurn('import', async () => 8)).toBe(8)
    await driver.close()
  })

  describe('a copy', () => {
    test('holds every row of every table, counts on where the original did, and is refused by records that are not empty', async () => {
      const [from, to] = [await open(), await open()]
      const original = await openCatalogue(await openRecords(from, now), localViewer, now, () => {})
      await original.publish(localViewer, [file({ number: 1, fte: 0.1 + 0.2, name: 'Ünïcode “quotes” \\ and \u{1F469}‍⚕️.csv' }), file({ number: 2 })], 'real')
      await original.withdraw(localViewer, file({ number: 2 }).id)
      const copied = await copyRecords(from, to, now)
      if (isRefusal(copied)) throw new Error(copied.found)
      expect(Object.fromEntries(copied.tables.map(({ name, rows }) => [name, rows]))).toMatchObject({ file: 2, part: 2, snapshot: 2, live: 1, change: 2 })
      expect(await readRecords(from, async () => {})).toEqual(copied)
      const copy = await openCatalogue(await openRecords(to, now), localViewer, now, () => {})
      expect(await copy.live(localViewer)).toBe(await original.live(localViewer))
      expect(isRefusal(await copy.publish(localViewer, [file({ number: 3 })], 'real'))).toBe(false)
      expect(await copyRecords(from, to, now)).toMatchObject({ refused: true, code: 'records-not-empty' })
      await Promise.all([from.close(), to.close()])
    })
  })

  describe('an opened catalogue', () => {
    let records: Records
    let catalogue: OpenCatalogue

    beforeAll(async () => {
      records = await openRecords(await open(), now)
      catalogue = await openCatalogue(records, localViewer, now, () => {})
    })
    afterAll(() => records.close())

    test('is reached as a role without powers', async () => {
      const [who] = await records.transaction(localViewer, (query) => query(`select current_user::text as role, rolsuper, rolbypassrls from pg_roles where rolname = current_user`))
      expect(who).toEqual({ role: 'cadre_app', rolsuper: false, rolbypassrls: false })
      await expect(records.transaction(localViewer, (query) => query('delete from cadre.file'))).rejects.toThrow('permission denied')
    })

    test('shows nothing to a viewer without scope, even to plain SQL', async () => {
      await catalogue.publish(localViewer, [file({ number: 1 })], 'real')
      const seen = await records.transaction(stranger, (query) => query('select (select count(*) from cadre.file) as files, (select count(*) from cadre.live) as live'))
      expect(seen).toEqual([{ files: 0, live: 0 }])
      await expect(catalogue.live(stranger)).rejects.toThrow('no scope')
      await expect(records.transaction(stranger, (query) => query(`insert into cadre.snapshot (id, published_at, file_count, row_count, moved) values ('x', '', 0, 0, '')`))).rejects.toThrow('row-level security')
    })

    test('gives back a file exactly as it was published', async () => {
      const published = file({ number: 2, fte: 0.1 + 0.2, name: 'Ünïcode “quotes” \\ and \u{1F469}‍⚕️.csv' })
      await catalogue.publish(localViewer, [published], 'real')
      const held = (await catalogue.files(localViewer, String(await catalogue.live(localViewer)))).find((one) => one.id === published.id)
      expect({ ...held, quarantine: await catalogue.quarantine(localViewer, published.id) }).toEqual(published)
    })

    test('undoes all of a publication that fails on its last file', async () => {
      const before = await catalogue.live(localViewer)
      const bad = { ...file({ number: 4 }), title: null as unknown as string }
      await expect(catalogue.publish(localViewer, [file({ number: 3 }), bad], 'real')).rejects.toThrow('null value')
      expect(await catalogue.live(localViewer)).toBe(before)
      expect((await catalogue.files(localViewer, String(before))).map((one) => one.id)).not.toContain(file({ number: 3 }).id)
    })

    test('writes every change down, and nobody can change or remove what was written', async () => {
      await catalogue.publish(localViewer, [file({ number: 90 })], 'real')
      const last = () => records.transaction(localViewer, (query) => query('select kind, says from cadre.change order by number desc limit 1'))
      expect(await last()).toEqual([{ kind: 'published', says: '1 file added (staff_count +10 rows)' }])
      for (const sql of [`update cadre.change set says = 'nothing'`, 'delete from cadre.change', 'truncate cadre.change']) {
        await expect(records.transaction(localViewer, (query) => query(sql))).rejects.toThrow('permission denied')
      }
      await expect(records.transaction(localViewer, async (query) => {
        await query('reset role')
        return query(`update cadre.change set says = 'nothing'`)
      })).rejects.toThrow('added and never changed')
      expect(await last()).toEqual([{ kind: 'published', says: '1 file added (staff_count +10 rows)' }])
    })

    test('has a law: publish, then withdraw what was published, and the former snapshot is live again', async () => {
      await catalogue.publish(localViewer, [file({ number: 1 })], 'real')
      const before = await catalogue.live(localViewer)
      await assert(asyncProperty(uniqueArray(integer({ min: 100, max: 140 }), { minLength: 1, maxLength: 4 }), boolean(), async (numbers, wholeSnapshot) => {
        const files = numbers.map((number) => file({ number }))
        const published = await catalogue.publish(localViewer, files, 'real')
        expect(published).toMatchObject({ changed: true })
        const going = wholeSnapshot && !isRefusal(published) ? [published.snapshot] : files.map((one) => one.id)
        for (const id of going) expect(isRefusal(await catalogue.withdraw(localViewer, id))).toBe(false)
        expect(await catalogue.live(localViewer)).toBe(before)
      }), { numRuns: 15 })
    })

    test('publishes one after the other when two ask at once, and loses neither', async () => {
      const [one, two] = [file({ number: 50 }), file({ number: 51 })]
      await Promise.all([catalogue.publish(localViewer, [one], 'real'), catalogue.publish(localViewer, [two], 'real')])
      const ids = (await catalogue.files(localViewer, String(await catalogue.live(localViewer)))).map((held) => held.id)
      expect(ids).toEqual(expect.arrayContaining([one.id, two.id]))
    })
  })
}

/** A catalogued file; each number is another period of the same source. */
function file({ number, fte = 12.5, name = `file-${number}.csv` }: { number: number; fte?: number; name?: string }): CataloguedFile {
  const hash = String(number).padStart(64, '0')
  return {
    id: `${number}-returns`, name, source: 'returns', title: 'Returns', licence: 'OGL v3.0', table: 'staff_count', sha256: hash, bytes: 5_000_000_000,
    periodFrom: `${2000 + number}-01-31`, periodTo: `${2000 + number}-12-31`, rows: { read: 12, loaded: 10, quarantined: 1, duplicate: 1 }, sums: { fte, headcount: null },
    findings: [{ rule: 'fte-in-range', severity: 'stop-row', row: 3, column: 'fte', found: '−0.5', expected: '0 to 1.5', count: 1, fte: -0.5, says: 'FTE lies between 0 and 1.5' },
      { rule: 'series-break', severity: 'declare', row: null, column: null, found: 'a break in 2016', expected: 'one definition', count: 1, fte: null, says: 'The definition changes' }],
    parts: [{ table: 'staff_count', hash, path: `staff_count/source=returns/period=2025-03/${hash}.parquet`, rows: 10 }],
    quarantine: [{ row: 3, raw: ['R1', '−0.5', '', '"quoted"'], rule: 'fte-in-range' }], importedAt: now(),
  }
}
