import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linkedFast } from '../supply/kernel/linked-fast.ts'
import { openLinkedPlain } from '../supply/kernel/linked-plain.ts'
import type { SupplyParameters } from '../supply/parameters.ts'
import { isRefusal } from '../units/refusal.ts'
import { statedDemand } from './demand-assumptions.ts'
import { planLevers } from './lever-plan.ts'
import { nameKey, nodesNamed, type Lever } from './lever-set.ts'
import { drawFutures } from './uncertainty.ts'
import { drawStocks } from './what-if-draws.ts'
import { whatIf, type WhatIf, type WhatIfInputs } from './what-if.ts'
import { systemOf, type WhatIfNode } from './what-if-walk.ts'

const ages = [60, 61, 62, 63]

function node(group: string, people: number, area = 'Here'): WhatIfNode {
  const rate = { standardError: 0.01, unit: '', years: '', source: '', grade: 'D' as const }
  const swing = { persistence: 0.5, nationalSd: 0.05, groupSd: 0.05 }
  const parameters: SupplyParameters = {
    area, group, openingDate: '2025-09-30', ages, ageing: true, openingHeads: ages.map(() => people / 4), participation: [0.9, 0.85, 0.8, 0.75], leave: { ...rate, value: 0.1 }, leaveByAge: [0.8, 1, 1.1, 1.3], join: { ...rate, value: 0.12 }, joinersBasis: 'records', joinAges: [0.7, 0.2, 0.1, 0],
    damping: 0.9, leaveYearEffect: swing, joinYearEffect: { ...swing, nationalSd: 0.02, groupSd: 0.02 }, notes: [],
  }
  return { areaName: area, parameters }
}

const nodes = [node('Nurses', 1000), node('Support', 800)]
const names: WhatIfInputs['names'] = { profession: 'Nurses', area: 'Here', places: new Map([[nameKey('Nurses', 'Here'), 0], [nameKey('Support', 'Here'), 1]]) }
const nodeOf = nodesNamed(names)
const settings = { years: 6, draws: 40, seed: 3, unit: 'fte' as const, dataset: 'made up' }

function play(levers: readonly Partial<Lever>[], change: Partial<typeof settings> = {}): WhatIf {
  const done = whatIf({ nodes, names, demand: statedDemand(), levers: { programmes: [], origins: [], levers: levers.map((lever) => ({ kind: '', change: 0, ramp: 0, ...lever })) } }, { ...settings, ...change })
  if (isRefusal(done)) throw new Error(done.found)
  return done
}

function width({ p10, p90 }: { p10: number; p90: number }): number {
  return p90 - p10
}

