import { beforeAll, describe, expect, test } from 'vitest'
import type { PairCell } from '../../src/dataset/flow-pairs.ts'
import { usualSeed } from '../../src/demo/demonstration.ts'
import { indexPairs, type PairIndex } from '../../src/supply/calibrate-pairs.ts'
import { livedMonths } from './lived-months.ts'

/** People, leavers and the leavers that the recipe's chances add up to. */
interface Cell { area: string; group: string; profession: string; ageFrom: number; year: string; months: number; left: number; expected: number }
const cells = new Map<string, Cell>()
/** People of a profession in a system at three month-ends: the first, a year on, and the last that is followed. */
interface InPost { area: string; group: string; profession: string; first: number; yearOn: number; last: number; months: number; left: number }
const inPost = new Map<string, InPost>()
let systems: PairIndex
let nation: PairIndex

const pairCell = (cell: Cell, area: string): PairCell => ({ area, group: cell.group, profession: cell.profession, ageFrom: cell.ageFrom, year: cell.year, exposure: cell.months, leavers: cell.left, joiners: 0, moves: [], heads: 0, fte: 0 })

const index = (areaOf: (cell: Cell) => string) => indexPairs({ source: 'recipe', gaps: 0, years: ['2024-09-30', '2025-09-30'].map((to) => ({ to, months: 12 })), cells: [...cells.values()].map((cell) => pairCell(cell, areaOf(cell))) },
  { namesOf: (group, profession) => ['All', group, profession], parentOf: () => null, window: 3 })

beforeAll(() => {
  livedMonths(usualSeed, ({ group, profession, system, ageFrom, year, month, left, chance }) => {
    countInPost(system, group, profession, month, left)
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

function countInPost(area: string, group: string, profession: string, month: number, left: boolean): void {
  const key = `${area}|${profession}`
  const own = inPost.get(key) ?? { area, group, profession, first: 0, yearOn: 0, last: 0, months: 0, left: 0 }
  inPost.set(key, own)
  if (month === 0) own.first += 1
  if (month === 12) own.yearOn += 1
  if (month === lastFollowed) own.last += 1
  if (month < 12) own.months += 1
  if (month < 12 && left) own.left += 1
}

const lastFollowed = 23

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

describe('growth of people followed foresees the next year of the demonstration nation', () => {
  test('leaning on the same profession elsewhere, systems miss by a quarter less than by their own growth, and four in five lie within what is said', () => {
    const found = foreseen()
    const mean = (of: (one: (typeof found)[number]) => number) => found.reduce((sum, one) => sum + of(one), 0) / found.length
    expect(found.length).toBeGreaterThan(1000)
    expect(mean(({ learnt, came }) => Math.abs(learnt - came))).toBeLessThan(0.75 * mean(({ counted, came }) => Math.abs(counted - came)))
    const inside = mean(({ learnt, spread, came }) => (Math.abs(learnt - came) < 1.2816 * spread ? 1 : 0))
    expect(inside).toBeGreaterThan(0.72)
    expect(inside).toBeLessThan(0.9)
  })
})

/** Learnt from the year to September 2024 alone; what came in the eleven months after, a year's worth. */
function foreseen(): { learnt: number; counted: number; spread: number; came: number }[] {
  const people = [...inPost.values()].map(({ area, group, profession, first, yearOn, months, left }): PairCell => {
    const gained = yearOn - first + left
    return { area, group, profession, ageFrom: null, year: '2024-09-30', exposure: months, leavers: left + Math.max(0, -gained), joiners: Math.max(0, gained), moves: [], heads: yearOn, fte: yearOn }
  })
  const aYear = indexPairs({ source: 'recipe', gaps: 0, years: [{ to: '2024-09-30', months: 12 }], cells: people }, { namesOf: (group, profession) => ['All', group, profession], parentOf: () => null, window: 3 })
  return [...inPost.values()].filter(({ first, yearOn, last }) => first > 0 && yearOn >= 20 && last > 0).map(({ area, profession, yearOn, last }) => {
    const { value, raw, standardError, chance } = aYear.evidence(area, profession)!.growth!
    return { learnt: value, counted: raw, spread: Math.sqrt(standardError ** 2 + chance ** 2 / yearOn), came: (Math.log(last / yearOn) * 12) / (lastFollowed - 12) }
  })
}

function professions(): string[] {
  return [...new Set([...cells.values()].map(({ profession }) => profession))].sort()
}
