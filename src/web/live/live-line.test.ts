import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Live } from '../../contract/live.ts'
import { openLiveLine, type LiveSource } from './live-line.ts'

const of = (mark: string): Live => ({ news: [{ kind: 'data', mark, at: null }] })

/** A stream that says what it is told to say. */
class Source implements LiveSource {
  isClosed = false
  readonly #heard = new Map<string, (event: { readonly data: string }) => void>()
  addEventListener(kind: string, heard: (event: { readonly data: string }) => void): void { this.#heard.set(kind, heard) }
  say(kind: 'live' | 'beat' | 'error', data = 'on'): void { this.#heard.get(kind)?.({ data }) }
  close(): void { this.isClosed = true }
}

let opened: Source[]
let heard: string[]
let asked: number
let answer: () => Promise<Live>
const line = (goOn = true) => openLiveLine({
  open: () => {
    const source = new Source()
    opened.push(source)
    return source
  },
  ask: () => {
    asked++
    return answer()
  },
  hear: ({ news }) => heard.push(String(news[0]?.mark)), failed: () => goOn,
})

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(1)
  ;[opened, heard, asked, answer] = [[], [], 0, async () => of('asked')]
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('what the stream says is heard, and while it beats nothing else is asked', async () => {
  line().wake()
  opened[0]!.say('live', JSON.stringify(of('a')))
  for (let beat = 0; beat < 30; beat++) {
    await vi.advanceTimersByTimeAsync(20_000)
    opened[0]!.say('beat')
  }
  opened[0]!.say('live', JSON.stringify(of('b')))
  expect([heard, asked, opened.length, opened[0]!.isClosed]).toEqual([['a', 'b'], 0, 1, false])
})

test('a stream that falls silent, as after sleep, is left: it asks, and comes again', async () => {
  line().wake()
  opened[0]!.say('live', JSON.stringify(of('a')))
  await vi.advanceTimersByTimeAsync(29_000)
  expect(asked).toBe(0)
  await vi.advanceTimersByTimeAsync(3_000)
  expect([heard, opened.length, opened[0]!.isClosed]).toEqual([['a', 'asked'], 2, true])
})

test('where streams are always cut it asks at once, then more and more seldom, and at last once a minute', async () => {
  line().wake()
  const times: number[] = []
  for (let second = 0; second < 600; second++) {
    const before = asked
    const last = opened.at(-1)!
    if (!last.isClosed) last.say('error')
    if (asked > before) times.push(second)
    await vi.advanceTimersByTimeAsync(1000)
  }
  // Pauses of 1, 2, 4, 8, 16, 32 and 60 seconds, each seen at the second after it.
  expect(times.slice(0, 7)).toEqual([0, 1, 3, 7, 15, 31, 63])
  expect(times.slice(6).map((time, at, all) => time - (all[at - 1] ?? time)).slice(1).every((pause) => pause === 60)).toBe(true)
  expect(times.length).toBeGreaterThan(12)
})

test('where a proxy holds streams back it asks after ten seconds', async () => {
  line().wake()
  await vi.advanceTimersByTimeAsync(9_900)
  expect(asked).toBe(0)
  await vi.advanceTimersByTimeAsync(200)
  expect(heard).toEqual(['asked'])
})

test('a stream that held begins again with the shortest pause', async () => {
  line().wake()
  for (let cut = 0; cut < 5; cut++) {
    opened.at(-1)!.say('error')
    await vi.advanceTimersByTimeAsync(60_000)
  }
  const last = opened.at(-1)!
  last.say('beat')
  last.say('beat')
  last.say('error')
  await vi.advanceTimersByTimeAsync(1_100)
  expect(opened.at(-1)).not.toBe(last)
})

test('nobody looks, or nobody is signed in: nothing is asked any more', async () => {
  const looked = line()
  looked.wake()
  looked.rest()
  await vi.advanceTimersByTimeAsync(600_000)
  expect([asked, opened.length, opened[0]!.isClosed]).toEqual([0, 1, true])
  answer = async () => { throw new Error('sign in') }
  const out = line(false)
  out.wake()
  opened.at(-1)!.say('error')
  await vi.advanceTimersByTimeAsync(600_000)
  expect([asked, opened.length]).toEqual([1, 2])
})

test('an answer that comes after the page was left is not heard', async () => {
  const late = Promise.withResolvers<Live>()
  answer = () => late.promise
  const looked = line()
  looked.wake()
  opened[0]!.say('error')
  looked.rest()
  late.resolve(of('late'))
  await vi.advanceTimersByTimeAsync(600_000)
  expect([heard, opened.length]).toEqual([[], 1])
})
