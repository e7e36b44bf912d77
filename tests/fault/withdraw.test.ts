import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { answerMoved } from '../../src/api/history.ts'
import { importFiles } from '../../src/api/import.ts'
import { answerQuery } from '../../src/api/query.ts'
import { csvOf, ledgerCells, staffCells } from '../../src/quality/made-up-return.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { turnoverCsv } from '../house/small-files.ts'
import { layNewRecords } from '../records/empty-records.ts'

const directory = mkdtempSync(join(tmpdir(), 'cadre-withdraw-'))
let house: House

beforeAll(async () => {
  await layNewRecords(directory)
  const answer = await openHouse(directory)
  if (isRefusal(answer)) throw new Error(answer.found)
  house = answer
})
afterAll(async () => {
  await house.close()
  rmSync(directory, { recursive: true, force: true })
})

const people = Array.from({ length: 30 }, (_, at) => staffCells(at))
const staff = csvOf(people)
const ledger = csvOf(Array.from({ length: 8 }, (_, at) => ledgerCells(at)))

/** Each correction moves what is said: found by hand from the made-up rows. */
const corrections = [
  // Five of the nurses at 0.8 FTE (rows 1, 3, 5, 7, 9) go to 0.4: 2 FTE less, nobody more or fewer.
  { what: 'a staff extract', name: 'staff.csv', text: csvOf(people.map((row, at) => (at % 2 === 1 && at < 10 ? { ...row, fte: '0.4', contracted_hours: '15' } : row))), moved: { rows: 0, fte: -2, headcount: 0, group: 'Nurses & health visitors' } },
  // Two lines of 16.5 and 17.5 funded FTE go: 34 less.
  { what: 'a ledger', name: 'ledger.csv', text: csvOf(Array.from({ length: 6 }, (_, at) => ledgerCells(at))), moved: { rows: -2, fte: -34, headcount: null, group: 'Nurses & health visitors' } },
  // The published figure of midwives at the end of 2024/25 goes from 26,500 people to 26,000 and from 21,200 FTE to 20,000; the total with it.
  { what: 'a published file', name: 'turnover.csv', text: turnoverCsv().replace(',Midwives,26500,21200.0', ',Midwives,26000,20000.0').replace('All staff groups,86500,69200.0', 'All staff groups,86000,68000.0'), moved: { rows: 0, fte: -1200, headcount: -500, group: 'Midwives' } },
] as const

/** Shape: measure, dimensions, day, filters. */
const asked = [
  ['fte', 'staff_group', '2025-09-30', []], ['fte', 'staff_group', '2025-09-30', ['source=staff-return']], ['headcount', 'organisation', '2025-10-31', ['source=staff-return']], ['funded_fte', 'staff_group', '2025-09-30', []], ['leavers', '', undefined, []],
] as const

test('returns and a published file load', async () => {
  await load('staff.csv', staff)
  await load('ledger.csv', ledger)
  await load('turnover.csv', turnoverCsv())
  await load('october.csv', csvOf(people.map((row) => ({ ...row, period_to: '2025-10-31' }))))
})

test.each(corrections)('$what corrected says what moved; withdrawn, every part and every answer is as it was', async ({ name, text, moved }) => {
  const before = await state()
  const corrected = await load(name, text)
  const said = await answerMoved(house, localViewer, null)
  if (isRefusal(said)) throw new Error(said.found)
  const [file] = said.files
  expect([said.from, said.to, said.files.length, file?.what]).toEqual([before.live, corrected, 1, 'replaced'])
  expect(file!.after.rows - file!.before.rows).toBe(moved.rows)
  const group = file!.groups.find(({ staffGroup }) => staffGroup === moved.group)!
  expect(group.after.rows - group.before.rows).toBe(moved.rows)
  expect(group.after.fte! - group.before.fte!).toBeCloseTo(moved.fte, 6)
  if (moved.headcount !== null) expect(group.after.headcount! - group.before.headcount!).toBe(moved.headcount)
  expect(rowsOf(await state())).not.toEqual(rowsOf(before))

  expect(await house.catalogue.withdraw(localViewer, corrected)).toEqual({ snapshot: before.live })
  expect(await state()).toEqual(before)
  const [last] = await house.history.list(localViewer)
  expect(last).toMatchObject({ kind: 'withdrawn', from: corrected, to: before.live })
})

test('withdrawing goes back to what was live before, also when those files had been live once before', async () => {
  const both = (await state()).live!
  const october = (await house.catalogue.files(localViewer, both)).find(({ periodTo }) => periodTo === '2025-10-31')!
  await house.catalogue.withdraw(localViewer, october.id)
  const without = await state()
  expect(await load('october.csv', csvOf(people.map((row) => ({ ...row, period_to: '2025-10-31' }))))).toBe(both)
  await house.catalogue.withdraw(localViewer, both)
  expect(await state()).toEqual(without)
})

function rowsOf({ answers }: { answers: unknown[] }): unknown[] {
  return answers.map((answer) => isRefusal(answer) ? answer.code : (answer as { rows: unknown }).rows)
}

async function load(name: string, text: string): Promise<string> {
  const answer = await importFiles(house, localViewer, [{ path: name, read: async () => new TextEncoder().encode(text) }], { as: null, dryRun: false, now: new Date().toISOString() })
  if (isRefusal(answer)) throw new Error(answer.found)
  expect(answer.files[0]?.refused).toBeNull()
  return answer.snapshot!
}

/** The live snapshot, the hash of the bytes of each of its parts as they lie on the disk, and what is answered to questions about all of it. */
async function state(): Promise<{ live: string | null; parts: string[]; answers: unknown[] }> {
  const live = await house.catalogue.live(localViewer)
  const files = live === null ? [] : await house.catalogue.files(localViewer, live)
  const onDisk = new Set(readdirSync(join(directory, 'lake'), { recursive: true }).map(String))
  const parts = files.flatMap((file) => file.parts).map(({ path }) => {
    expect(onDisk.has(path)).toBe(true)
    return `${path} ${createHash('sha256').update(readFileSync(join(directory, 'lake', path))).digest('hex')}`
  })
  const answers: unknown[] = []
  for (const [measure, by, at, where] of asked) answers.push(await answerQuery(house, localViewer, { measure, by, where: [...where], at }))
  for (const table of ['staff', 'establishment', 'staff_count']) answers.push({ rows: live === null ? [] : await house.lake.select(localViewer, live, `select * from ${table} order by all`) })
  return { live, parts: parts.toSorted(), answers }
}
