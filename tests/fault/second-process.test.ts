import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal, sayRefusal } from '../../src/units/refusal.ts'
import { startChild, type Child } from './child.ts'

const importForever = new URL('./import-forever.ts', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'cadre-second-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a second process on a data folder is refused with who holds it, and may open it once that one was killed', async () => {
  const directory = join(folder, 'data')
  const child = startChild(importForever, [directory])
  await child.hears('opened')
  const lock = readFileSync(join(directory, 'lock'), 'utf8')
  const refused = await openHouse(directory)
  if (!isRefusal(refused)) throw new Error('the folder was opened twice')
  expect(refused).toMatchObject({ code: 'folder-in-use', kind: 'conflict', next: `Stop process ${child.process.pid} first, or use another folder with --data` })
  expect(sayRefusal(refused)).toContain(`process ${child.process.pid} has had it open since`)
  expect(readFileSync(join(directory, 'lock'), 'utf8')).toBe(lock)
  await child.kill()

  const house = await openHouse(directory)
  if (isRefusal(house)) throw new Error(house.found)
  expect(await openHouse(directory)).toMatchObject({ code: 'folder-in-use' })
  await house.close()
})

test('of four processes that find a dead lock at the same moment one gets the folder', async () => {
  const directory = join(folder, 'race')
  const first = startChild(importForever, [directory])
  await first.hears('opened')
  await first.kill()
  const rivals = Array.from({ length: 4 }, () => startChild(importForever, [directory, '1000']))
  const outcomes = await Promise.all(rivals.map(outcomeOf))
  expect(outcomes.filter((outcome) => outcome === 'opened')).toHaveLength(1)
  expect(outcomes.filter((outcome) => /process \d+ has had it open|another process is opening it/.test(outcome))).toHaveLength(3)
  await Promise.all(rivals.map((rival) => rival.kill()))
})

async function outcomeOf(child: Child): Promise<string> {
  return child.hears('opened').then(() => 'opened', (error: Error) => error.message)
}
