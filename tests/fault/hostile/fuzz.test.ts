import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReadingRoom, type ReadingRoom } from '../../../src/api/import/reading-room.ts'
import type { ReadOutcome } from '../../../src/api/import/read-file.ts'
import { stream } from '../../../src/random/stream.ts'
import type { Row } from '../../../src/dataset/table.ts'
import { fuzzFile, type FuzzFile } from './fuzz-files.ts'
import { serveFolder, type ServedFolder } from './served-folder.ts'

const seed = Number(process.env.CADRE_SEED ?? 20261121)
const rounds = Number(process.env.CADRE_ROUNDS ?? 2_000)
/** One round alone, to replay it. */
const only = process.env.CADRE_ROUND === undefined ? null : Number(process.env.CADRE_ROUND)
const replay = (round: number): string => `seed ${seed}, round ${round}; replay with CADRE_SEED=${seed} CADRE_ROUND=${round} npx vitest run --project long tests/fault/hostile/fuzz.test.ts`
const fileOf = (round: number): FuzzFile => fuzzFile(round, stream(seed, `fuzz/${round}`))
const returns = { key: new Uint8Array(32).fill(7), mapping: null, organisation: null, before: [] }
/** A file is read within this, or it hangs. Units: seconds, megabytes. */
const limits = { megabytes: 1024, seconds: 10 }
/** Rounds from one form sent to the server to the next, and files in a form. */
const [between, inForm] = [200, 12]
/** Columns that hold what a cell says; others are worked out. */
const measured = ['fte', 'headcount', 'fte_days_lost', 'fte_days_available', 'funded_fte', 'budget']

let room: ReadingRoom
let served: ServedFolder
beforeAll(async () => {
  room = openReadingRoom(limits)
  served = await serveFolder()
})
afterAll(async () => {
  await room.close()
  await served.close()
})

test(`${only === null ? `${rounds} mutated files are` : `round ${only} is`} read or refused, every row accounted for and no value made up`, async () => {
  let accepted = 0
  for (const round of only === null ? Array.from({ length: rounds }, (_, at) => at) : [only]) {
    const file = fileOf(round)
    const outcome = await room.read({ name: file.name, bytes: file.bytes, sha256: createHash('sha256').update(file.bytes).digest('hex') }, null, returns)
    expectSound(outcome, file, replay(round))
    if (outcome.accepted) accepted += 1
  }
  console.info(`${accepted} of ${only === null ? rounds : 1} mutated files were accepted; seed ${seed}`)
  if (only === null) expect(accepted).toBeGreaterThan(rounds / 10)
}, 24 * 3600_000)

test('sent to the server in forms, they publish whole or not at all', async () => {
  for (let first = only ?? 0; first < (only === null ? rounds : only + 1); first += between) {
    const sent = Array.from({ length: only === null ? inForm : 1 }, (_, at) => fileOf(first + at))
    const before = await served.held()
    const answers = await served.send(sent).catch((error: unknown) => { throw new Error(`${replay(first)}: ${String(error)}`) })
    const after = await served.held()
    expect(answers, replay(first)).toHaveLength(sent.length)
    for (const { rows } of [...answers, ...after.files]) expect(rows.read, replay(first)).toBe(rows.loaded + rows.quarantined + rows.duplicate)
    const loaded = answers.filter(({ outcome }) => outcome === 'loaded').map(({ path }) => path)
    expect(after.files.map(({ name }) => name), replay(first)).toEqual(expect.arrayContaining(loaded))
    if (loaded.length === 0) expect(after.snapshot, replay(first)).toBe(before.snapshot)
    const managers = after.files.filter(({ source }) => source === 'history-managers').reduce((sum, { rows }) => sum + rows.loaded, 0)
    expect(await served.managersHeld(), replay(first)).toBe(managers)
  }
  expect(await served.isReady()).toBe(true)
}, 24 * 3600_000)

function expectSound(outcome: ReadOutcome, { numbers, exactly }: FuzzFile, when: string): void {
  if (outcome.accepted === null) {
    expect(['reader-stopped', 'reader-failed'], `${outcome.refused.found}; ${when}`).not.toContain(outcome.refused.code)
    // A file of which every row is held back would empty the period it replaces: it is refused, and that is the only right refusal here.
    if (exactly) expect([outcome.refused.code, exactly.fte.size], when).toEqual(['nothing-to-load', 0])
    return
  }
  const { rows, into } = outcome.accepted
  expect(rows.read, when).toBe(rows.loaded + rows.quarantined + rows.duplicate)
  const facts = [...into.values()].flat()
  for (const fact of facts) for (const column of measured) expectHonest(fact, column, numbers, when)
  if (!exactly) return
  expect(rows.quarantined, when).toBe(exactly.held)
  expect(new Map(facts.map((fact) => [fact.at_code, fact.fte])), when).toEqual(exactly.fte)
}

/** A value is finite, stands in the file, and is there exactly when its status says so: what is missing is never zero. */
function expectHonest(fact: Row, column: string, numbers: ReadonlySet<number> | null, when: string): void {
  const value = fact[column]
  const status = fact[`${column}_status`]
  if (status !== undefined) expect([column, value !== null], when).toEqual([column, status === 'ok'])
  if (typeof value !== 'number') return
  expect(Number.isFinite(value), `${column} ${value}; ${when}`).toBe(true)
  if (numbers) expect(numbers.has(value), `${column} ${value} stands nowhere in the file; ${when}`).toBe(true)
}