describe('a run with levers', () => {
  test('without levers differs from itself by nothing at all, in any draw', () => {
    for (const { difference } of play([]).rows) expect(Object.values({ ...difference.supply, ...difference.gap }).every((value) => value === 0)).toBe(true)
  })

  test('the difference is taken in common futures: its range is far narrower than that of supply', () => {
    const last = play([{ kind: 'international', change: 20 }]).rows.at(-1)!
    expect(last.difference.supply.p10).toBeGreaterThan(0)
    expect(last.difference.supply.p90 - last.difference.supply.p10).toBeLessThan((last.scenario.supply.p90 - last.scenario.supply.p10) / 10)
  })

  test('same seed, same bytes; another seed, other bytes', () => {
    const levers = [{ kind: 'leaver-rate', change: -1 }, { kind: 'transfer', change: 5, toProfession: 'Support' }]
    expect(play(levers).manifest).toEqual(play(levers).manifest)
    expect(play(levers, { seed: 4 }).manifest.outputs).not.toBe(play(levers).manifest.outputs)
  })

  describe('whose change has a range', () => {
    const kinds: Partial<Lever>[] = [{ kind: 'international', change: 20 }, { kind: 'transfer', change: 20, unit: 'people a year', toProfession: 'Support' }, { kind: 'posts', change: 0, now: 420, fillMonths: 3 }, { kind: 'leaver-rate', change: -2 }]
    const ranged = kinds.map((lever) => ({ ...lever, range: lever.kind === 'posts' ? { low: -300, high: 300 } : { low: lever.change! - 15, high: lever.change! + 15 } }))

    test.each(ranged.map((lever) => ({ kind: lever.kind!, lever })))('$kind: the answer has the range of the futures and of the lever, and the baseline stays', ({ lever }) => {
      const [stated, drawn] = [{ ...lever, range: undefined }, lever].map((one) => play([one]).rows.at(-1)!)
      // Posts that bind take the swings of the futures out of supply: there what is left is the lever's own.
      const of = lever.kind === 'posts' ? 'scenario' : 'difference'
      expect(width(drawn![of].supply)).toBeGreaterThan(1.3 * width(stated![of].supply))
      expect(drawn!.baseline).toEqual(stated!.baseline)
    })

    test('of no width changes no byte of the answer, and is not in the manifest', () => {
      const [stated, none] = [kinds, kinds.map((lever) => ({ ...lever, range: { low: lever.change!, high: lever.change! } }))].map((levers) => play(levers))
      expect([none!.rows, none!.places, none!.manifest.outputs, none!.manifest.ranges]).toEqual([stated!.rows, stated!.places, stated!.manifest.outputs, undefined])
    })

    test('is the same in another scenario, and the manifest says by which stream', () => {
      const lever = ranged[0]!
      const [one, both] = [play([lever]), play([lever, { kind: 'participation', change: 0 }])]
      expect(both.rows).toEqual(one.rows)
      expect(one.manifest.ranges).toEqual([{ lever: 0, low: 5, high: 35, stream: 'lever/international//////' }])
    })

    test('is refused where it does not hold the change, or goes further than the lever may', () => {
      for (const range of [{ low: 30, high: 40 }, { low: -2_000_000, high: 30 }]) {
        const done = whatIf({ nodes, names, demand: statedDemand(), levers: { programmes: [], origins: [], levers: [{ kind: 'international', change: 20, ramp: 0, range }] } }, settings)
        expect(isRefusal(done) && done.code === 'levers-invalid' ? done.found : 'taken').toContain('has a range from')
      }
    })
  })

  test('the manifest accounts for everybody, each profession and all together', () => {
    const { conservation } = play([{ kind: 'transfer', change: 60, unit: 'people a year', toProfession: 'Support' }, { kind: 'leaver-rate', change: 3 }]).manifest
    expect(conservation.map(({ name }) => name)).toEqual(['Nurses in Here', 'Support in Here', 'All together'])
    for (const { start, joined, left, agedOut, movedIn, movedOut, end, residual } of conservation) {
      expect(Math.abs(start + joined - left - agedOut + movedIn - movedOut - end)).toBeLessThan(1e-9 * start)
      expect(Math.abs(residual)).toBeLessThan(1e-9 * start)
    }
    expect(conservation[2]!.movedIn).toBeCloseTo(360, 6)
    expect(conservation[2]!.movedOut).toBeCloseTo(360, 6)
  })

  test('a lever by itself adds no more than all who came by it work, and levers that only act beside others have no effect of their own', () => {
    const [market, delay] = play([{ kind: 'wider-market', change: 12 }, { kind: 'fill-delay', change: 2 }, { kind: 'posts', now: 900, fillMonths: 1 }]).alone
    expect(market).toBeGreaterThan(0)
    expect(market).toBeLessThan(6 * 12 * 0.9)
    expect(delay).toBeNull()
  })

  test('professions that are counted unlike are not put into one run', () => {
    const unlike = { ...nodes[1]!, parameters: { ...nodes[1]!.parameters, measured: 'people' as const } }
    const done = whatIf({ nodes: [nodes[0]!, unlike], names, demand: statedDemand(), levers: { programmes: [], origins: [], levers: [] } }, settings)
    expect(isRefusal(done) && done.code).toBe('levers-link-unlike')
  })
})

