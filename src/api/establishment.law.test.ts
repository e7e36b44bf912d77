import { describe, expect, test } from 'vitest'
import { stream } from '../random/stream.ts'
import { listExceptions } from '../dataset/establishment-exceptions.ts'
import type { EstablishmentLine } from '../dataset/establishment-line.ts'
import { meetLine } from '../dataset/establishment-line.ts'
import { sumLines, sumOf } from '../dataset/establishment-sums.ts'
import { bridgeBases, vacanciesOnEach, type PostsOfOne } from '../dataset/vacancy-basis.ts'

/** Lines of eight organisations with gaps on either side, from a seed. */
function madeUpLines(seed: number): EstablishmentLine[] {
  const chance = stream(seed, 'establishment laws')
  const tenths = (most: number) => Math.floor(chance.next() * most * 10) / 10
  return Array.from({ length: 200 }, (_, at) => {
    const [hasLedger, hasPeople] = [chance.next() < 0.8, chance.next() < 0.8]
    return {
      level: 'organisation', organisation: `R${at % 8}`, costCentre: `C${Math.floor(chance.next() * 9)}`, staffGroup: chance.next() < 0.5 ? 'Nurses' : 'Midwives', profession: null, band: `Band ${3 + Math.floor(chance.next() * 6)}`, ledgerCodes: '',
      funded: hasLedger ? tenths(9) : null, inPost: hasPeople || !hasLedger ? tenths(9) : null, positions: 1, away: null, leavers: null, longVacant: null,
    }
  })
}

function madeUpPosts(seed: number): PostsOfOne[] {
  const chance = stream(seed, 'basis laws')
  return Array.from({ length: 12 }, () => {
    const [funded, inPost] = [50 + chance.next() * 100, 50 + chance.next() * 80]
    return { funded, inPost, away: chance.next() < 0.7 ? inPost * 0.1 * chance.next() : null, cover: chance.next() < 0.6 ? 10 * chance.next() : null }
  })
}

const seeds = Array.from({ length: 40 }, (_, at) => at)

describe('no lines break these', () => {
  test.each(seeds)('funded and in post are made of their parts, seed %i', (seed) => {
    const sums = sumOf(madeUpLines(seed).map((line) => ({ line, key: '', share: 1 })))
    expect(sums.matched + sums.vacant).toBeCloseTo(sums.funded, 9)
    expect(sums.matched + sums.over + sums.unfunded).toBeCloseTo(sums.inPost, 9)
    expect(sums.vacant - sums.over - sums.unfunded).toBeCloseTo(sums.funded - sums.inPost, 9)
  })

  test.each(seeds)('organisations add up to the whole, and shares of one to itself, seed %i', (seed) => {
    const lines = madeUpLines(seed)
    const byOne = [...sumLines(lines.map((line) => ({ line, key: line.organisation, share: 1 }))).values()]
    const shared = sumOf(lines.flatMap((line) => [0.3, 0.7].map((share) => ({ line, key: '', share }))))
    const whole = sumOf(lines.map((line) => ({ line, key: '', share: 1 })))
    for (const part of ['funded', 'inPost', 'matched', 'vacant', 'over', 'unfunded', 'fundedMet', 'inPostMet'] as const) {
      expect(byOne.reduce((sum, one) => sum + one[part], 0), part).toBeCloseTo(whole[part], 9)
      expect(shared[part], part).toBeCloseTo(whole[part], 9)
    }
  })

  test.each(seeds)('a line is an exception at most once, and all that is over or unfunded is in one, seed %i', (seed) => {
    const lines = madeUpLines(seed)
    const found = listExceptions(lines)
    expect(new Set(found.map(({ line }) => line)).size).toBe(found.length)
    const odd = lines.reduce((sum, line) => sum + meetLine(line).over + meetLine(line).unfunded, 0)
    expect(found.filter(({ kind }) => kind !== 'line-without-people').reduce((sum, { fte }) => sum + fte, 0)).toBeCloseTo(odd, 9)
  })
})

describe('no posts break these', () => {
  test.each(seeds)('levels and steps of the bridge add up in FTE and in points, seed %i', (seed) => {
    const items = bridgeBases(madeUpPosts(seed))
    let [fte, points] = [0, 0]
    for (const [at, item] of items.entries()) {
      if (item.kind === 'step' || at === 0) [fte, points] = [fte + item.fte, points + item.points]
      expect(item.kind === 'basis' ? [item.fte, item.points] : [0, 0]).toEqual(item.kind === 'basis' ? [expect.closeTo(fte, 9), expect.closeTo(points, 9)] : [0, 0])
    }
    expect(items.filter(({ kind }) => kind === 'basis')).toHaveLength(vacanciesOnEach(madeUpPosts(seed)).filter(({ rate }) => rate !== null).length)
  })

  test.each(seeds)('people away only raise a rate and cover only lowers it, over the same organisations, seed %i', (seed) => {
    const [contracted, working, covered] = vacanciesOnEach(madeUpPosts(seed).filter(({ away, cover }) => away !== null && cover !== null)).map(({ rate }) => rate ?? 0)
    expect(working).toBeGreaterThanOrEqual(contracted ?? 0)
    expect(covered).toBeLessThanOrEqual(working ?? 0)
  })
})

test('nobody funded has vacancies and no rate; nobody saying has neither', () => {
  expect(vacanciesOnEach([{ funded: 0, inPost: 2, away: null, cover: null }]).map(({ vacancies, rate }) => [vacancies, rate])).toEqual([[-2, null], [null, null], [null, null]])
})
