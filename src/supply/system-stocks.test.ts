import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSystem } from './system-stocks.ts'
import { walkSystem, type Link, type NodeFuture, type Pool, type SystemNode } from './system.ts'

const years = 3
const [byYear, byMonth] = [(one: fc.Arbitrary<number>) => fc.array(one, { minLength: years, maxLength: years }), (one: fc.Arbitrary<number>) => fc.array(one, { minLength: 12 * years, maxLength: 12 * years })]
const upTo = (max: number, from = 0): fc.Arbitrary<number> => fc.integer({ min: 0, max: 9973 }).map((step) => from + ((max - from) * step) / 9973)
const byAge = (ages: number, one: fc.Arbitrary<number>): fc.Arbitrary<number[]> => fc.array(one, { minLength: ages, maxLength: ages })

const node = fc.record({ ages: fc.integer({ min: 1, max: 6 }), ageing: fc.boolean(), youngest: fc.integer({ min: 18, max: 21 }) }).chain(({ ages, ageing, youngest }) => fc.record({
  name: fc.constant('a node'), ageing: fc.constant(ageing), youngest: fc.constant(youngest), openingHeads: byAge(ages, upTo(500)), participation: byAge(ages, upTo(1, 0.2)), hazard: byAge(ages, upTo(0.3)), joinAges: byAge(ages, upTo(1)),
})) satisfies fc.Arbitrary<SystemNode>
const posts = fc.record({ funded: byMonth(upTo(2000)), fillMonths: byMonth(upTo(9)) })
const future = fc.record({ leaveTimes: byYear(upTo(5)), worked: byYear(upTo(1.2, 0.5)), candidates: byMonth(upTo(30)), growth: byYear(upTo(0.02)), posts: fc.option(posts, { nil: undefined }) })
const scenes = fc.array(fc.tuple(node, future), { minLength: 2, maxLength: 4 }).chain((of) => fc.record({
  of: fc.constant(of),
  links: fc.array(fc.record({ from: fc.nat(of.length - 1), step: fc.integer({ min: 1, max: of.length }), by: fc.constantFrom('share' as const, 'people' as const), amount: fc.array(upTo(1), { minLength: 12 * years, maxLength: 12 * years }) }), { maxLength: 4 }),
  pooled: fc.option(fc.record({ attractiveness: byAge(of.length, upTo(3)), extra: byMonth(upTo(20)) })),
}))

/** Posts stand where a pool needs them; a step of as many as there are nodes goes outside. */
function sceneOf({ of, links, pooled }: typeof scenes extends fc.Arbitrary<infer Scene> ? Scene : never): { system: Parameters<typeof walkSystem>[0]; futures: NodeFuture[] } {
  const members = of.flatMap(([, { posts: own }], at) => (own && pooled ? [{ node: at, attractiveness: pooled.attractiveness[at]! }] : []))
  return {
    futures: of.map(([, { posts: own, ...rest }]) => (own ? { ...rest, posts: own } : rest)),
    system: {
      nodes: of.map(([own]) => own),
      links: links.map(({ from, step, by, amount }): Link => ({ from, by, amount: amount.map((each) => (by === 'people' ? 40 * each : each)), to: step === of.length ? 'outside' : (from + step) % of.length })),
      pools: pooled && members.length > 1 ? [{ members, extra: pooled.extra } satisfies Pool] : [],
    },
  }
}

test('the stocks are those of the clear walk, to the last bit: posts, pools, moves of people and shares, other ages, and nodes without ages', () => {
  fc.assert(fc.property(scenes, (scene) => {
    const { system, futures } = sceneOf(scene)
    const clear = walkSystem(system, futures, years)
    const walk = openSystem(system, years)
    walk(futures)
    // Walked twice: nothing is left over from the walk before.
    walk(futures).nodes.forEach((found, at) => {
      for (const name of ['heads', 'fte', 'candidates'] as const) expect(new BigUint64Array(found[name].buffer), `${name} of node ${at}`).toEqual(new BigUint64Array(clear.nodes[at]![name].slice().buffer))
    })
  }), { numRuns: 300 })
})