describe('levers that cannot be used are refused, and nothing is filled in', () => {
  test.each([
    { what: 'an unknown kind', lever: { kind: 'magic' }, found: 'is “magic”, which is no lever' },
    { what: 'a slip of the pen', lever: { kind: 'leaver-rate', change: -150 }, found: 'may change from -100 to 100 points' },
    { what: 'another unit', lever: { kind: 'leaver-rate', unit: 'FTE' }, found: 'takes points or %' },
    { what: 'a programme nobody stated', lever: { kind: 'intake', change: 10, programme: 'nursing' }, found: 'no such programme is stated' },
    { what: 'posts without a number', lever: { kind: 'posts', change: 10, fillMonths: 3 }, found: 'does not say how many posts are funded now' },
    { what: 'posts without the time to fill them', lever: { kind: 'posts', change: 10, now: 900 }, found: 'fillMonths' },
    { what: 'a move to nowhere', lever: { kind: 'transfer', change: 10 }, found: 'says nowhere to move to' },
    { what: 'a move to itself', lever: { kind: 'transfer', change: 10, toProfession: 'Nurses' }, found: 'goes to where it comes from' },
    { what: 'a delay without posts', lever: { kind: 'fill-delay', change: 1 }, found: 'needs a lever “posts”' },
    { what: 'a pool of employers without posts', lever: { kind: 'shared-pool', members: [{ attractiveness: 1 }, { profession: 'Support', attractiveness: 1 }] }, found: 'needs a lever “posts” for each member' },
    { what: 'an end before the beginning', lever: { kind: 'international', change: 1, from: '2027-01-01', to: '2026-01-01' }, found: 'ends before it begins' },
  ])('$what', ({ lever, found }) => expect(() => play([lever])).toThrow(found))
})

describe('the kernel', () => {
  const levers = fc.record({ leaving: fc.integer({ min: -100, max: 100 }), hours: fc.integer({ min: -50, max: 50 }), moves: fc.integer({ min: 0, max: 100 }), abroad: fc.integer({ min: -2000, max: 500 }), ramp: fc.integer({ min: 0, max: 40 }) })

  test('gives what the clear months give, to a billionth, and fast gives the bits of plain', () => {
    const fast = linkedFast()
    fc.assert(fc.property(levers, ({ leaving, hours, moves, abroad, ramp }) => {
      const plan = planLevers({ programmes: [], origins: [], levers: [{ kind: 'leaver-rate', change: leaving, ramp }, { kind: 'participation', change: hours, ramp }, { kind: 'transfer', change: moves, toProfession: 'Support', ramp }, { kind: 'transfer', profession: 'Support', change: 3, toProfession: 'Nurses', ramp: 0 }, { kind: 'international', change: abroad, ramp }] }, { nodes: 2, nodeOf, opening: '2025-09-30', years: 4 })
      if (isRefusal(plan)) throw new Error(plan.found)
      const futures = Array.from({ length: 3 }, (_, draw) => nodes.map(({ parameters }) => drawFutures(parameters, { years: 4, draws: 3, seed: 1 })[draw]!))
      const walk = (open: Parameters<typeof drawStocks>[5]) => drawStocks(systemOf(nodes, plan), plan, nodes, futures, { years: 4, unit: 'fte' }, open)
      const [clear, plain] = [walk(null), walk(openLinkedPlain)]
      expect(walk(fast)).toEqual(plain)
      clear.forEach(({ before, after }, draw) => {
        for (const [expected, found] of [[before, plain[draw]!.before], [after, plain[draw]!.after]] as const) expected.forEach((own, at) => own.forEach((value, year) => expect(Math.abs(found[at]![year]! - value)).toBeLessThan(1e-9 * Math.max(1, value))))
      })
    }), { numRuns: 60 })
  })
})
