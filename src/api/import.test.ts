import { expect, test } from 'vitest'
import { localViewer } from '../access/viewer.ts'
import type { House } from '../store/house.ts'
import { isRefusal } from '../units/refusal.ts'
import { importFiles } from './import.ts'

const options = { as: null, dryRun: false, now: '2026-01-31T12:00:00.000Z' }

test('a demonstration folder takes no files, and the refusal says where they can go', async () => {
  const house = { mode: 'demonstration' } as House
  const answer = await importFiles(house, localViewer, [], options)
  expect(isRefusal(answer) && answer).toMatchObject({ code: 'folder-is-demonstration', kind: 'conflict', next: expect.stringContaining('--data DIR import') })
})

test('a source that nobody knows is wrong usage', async () => {
  const answer = await importFiles({ mode: 'real' } as House, localViewer, [], { ...options, as: 'horoscope' })
  expect(isRefusal(answer) && answer).toMatchObject({ code: 'source-not-known', kind: 'usage' })
})
