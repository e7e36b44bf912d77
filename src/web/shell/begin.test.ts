import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { questionAt } from '../ask/question-at.ts'
import { begin } from './begin.ts'

const demonstration = { mode: 'demonstration', person: null }
const asked: string[] = []
const atOnce = async (): Promise<void> => {}
const never = (): Promise<void> => new Promise(() => {})

/** Answers by address; one that is not named never comes. */
function serve(answers: Readonly<Record<string, object>>): void {
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address)
    return answers[address] === undefined ? never() : Response.json(answers[address])
  })
}

/** Whether the first drawing may begin once so many milliseconds have passed. */
async function isBegunAfter(milliseconds: number, load: () => Promise<unknown>): Promise<{ begun: boolean; client: QueryClient }> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  let begun = false
  void begin(client, load, ['/api/overview?area=A']).then(() => { begun = true })
  await vi.advanceTimersByTimeAsync(milliseconds)
  return { begun, client }
}

beforeEach(() => {
  vi.useFakeTimers()
  asked.length = 0
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a page is drawn with its answer when that is there at once', async () => {
  serve({ '/api/session': demonstration, '/api/overview?area=A': { summary: 'said' } })
  const { begun, client } = await isBegunAfter(20, atOnce)
  expect(begun).toBe(true)
  expect(client.getQueryData(questionAt('/api/overview?area=A').queryKey)).toEqual({ summary: 'said' })
  expect(asked).toEqual(['/api/session', '/api/overview?area=A'])
})

test.each([
  ['an answer', { '/api/session': demonstration }, atOnce],
  ['who is looking', {}, atOnce],
  ['the script of the page', { '/api/session': demonstration, '/api/overview?area=A': {} }, never],
])('%s that does not come is not waited for longer than a blink', async (_, answers, load) => {
  serve(answers)
  expect((await isBegunAfter(200, load)).begun).toBe(false)
  serve(answers)
  expect((await isBegunAfter(400, load)).begun).toBe(true)
})

test('a server that does not answer, and a script that cannot be had, are said by the page at once', async () => {
  vi.stubGlobal('fetch', async () => { throw new Error('nobody there') })
  expect((await isBegunAfter(20, () => Promise.reject(new Error('no script')))).begun).toBe(true)
})

test('whoever is not signed in asks for nothing but who they are', async () => {
  serve({ '/api/session': { mode: 'real', person: null } })
  expect((await isBegunAfter(20, atOnce)).begun).toBe(true)
  expect(asked).toEqual(['/api/session'])
})
