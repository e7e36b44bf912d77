import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { csvOf, staffCells } from '../../src/quality/made-up-return.ts'
import { runInside } from './run-cadre.ts'

const folder = mkdtempSync(join(tmpdir(), 'cadre-person-'))
const at = (name: string): string => join(folder, name)
const columns = Object.fromEntries(Object.keys(staffCells(0)).map((name) => [name, name]))

beforeAll(async () => {
  writeFileSync(at('mapping.yaml'), stringify({ source: 'staff-return', organisation: 'X-1', identifiers: 'local', columns }))
  for (const periodTo of ['2025-08-31', '2025-09-30']) {
    writeFileSync(at(`staff-${periodTo}.csv`), csvOf(Array.from({ length: 12 }, (_, row) => ({ ...staffCells(row), organisation: 'X-1', period_to: periodTo, person: `N${1000 + row}`, assignment: `N${1000 + row}-1` }))))
    const sent = await runInside(['--data', at('data'), 'import', at(`staff-${periodTo}.csv`), '--mapping', at('mapping.yaml')])
    expect([sent.code, sent.err]).toEqual([0, expect.any(String)])
  }
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('what is held of one person', () => {
  test('is every month of theirs, and nobody else’s, found by the number their employer knows', async () => {
    const ran = await runInside(['--data', at('data'), 'person', 'export', '--organisation', 'X-1', '--identifier', 'n1003', '--out', at('out'), '--json'])
    expect(ran.code).toBe(0)
    const held = JSON.parse(ran.out) as { pseudonym: string; tables: { table: string; rows: { person: string; period_to: string }[] }[]; files: unknown[] }
    expect(held.tables.map(({ table, rows }) => [table, rows.map(({ period_to }) => period_to)])).toEqual([['staff', ['2025-08-31', '2025-09-30']]])
    expect(new Set(held.tables[0]!.rows.map(({ person }) => person))).toEqual(new Set([held.pseudonym]))
    expect(held.files).toHaveLength(2)
    expect(readdirSync(at('out')).toSorted()).toEqual(['about.json', 'staff.csv'])
    expect(readFileSync(at('out/staff.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(3)
    expect(ran.out).not.toContain('1003')
  })

  test('is not found under another organisation, and the account says that somebody looked', async () => {
    const other = await runInside(['--data', at('data'), 'person', 'export', '--organisation', 'X-2', '--identifier', 'N1003'])
    expect([other.code, other.err]).toEqual([3, expect.stringContaining('nobody-under-pseudonym')])
    const account = await runInside(['--data', at('data'), 'audit', 'list', '--json'])
    const entries = (JSON.parse(account.out) as { entries: { under: string; outcome: string; what: string }[] }).entries
    expect(entries.find(({ outcome }) => outcome === 'nobody-under-pseudonym')).toMatchObject({ under: 'person export' })
    expect(JSON.stringify(entries)).not.toContain('N1003')
  })
})
