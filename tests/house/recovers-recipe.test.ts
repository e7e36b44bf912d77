import { beforeAll, describe, expect, test } from 'vitest'
import type { PairCell } from '../../src/dataset/flow-pairs.ts'
import { usualSeed } from '../../src/demo/demonstration.ts'
import { indexPairs, type PairIndex } from '../../src/supply/calibrate-pairs.ts'
import { livedMonths } from './lived-months.ts'

/** People, leavers and the leavers that the recipe's chances add up to. */
interface Cell { area: string; group: string; profession: string; ageFrom: number; year: string; months: number; left: number; expected: number }
const cells = new Map<string, Cell>()
let systems: PairIndex
let nation: PairIndex

const pairCell = (cell: Cell, area: string): PairCell => ({ area, group: cell.group, profession: cell.profession, ageFrom: cell.ageFrom, year: cell.year, exposure: cell.months, leavers: cell.left, joiners: 0, moves: [], heads: 0, fte: 0 })

const index = (areaOf: (cell: Cell) => string) => indexPairs({ source: 'recipe', gaps: 0, years: ['2024-09-30', '2025-09-30'].map((to) => ({ to, months: 12 })), cells: [...cells.values()].map((cell) => pairCell(cell, areaOf(cell))) },
  { namesOf: (group, profession) => ['All', group, profession], parentOf: () => null, window: 3 })

beforeAll(() => {
  livedMonths(usualSeed, ({ group, profession, system, ageFrom, year, left, chance }) => {
    const key = [system, group, profession, ageFrom, year].join('|')
    const cell = cells.get(key) ?? { area: system, group, profession, ageFrom, year, months: 0, left: 0, expected: 0 }
    cells.set(key, cell)
    cell.months += 1
    cell.left += left ? 1 : 0
    cell.expected += Math.min(1, chance)
  })
  systems = index(({ area }) => area)
  nation = index(() => 'N')
}, 60_000)

/** The recipe's own yearly rate of some cells. */
function trueRate(counts: (cell: Cell) => boolean): { rate: number; expected: number } {
  const own = [...cells.values()].filter(counts)
  const expected = own.reduce((sum, cell) => sum + cell.expected, 0)
  return { expected, rate: (12 * expected) / own.reduce((sum, cell) => sum + cell.months, 0) }
}

describe('calibration finds the rates that the demonstration nation was made with', () => {
  test('the nation leaves as often as the recipe says, within what chance from person to person does', () => {
    const { rate, expected } = trueRate(() => true)
    const found = nation.evidence('N', 'All')!.rates.leavers
    expect(expected).toBeGreaterThan(20_000)
    expect(Math.abs(found.value / rate - 1)).toBeLessThan(4 / Math.sqrt(expected))
  })

  test('of professions by age, four errors in five hold the recipe’s rate, and none is far from it', () => {
    const misses = professions().flatMap((profession) => nation.evidence('N', profession)!.leavingByAge.flatMap(({ ageFrom, rate, events }) => {
      const truth = trueRate((cell) => cell.profession === profession && cell.ageFrom === ageFrom)
      return truth.expected < 30 ? [] : [(12 * rate - truth.rate) / ((truth.rate * Math.sqrt(Math.max(events, 1))) / truth.expected)]
    }))
    expect(misses.length).toBeGreaterThan(100)
    expect(Math.max(...misses.map(Math.abs))).toBeLessThan(4.5)
    const inside = misses.filter((miss) => Math.abs(miss) < 1.2816).length / misses.length
    expect(inside).toBeGreaterThan(0.72)
    expect(inside).toBeLessThan(0.9)
  })

  test('care systems that lean on one another are nearer the truth than they are alone, and their stated errors are right', () => {
    const found = professions().flatMap((profession) => systems.areas(profession).flatMap((system) => {
      const truth = trueRate((cell) => cell.profession === profession && cell.area === system)
      const { value, raw, standardError } = systems.evidence(system, profession)!.rates.leavers
      return truth.expected < 2 ? [] : [{ own: (raw - truth.rate) ** 2, leaning: (value - truth.rate) ** 2, miss: (value - truth.rate) / standardError }]
    }))
    const mean = (of: (one: (typeof found)[number]) => number) => found.reduce((sum, one) => sum + of(one), 0) / found.length
    expect(found.length).toBeGreaterThan(800)
    expect(mean(({ leaning }) => leaning)).toBeLessThan(0.5 * mean(({ own }) => own))
    const inside = mean(({ miss }) => (Math.abs(miss) < 1.2816 ? 1 : 0))
    expect(inside).toBeGreaterThan(0.74)
    expect(inside).toBeLessThan(0.9)
  })
})

function professions(): string[] {
  return [...new Set([...cells.values()].map(({ profession }) => profession))].sort()
}
