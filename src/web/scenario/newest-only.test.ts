import { expect, test } from 'vitest'
import { newestOnly } from './newest-only.ts'

const rest = () => new Promise((done) => { setTimeout(done, 0) })

test('while one is under way only the newest waits; what fails is told, and the next is done all the same', async () => {
  const [begun, told, ends]: [number[], string[], (() => void)[]] = [[], [], []]
  const ask = newestOnly((given: number) => new Promise<string>((done, failed) => {
    begun.push(given)
    ends.push(() => (given === 4 ? failed(new Error('no')) : done(`found ${given}`)))
  }), (found) => told.push(found), () => told.push('failed'))
  for (const given of [1, 2, 3]) ask(given)
  expect(begun).toEqual([1])
  ends.shift()!()
  await rest()
  expect([begun, told]).toEqual([[1, 3], ['found 1']])
  ends.shift()!()
  await rest()
  ask(4)
  ask(5)
  ends.shift()!()
  await rest()
  ends.shift()!()
  await rest()
  expect([begun, told]).toEqual([[1, 3, 4, 5], ['found 1', 'found 3', 'failed', 'found 5']])
})
