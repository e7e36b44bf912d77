import { expect, test } from 'vitest'
import { openAnswerMemory } from './answer-memory.ts'

/** Ask for answers by name, and list those that had to be worked out. */
async function worked(memory: ReturnType<typeof openAnswerMemory>, keys: readonly string[]): Promise<string[]> {
  const made: string[] = []
  for (const key of keys) await memory.recall(key, () => { made.push(key); return Promise.resolve(key) })
  return made
}

test('an answer is worked out once, and the one that was not asked for the longest goes first', async () => {
  const memory = openAnswerMemory(3)
  expect(await worked(memory, ['a', 'b', 'c', 'a', 'd'])).toEqual(['a', 'b', 'c', 'd'])
  expect(await worked(memory, ['a', 'c', 'd'])).toEqual([])
  expect(await worked(memory, ['b'])).toEqual(['b'])
})

test('what stands with the data goes before what would have to be worked out again', async () => {
  const memory = openAnswerMemory(3)
  await worked(memory, ['counts', 'organisation 1'])
  memory.stands('organisation 1')
  for (const number of [2, 3, 4, 5]) {
    await worked(memory, [`organisation ${number}`])
    memory.stands(`organisation ${number}`)
  }
  expect(await worked(memory, ['counts', 'organisation 5', 'organisation 4'])).toEqual([])
  expect(await worked(memory, ['organisation 1'])).toEqual(['organisation 1'])
})

test('a failure is not remembered', async () => {
  const memory = openAnswerMemory(3)
  await expect(memory.recall('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await worked(memory, ['a'])).toEqual(['a'])
})
