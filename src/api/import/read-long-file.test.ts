import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { pseudonymiser } from '../../ingest/pseudonym.ts'
import { csvOf, staffCells, type Cells } from '../../quality/made-up-return.ts'
import { staffFaults } from '../../quality/planted-faults.ts'
import { literal, startEngine } from '../../store/duckdb.ts'
import { readHeldBack } from '../../store/held-back.ts'
import { monthsOf } from './earlier-months.ts'
import { postsOf } from './held-posts.ts'
import { readArrived, type ReadOutcome } from './read-file.ts'
import { readLongFile } from './read-long-file.ts'
import { signer } from '../access/sign.ts'

const folder = mkdtempSync(join(tmpdir(), 'cadre-long-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const key = new Uint8Array(32).fill(3)
const returns = { key, mapping: null, organisation: 'X-1' }

/** Read the same text by both ways: whole, and by pieces. */
async function bothWays(text: string): Promise<{ whole: ReadOutcome; long: ReadOutcome | null }> {
  const path = join(folder, 'staff.csv')
  writeFileSync(path, text)
  const bytes = new Uint8Array(readFileSync(path))
  const label = { name: 'staff.csv', sha256: 'made-up' }
  return { whole: await readArrived({ ...label, bytes }, null, returns), long: await readLongFile({ ...label, size: bytes.length, path, shelf: folder }, { ...returns, sign: signer(key) }) }
}

/** Six rows for each fault that stops no file, the fault in the third of them; then a repeat and a contradiction. */
const stopsNoFile = staffFaults.filter(({ rule }) => rule !== 'not-month-end')
const faulty = stopsNoFile.flatMap(({ change }, fault): Cells[] => Array.from({ length: 6 }, (_, at) => ({ ...staffCells(fault * 6 + at), ...(at === 2 ? change : {}) })))
const dirty = csvOf([...faulty, staffCells(0), { ...staffCells(1), fte: '0.5', contracted_hours: '18.75' }])

describe('a long return read by pieces', () => {
  test('has the findings, the quarantine, the counts and the rows of the same file read whole', async () => {
    const { whole, long } = await bothWays(`${dirty}\nragged,row\n`)
    const [one, other] = [whole.accepted!, long!.accepted!]
    const { into, quarantine, ...described } = one
    const { into: _none, quarantine: _nothing, written, quarantineAt, months, posts, ...same } = other
    expect(one.findings.length).toBeGreaterThan(30)
    expect(same).toEqual(described)
    const held = []
    for await (const rows of readHeldBack(quarantineAt!)) held.push(...rows)
    expect(held).toEqual(quarantine)
    expect([months, posts]).toEqual([monthsOf(one), postsOf(one)])
    const engine = await startEngine({ threads: 1, memory: '1GB' }, folder)
    const connection = await engine.connect()
    const read = (await connection.runAndReadAll(`SELECT * REPLACE (${['period_to', 'start_in_post', 'birth_month', 'start_in_service', 'leave_date'].map((name) => `${name}::VARCHAR AS ${name}`).join(', ')}) FROM read_parquet(${literal(written![0]!.path)})`)).getRowObjects()
    connection.closeSync()
    engine.closeSync()
    expect(read).toEqual(into.get('staff'))
  })

  test.each([
    { case: 'a column of names', text: dirty.replaceAll('\n', ',Fernwick\n').replace(',Fernwick', ',surname'), code: 'personal-column' },
    { case: 'several months', text: dirty.replace('2025-09-30', '2025-08-31'), code: 'file-stopped' },
  ])('is refused as whole: $case', async ({ text, code }) => {
    const { whole, long } = await bothWays(text)
    expect(whole).toMatchObject({ refused: { code } })
    expect(long).toEqual(whole)
  })

  test.each([
    { case: 'a quotation mark out of place', text: dirty.replace('Permanent', 'Perm"anent') },
    { case: 'another table', text: 'a,b\n1,2\n' },
    { case: 'a character that no text has', text: dirty.replace('Permanent', 'Perm\u0000') },
  ])('is left to be read whole: $case', async ({ text }) => {
    expect((await bothWays(text)).long).toBeNull()
  })
})

test('the machine signs as we sign plainly', () => {
  for (const identifier of ['1', 'AB 12', 'é'.repeat(90)]) {
    expect(pseudonymiser(key, 'local', signer(key)).person(identifier, 'X-1')).toBe(pseudonymiser(key, 'local').person(identifier, 'X-1'))
  }
})
