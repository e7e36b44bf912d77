import { expect, test } from 'vitest'
import { openLog, withoutValues } from './log.ts'

test('a line of the log is one JSON object with a level and a time, and holds no value that a message quotes', () => {
  const lines: string[] = []
  const log = openLog((line) => lines.push(line))
  log.say(`r1 GET /api/areas/:code failed: Error: invalid input syntax for type date: "Ada Fernwick 1970"\n    at run (src/store/cube.ts:10:5)`)
  log.answered({ id: 'r2', method: 'GET', route: '/api/areas/:code', status: 200, ms: 12 })
  const [fault, answered] = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.every((line) => line.endsWith('\n') && line.indexOf('\n') === line.length - 1)).toBe(true)
  expect(fault).toEqual({ level: 'error', time: expect.stringMatching(/^\d{4}-.*Z$/), msg: 'r1 GET /api/areas/:code failed: Error: invalid input syntax for type date: "…"\n    at run (src/store/cube.ts:10:5)' })
  expect(answered).toEqual({ level: 'info', time: expect.any(String), id: 'r2', method: 'GET', route: '/api/areas/:code', status: 200, ms: 12, msg: 'answered' })
})

test.each([
  [`Could not convert string 'N. Fernwick' to INT32`, `Could not convert string '…' to INT32`],
  ['Key (email)=(ada@example.org) already exists', 'Key (email)=(…) already exists'],
  ['no account for ada.fernwick@example.org', 'no account for <address>'],
  ['the person “Ada Fernwick” and the cell “7”', 'the person “…” and the cell “…”'],
  ['GET /api/people?name=Fernwick failed', 'GET /api/people?… failed'],
  [`the snapshot's parts weren't there`, `the snapshot's parts weren't there`],
])('%s', (said, kept) => {
  expect(withoutValues(said)).toBe(kept)
})
