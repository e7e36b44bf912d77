import { describe, expect, test } from 'vitest'
import { drawLevers, rangesOf } from './lever-draws.ts'
import type { Lever, LeverSet } from './lever-set.ts'

const set = (...levers: readonly Partial<Lever>[]): LeverSet => ({ programmes: [], origins: [], levers: levers.map((lever) => ({ kind: 'leaver-rate', change: 0, ramp: 0, ...lever })) })
const settings = { draws: 1000, seed: 5 }
const changesOf = (of: LeverSet, at = 0): number[] => Array.from({ length: settings.draws }, (_, draw) => drawLevers(of, settings)(draw).levers[at]!.change)

describe('a lever with a range of its own', () => {
  test('lies below its low end once in ten, above its high end once in ten, and below its change every other time', () => {
    const changes = changesOf(set({ change: -2, range: { low: -5, high: -1 } }))
    const share = (below: number): number => changes.filter((change) => change < below).length / changes.length
    // A thousand draws that fill the distribution evenly: within a hundredth.
    expect(share(-5)).toBeCloseTo(0.1, 2)
    expect(share(-2)).toBeCloseTo(0.5, 2)
    expect(share(-1)).toBeCloseTo(0.9, 2)
  })

  test('never does what no lever of its kind may do', () => {
    const changes = changesOf(set({ kind: 'transfer', change: 1, range: { low: 0, high: 30 } }))
    expect(Math.min(...changes)).toBe(0)
    expect(Math.max(...changes)).toBeLessThanOrEqual(100)
  })

  test('is drawn alike wherever it stands, and apart from others', () => {
    const [range, other] = [{ low: -3, high: 3 }, { kind: 'international', profession: 'Nurses', range: { low: -3, high: 3 } }]
    expect(changesOf(set(other, { range }), 1)).toEqual(changesOf(set({ range })))
    expect(changesOf(set({ range }, { range }), 1)).not.toEqual(changesOf(set({ range })))
    expect(rangesOf(set({ range }, other, { range })).map(({ stream }) => stream)).toEqual(['lever/leaver-rate//////', 'lever/international//nurses////', 'lever/leaver-rate///////2'])
  })

  test('of no width is none: the levers stay the very same ones', () => {
    const one = set({ change: -2, range: { low: -2, high: -2 } }, { change: 1 })
    expect(rangesOf(one)).toEqual([])
    expect(drawLevers(one, settings)(7)).toBe(one)
  })
})
