import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { runJobD } from '../../src/api/bench/bench-d.ts'
import { isRefusal } from '../../src/units/refusal.ts'

/** Reference job D through the lake and its roll-ups. Expected values: JOB_D.md beside the queries, where three engines agree on them. */
const folder = fileURLToPath(new URL('../../../shared/bench/job_d/', import.meta.url))
const expected = '0a3ee0fa 59d49762 9d104d68 adaa8d25 9ce0644d dd77dd0f b01b58a8 fd6eae6f 51d9e02b 72439979 9a44fa2d f7538081'

describe.skipIf(!existsSync(folder))('reference job D (skipped where its queries ../shared/bench/job_d/queries.sql are absent)', () => {
  test('twelve queries over 21.8 million facts give the rows that three engines agree on', async () => {
    const answer = await runJobD(folder, { plain: false })
    if (isRefusal(answer)) throw new Error(answer.found)
    expect(answer.queries.map(({ md5 }) => md5).join(' ')).toBe(expected)
    expect(answer.queries.every(({ ms }) => ms > 0)).toBe(true)
  }, 300_000)
})

test('a folder without the queries is refused', async () => {
  const answer = await runJobD(fileURLToPath(new URL('.', import.meta.url)), { plain: false })
  expect(isRefusal(answer) && answer.code).toBe('bench-input-missing')
})
