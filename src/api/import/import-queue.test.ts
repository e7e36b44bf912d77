import { expect, test } from 'vitest'
import { openImportQueue } from './import-queue.ts'

test('imports run one at a time in the order they came, and one that fails lets the next begin', async () => {
  const queue = openImportQueue()
  const seen: string[] = []
  const gates = new Map<string, () => void>()
  const work = (name: string) => async () => {
    seen.push(name)
    await new Promise<void>((open) => gates.set(name, open))
    if (name === 'second') throw new Error('broken')
  }
  const [first, second, third] = ['first', 'second', 'third'].map((name) => queue.take(name, work(name)))
  const failing = expect(second).rejects.toThrow('broken')
  await Promise.resolve()
  expect([seen, queue.ahead('first'), queue.ahead('second'), queue.ahead('third'), queue.ahead('none')]).toEqual([['first'], 0, 1, 2, 0])
  gates.get('first')?.()
  await first
  await expect.poll(() => seen).toEqual(['first', 'second'])
  gates.get('second')?.()
  await failing
  await expect.poll(() => seen).toEqual(['first', 'second', 'third'])
  gates.get('third')?.()
  await third
  expect(queue.ahead('third')).toBe(0)
})
