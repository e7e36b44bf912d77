import { describe, expect, test } from 'vitest'
import type { House } from '../store/house.ts'
import { isRefusal } from '../units/refusal.ts'
import { keepFolder } from './folder.ts'

/** A house that only remembers that it was closed. */
function houseAt(directory: string, mode: House['mode']): House & { closed: boolean } {
  const house = { directory, mode, closed: false, close: async () => { house.closed = true } }
  return house as unknown as House & { closed: boolean }
}

describe('the folder a server works on', () => {
  test('moves from the demonstration to the real folder beside it, and closes what it leaves', async () => {
    const [demonstration, real] = [houseAt('/data/.cadre', 'demonstration'), houseAt('/data/.cadre-real', 'empty')]
    const opened: string[] = []
    const folder = keepFolder(demonstration, async (directory) => { opened.push(directory); return real })
    expect(await folder.startReal()).toEqual({ directory: '/data/.cadre-real' })
    expect(await folder.borrow(async (house) => house.mode)).toBe('empty')
    await expect.poll(() => demonstration.closed).toBe(true)
    expect([opened, real.closed]).toEqual([['/data/.cadre-real'], false])
    await folder.close()
    expect(real.closed).toBe(true)
  })

  test.each(['real', 'empty'] as const)('stays where it is when it is %s', async (mode) => {
    const house = houseAt('/data/own', mode)
    const answer = await keepFolder(house, async () => house).startReal()
    expect(isRefusal(answer) && answer.code).toBe('folder-is-not-demonstration')
    expect(house.closed).toBe(false)
  })

  test('is not closed under a reader', async () => {
    const house = houseAt('/data/own', 'real')
    const folder = keepFolder(house, async () => house)
    let finish: (() => void) | undefined
    const reading = folder.borrow(() => new Promise<boolean>((done) => { finish = () => done(house.closed) }))
    const closing = folder.close()
    finish?.()
    expect(await reading).toBe(false)
    await closing
    expect(house.closed).toBe(true)
  })
})
