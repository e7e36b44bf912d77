import { describe, expect, test } from 'vitest'
import type { SupplyParameters } from '../supply/parameters.ts'
import { leverKinds } from '../supply/lever-list.ts'
import { isRefusal } from '../units/refusal.ts'
import { compareScenarios } from './compare.ts'
import { middleOf } from './contributions.ts'
import { statedDemand } from './demand-assumptions.ts'
import { drawnLevers, pull } from './drawn-lever.ts'
import { nameKey, type Lever, type ProgrammeFacts } from './lever-set.ts'
import { canonicalText } from './manifest.ts'
import { project } from './run.ts'
import { openEnsemble } from './scenario-ensemble.ts'
import { demandLeverKinds } from './scenario-lever.ts'
import { actingLevers, asPlain, runScenario, type Acting, type ScenarioFound, type ScenarioInputs, type ScenarioSettings } from './scenario.ts'
import { changedTo, seek } from './seek.ts'
import { sensitivityOf } from './sensitivity.ts'
import { shapley } from './shapley.ts'

const ages = [60, 61, 62, 63]

function parametersOf(group: string, people: number): SupplyParameters {
  const rate = { standardError: 0.01, unit: '', years: '', source: '', grade: 'B' as const }
  const swing = { persistence: 0.5, nationalSd: 0.05, groupSd: 0.05 }
  return {
    area: 'Here', group, openingDate: '2025-09-30', ages, ageing: true, openingHeads: ages.map(() => people / 4), participation: [0.9, 0.85, 0.8, 0.75], leave: { ...rate, value: 0.1 }, leaveByAge: [0.8, 1, 1.1, 1.3], join: { ...rate, value: 0.12 }, joinersBasis: 'records', joinAges: [0.7, 0.2, 0.1, 0],
    damping: 0.9, leaveYearEffect: swing, joinYearEffect: { ...swing, nationalSd: 0.02, groupSd: 0.02 }, notes: [],
  }
}

const programme: ProgrammeFacts = {
  id: 'nursing', provider: 'University', profession: 'Nurses', startsAYear: 40, stages: [{ months: 12, dropOut: 0.1, learnerWeeks: 20 }, { months: 12, dropOut: 0.05, learnerWeeks: 20 }],
  completion: 0.9, joinShare: 0.9, settlement: [{ area: 'Here', share: 0.8 }], placementCapacity: 1600, source: 'made up',
}

const settings: ScenarioSettings = { years: 6, draws: 20, seed: 3, unit: 'fte', dataset: 'made up', overridesOn: true, points: 8 }

type Stated = Partial<Lever> & { readonly id?: string; readonly cost?: number }

function inputsOf(levers: readonly Stated[], rest: Partial<ScenarioInputs> = {}): ScenarioInputs {
  return {
    nodes: [{ areaName: 'Here', parameters: parametersOf('Nurses', 1000), demand: statedDemand(), part: true }, { areaName: 'Here', parameters: parametersOf('Support', 800), demand: null, part: false }],
    names: { profession: 'Nurses', area: 'Here', places: new Map([[nameKey('Nurses', 'Here'), 0], [nameKey('Support', 'Here'), 1]]) }, programmes: [programme], origins: [],
    levers: levers.map(({ id, cost, ...lever }, at) => ({ id: id ?? `l${at + 1}`, lever: { kind: '', change: 0, ramp: 0, ...lever }, cost: cost === undefined ? null : { perUnit: cost, payer: 'Trusts' }, rationale: null })),
    overrides: [], assumptions: [], leaversToNeighbours: null, history: null, ...rest,
  }
}

function play(levers: readonly Stated[], rest: Partial<ScenarioInputs> = {}, change: Partial<ScenarioSettings> = {}): ScenarioFound {
  const found = runScenario(inputsOf(levers, rest), { ...settings, ...change })
  if (isRefusal(found)) throw new Error(found.found)
  return found
}

const several: Stated[] = [
  { id: 'stay', kind: 'leaver-rate', change: -2, range: { low: -3, high: -1 }, ramp: 12, cost: 1000 }, { id: 'train', kind: 'intake', change: 60, programme: 'nursing', cost: 20_000 }, { id: 'place', kind: 'placement-capacity', change: 50, unit: '%', programme: 'nursing' },
  { id: 'move', kind: 'transfer', profession: 'Support', toProfession: 'Nurses', change: 20, unit: 'people a year' }, { id: 'less', kind: 'demand-growth', change: -0.5 },
]

let kept: ScenarioFound | null = null
/** All of them together, run once for all tests. */
const played = (): ScenarioFound => (kept ??= play(several))

const whole = (found: ScenarioFound): string => canonicalText(asPlain(found))

/** Parts of the middle gap at a year end, every set of levers walked through all futures. */
function everySet(levers: readonly Stated[], years: number): number[] {
  const inputs = inputsOf(levers)
  const acting = actingLevers(inputs, settings)
  if (isRefusal(acting)) throw new Error(acting.found)
  const [drawn, ensemble] = [drawnLevers(acting.map(({ lever }) => lever), settings), openEnsemble(inputs, { ...settings, years })]
  return shapley(acting.length, (on) => Float64Array.of(middleOf(ensemble.gapWith(pull(drawn.filter((_, at) => on[at]))).gap[years]!)), { seed: 1, mostExact: acting.length }).parts.map((part) => part[0]!)
}

describe('contributions', () => {
  test('add up to a billionth at every year end, from the middle gap of doing nothing to that of the scenario', () => {
    const found = played()
    for (const { ahead, from, to, parts } of found.contributions.years) {
      expect(Math.abs(parts.reduce((sum, { gap }) => sum + gap, from) - to)).toBeLessThan(1e-9)
      expect(from).toBe(found.rows[ahead]!.baseline.gap.p50)
      expect(to).toBe(found.rows[ahead]!.scenario.gap.p50)
    }
  })

  test('sampled beyond eight levers they add up too, and each has a standard error', () => {
    const many = Array.from({ length: 9 }, (_, at): Stated => ({ kind: at % 2 === 0 ? 'international' : 'wider-market', change: 3 + at, ramp: at }))
    const { contributions } = play(many, {}, { years: 2 })
    const { from, to, parts } = contributions.years[2]!
    expect(contributions.lines).toBeGreaterThan(0)
    expect(Math.abs(parts.reduce((sum, { gap }) => sum + gap, from) - to)).toBeLessThan(1e-9)
    expect(parts.every(({ standardError }) => standardError !== null && standardError >= 0)).toBe(true)
  })

  test('of nine levers add up, are the same bytes in any order, and lie by those of every set', () => {
    const nine: Stated[] = [
      ...several, { id: 'come', kind: 'international', change: 25, range: { low: 10, high: 40 } }, { id: 'hours', kind: 'participation', change: 2, ramp: 24 },
      { id: 'wide', kind: 'wider-market', change: 12 }, { id: 'stop', kind: 'leaver-rate', change: -0.5, profession: 'Support' },
    ]
    const [found, turned] = [play(nine, {}, { years: 3 }), play(nine.toReversed(), {}, { years: 3 })]
    const { from, to, parts } = found.contributions.years[3]!
    expect(found.contributions.lines).toBe(8)
    expect(Math.abs(parts.reduce((sum, { gap }) => sum + gap, from) - to)).toBeLessThan(1e-9)
    expect(canonicalText(asPlain(found.contributions))).toBe(canonicalText(asPlain(turned.contributions)))
    const exact = everySet(nine, 3)
    for (const [at, { gap, standardError }] of parts.entries()) expect(Math.abs(gap - exact[at]!)).toBeLessThan(4 * standardError! + 0.02 * Math.abs(to - from))
  })

  test('places and placements share what neither does alone', () => {
    const { parts } = play(several.slice(1, 3)).contributions.years[6]!
    expect(parts.find(({ id }) => id === 'place')!.alone).toBeCloseTo(0, 9)
    expect(parts.find(({ id }) => id === 'place')!.gap).toBeLessThan(-1)
  })
})

describe('a scenario', () => {
  test('is the same bytes in whatever order its levers stand', () => {
    expect(whole(play(several.toReversed()))).toBe(whole(played()))
    expect(whole(play([several[2]!, several[4]!, several[0]!, several[3]!, several[1]!]))).toBe(whole(played()))
  })

  test('without levers is the baseline to the last bit, which is the projection', () => {
    const { rows, manifest } = play([])
    const projected = project(parametersOf('Nurses', 1000), statedDemand(), settings)
    if (isRefusal(projected)) throw new Error(projected.found)
    for (const [ahead, row] of rows.entries()) {
      expect(canonicalText(asPlain(row.scenario))).toBe(canonicalText(asPlain(row.baseline)))
      expect([row.baseline.supply, row.baseline.gap, row.baseline.gapZeroProductivity, row.demand]).toEqual([projected.rows[ahead]!.supply, projected.rows[ahead]!.gap, projected.rows[ahead]!.gapZeroProductivity, projected.rows[ahead]!.demand])
      expect(Object.values({ ...row.difference.supply, ...row.difference.gap }).every((value) => value === 0)).toBe(true)
    }
    expect(manifest.inputs).toBe(played().manifest.inputs)
  })

  test('has the same baseline to the last bit whatever its levers are', () => {
    const posts = [{ kind: 'posts', change: 0, now: 700, fillMonths: 3 }]
    expect(canonicalText(asPlain(play(posts).rows.map(({ baseline }) => baseline)))).toBe(canonicalText(asPlain(played().rows.map(({ baseline }) => baseline))))
  })

  test('does not double the output of training where placements stay as they are', () => {
    const doubled = (levers: readonly Stated[]): number => {
      const { after, before } = play(levers).people.training[0]!
      return after.qualified.reduce((sum, each) => sum + each, 0) / before.qualified.reduce((sum, each) => sum + each, 0)
    }
    const [places, both] = [doubled([{ kind: 'intake', change: 100, unit: '%', programme: 'nursing' }]), doubled([{ kind: 'intake', change: 100, unit: '%', programme: 'nursing' }, { kind: 'placement-capacity', change: 100, unit: '%', programme: 'nursing' }])]
    expect(places).toBeLessThan(1.3)
    expect(both).toBeGreaterThan(places + 0.2)
    expect(play([{ kind: 'intake', change: 100, unit: '%', programme: 'nursing' }]).people.binds.map(({ constraint }) => constraint)).toContain('placements')
  })

  test('of a part changes the whole it lies in', () => {
    const inputs = inputsOf([{ kind: 'international', change: 10, profession: 'Support' }])
    const [own, apart] = [{ ...inputs, nodes: inputs.nodes.map((node) => ({ ...node, part: true })) }, inputs].map((each) => runScenario(each, settings)) as [ScenarioFound, ScenarioFound]
    expect(own.rows[6]!.difference.supply.p50).toBeGreaterThan(10)
    expect(apart.rows[6]!.difference.supply.p50).toBe(0)
    expect(apart.places[1]!.rows[6]!.difference.p50).toBe(own.places[1]!.rows[6]!.difference.p50)
  })

  test('says that a cost is not stated, and never takes it for nothing', () => {
    const { costs, buyList } = played()
    expect(costs.notStated).toEqual(['move', 'place', 'less'])
    expect(buyList[5]!.rows.find(({ id }) => id === 'less')).toMatchObject({ cost: null, price: null, rank: null, why: 'cost not stated' })
    expect(buyList[5]!.rows.filter(({ rank }) => rank !== null).map(({ rank }) => rank)).toEqual([1, 2])
  })
})

/** Something says what is required of everybody in the run. */
const withNeed = (): Partial<ScenarioInputs> => ({ nodes: inputsOf([]).nodes.map((node) => ({ ...node, demand: statedDemand() })) })

describe('work that moves', () => {
  const moving: Stated = { id: 'roles', kind: 'substitution', change: 10, toProfession: 'Support', coefficient: 1.25, ceiling: 0.08, ramp: 24 }

  // A quarter of ten per cent in force after six months of 24 … at the first year end half of it, 5 %; from the second on the ceiling, 8 %.
  test('leaves so much less to do, arrives where it goes, and the ceiling is said to bind', () => {
    const found = play([moving], withNeed())
    const lost = found.rows.map(({ demand, demandScenario }) => 1 - demandScenario.p50 / demand.p50)
    expect(lost.slice(0, 3).map((share) => Number(share.toFixed(9)))).toEqual([0, 0.05, 0.08])
    const [, support] = found.places
    const arrived = support!.rows[6]!.scenario.gap!.p50 - support!.rows[6]!.baseline.gap!.p50
    expect(arrived).toBeGreaterThan(0.9 * 1.25 * 0.08 * found.rows[6]!.demand.p50)
    expect(found.people.binds.filter(({ id }) => id === 'roles').map(({ year, constraint }) => [year, constraint])).toEqual([2027, 2028, 2029, 2030, 2031].map((year) => [year, 'ceiling']))
    expect(found.directions[0]).toMatchObject({ holds: true, affected: expect.stringContaining('Nurses in Here') })
  })

  test('within the whole comes back as what it takes there', () => {
    const nodes = withNeed().nodes!.map((node) => ({ ...node, part: true }))
    const row = play([{ ...moving, ramp: 0 }], { nodes }).rows[6]!
    expect(row.demandScenario.p50 / row.demand.p50).toBeCloseTo(1 - 0.08 + 0.08 * 1.25, 9)
  })

  test.each([{ left: 'coefficient' }, { left: 'ceiling' }, { left: 'toProfession' }])('is refused without $left: nothing is guessed', ({ left }) => {
    const refused = runScenario(inputsOf([{ ...moving, [left]: undefined }]), settings)
    expect(isRefusal(refused) ? refused.found : 'taken').toContain(left === 'toProfession' ? 'where the work goes' : left)
  })
})

describe('what the range of the gap with levers rests on', () => {
  test('a lever whose change has a range is told beside the doubts of the projection; the middle is the central run with levers', () => {
    const { sensitivity } = play(several, {}, { points: 256 })
    expect(sensitivity.inputs.map(({ id }) => id)).toContain('lever/stay')
    const stay = sensitivity.inputs.find(({ id }) => id === 'lever/stay')!
    expect([stay.p10, stay.p90]).toEqual([expect.closeTo(-3, 9), expect.closeTo(-1, 9)])
    // Fewer who leave, a smaller gap.
    expect(stay.gapAtP10).toBeLessThan(sensitivity.middle)
    expect(stay.gapAtP90).toBeGreaterThan(sensitivity.middle)
    expect(sensitivity.inputs.reduce((sum, { first }) => sum + first, 0)).toBeGreaterThan(0.7)
  })

  test('without levers it is that of the projection', () => {
    const nothing = play([], {}, { points: 256 }).sensitivity
    const { inputs, middle } = sensitivityOf(parametersOf('Nurses', 1000), statedDemand(), { ...settings, draws: 100, points: 256 })
    expect(nothing.middle).toBeCloseTo(middle, 6)
    for (const { id, gapAtP10, first } of inputs) {
      const own = nothing.inputs.find((each) => each.id === id)!
      expect([own.gapAtP10, own.first]).toEqual([expect.closeTo(gapAtP10, 6), expect.closeTo(first, 6)])
    }
  })
})

describe('a manual change', () => {
  const byHand = { id: 'o1', what: 'Joiners in 2027', value: 50, who: 'Planner', when: '2026-01-01', why: 'a course was cancelled', on: true }
  test('is a part of the bridge, may be switched off, and is reported all the same', () => {
    const found = play(several.slice(0, 1), { overrides: [byHand] })
    expect(found.overrides[0]).toMatchObject({ inForce: true, says: 'In force' })
    expect(found.overrides[0]!.effect!).toBeGreaterThan(1)
    const off = play(several.slice(0, 1), { overrides: [byHand] }, { overridesOn: false })
    expect(off.overrides[0]).toMatchObject({ inForce: false, effect: null })
    expect(off.rows).toEqual(play(several.slice(0, 1)).rows)
  })

  test('of a figure the model has not changes nothing and says so', () => {
    const found = play([], { overrides: [{ ...byHand, what: 'Morale', value: 'better' }] })
    expect(found.overrides[0]).toMatchObject({ inForce: false, effect: null })
    expect(found.overrides[0]!.says).toContain('no such figure')
  })
})

function sought(levers: readonly Stated[], asked: Parameters<typeof seek>[2]): ReturnType<typeof seek> {
  const inputs = inputsOf(levers)
  const acting = actingLevers(inputs, settings)
  return isRefusal(acting) ? acting : seek(inputs, acting, asked, settings)
}

describe('seeking a goal', () => {
  test.each([
    { lever: 'stay', levers: several.slice(0, 2) }, { lever: 'come', levers: [{ id: 'come', kind: 'international', change: 0 }] }, { lever: 'less', levers: several.slice(3) }, { lever: 'do', levers: [{ id: 'do', kind: 'productivity', change: 0 }] },
  ])('of $lever: the answer run again reaches the target, and a hundredth less does not', ({ lever, levers }) => {
    const target = { of: 'gap' as const, value: play([]).rows[5]!.baseline.gap.p50 - 30, ahead: 5 }
    const found = sought(levers, { target, lever, second: null })
    if (isRefusal(found)) throw new Error(found.found)
    expect(found.first.reached).toBe(true)
    const gapAt = (change: number): number => play(levers.map((each) => (each.id === lever ? { id: lever, ...changedTo({ ramp: 0, ...each } as Lever, change) } : each))).rows[5]!.scenario.gap.p50
    expect(gapAt(found.first.change)).toBe(found.first.outcome)
    expect(gapAt(found.first.change)).toBeLessThanOrEqual(target.value)
    expect(gapAt(0.99 * found.first.change)).toBeGreaterThan(target.value)
  })

  test('that places alone cannot reach says how far they go and what binds', () => {
    const found = sought([several[1]!], { target: { of: 'gap', value: -1000, ahead: 6 }, lever: 'train', second: null })
    if (isRefusal(found)) throw new Error(found.found)
    expect(found.first.reached).toBe(false)
    expect(found.first.outcome).toBeGreaterThan(-1000)
    expect(found.binds.map(({ constraint }) => constraint)).toContain('placements')
  })

  test('with two levers trades one for the other along a frontier of points that all reach it', () => {
    const levers: Stated[] = [{ id: 'come', kind: 'international', change: 0 }, { id: 'back', kind: 'return-to-practice', change: 0 }]
    const value = play([]).rows[4]!.baseline.gap.p50 - 40
    const found = sought(levers, { target: { of: 'gap', value, ahead: 4 }, lever: 'come', second: 'back' })
    if (isRefusal(found)) throw new Error(found.found)
    const seconds = found.frontier!.map(({ second }) => second)
    expect(seconds.every(({ reached, outcome }) => reached && outcome <= value)).toBe(true)
    expect(seconds.map(({ change }) => change).toSorted((a, b) => b - a)).toEqual(seconds.map(({ change }) => change))
    expect(seconds.at(-1)!.change).toBe(0)
  })
})

function sideOf(levers: readonly Stated[]): Acting[] {
  const acting = actingLevers(inputsOf(levers), settings)
  if (isRefusal(acting)) throw new Error(acting.found)
  return acting
}

describe('two scenarios compared', () => {
  test('the bridge leads from the gap of one to that of the other, each as its own run gives it', () => {
    const [a, b] = [several.slice(0, 3), [{ ...several[0]!, change: -2.5 }, several[2]!, several[3]!]]
    const found = compareScenarios(inputsOf([]), [sideOf(a), sideOf(b)], settings)
    const last = found.bridge[6]!
    expect(found.common).toBe(1)
    expect(found.steps.map(({ id, from, to }) => [id, from !== null, to !== null])).toEqual([['stay', true, true], ['train', true, false], ['move', false, true]])
    expect([last.from, last.to]).toEqual([play(a).rows[6]!.scenario.gap.p50, play(b).rows[6]!.scenario.gap.p50])
    expect(Math.abs(last.parts.reduce((sum, { gap }) => sum + gap, last.from) - last.to)).toBeLessThan(1e-9)
  })

  test('of the same levers in another order has no step and no difference', () => {
    const found = compareScenarios(inputsOf([]), [sideOf(several), sideOf(several.toReversed())], settings)
    expect(found.steps).toEqual([])
    expect(found.rows.every(({ difference }) => difference.p10 === 0 && difference.p90 === 0)).toBe(true)
  })
})

describe('each lever at its ends', () => {
  const inPosts = 750
  const work: Stated = { toProfession: 'Support', coefficient: 1.25, ceiling: 0.2 }
  const rest = (kind: string): Stated => ({ programme: 'nursing', ...(kind === 'transfer' ? { toProfession: 'Support' } : {}), ...(kind === 'settlement' || kind === 'trainees-counted' ? { area: 'Here' } : {}), ...(kind === 'posts' ? { now: inPosts, fillMonths: 3 } : {}), ...(kind === 'shared-pool' ? { members: [{ attractiveness: 1 }, { profession: 'Support', attractiveness: 1 }] } : {}) })
  const posts: Stated[] = [{ kind: 'posts', change: 0, now: 750, fillMonths: 3 }, { kind: 'posts', change: 0, now: 600, fillMonths: 3, profession: 'Support' }]
  const ends = [...leverKinds, ...demandLeverKinds].flatMap(({ kind, needs, units }) => units.flatMap(({ unit, low, high }) => [low, high].map((change) => ({ kind, unit, change, lever: { kind, unit, change, ...(needs.includes('reaches') ? { reaches: 0.25 } : {}), ...(needs.includes('ceiling') ? work : {}), ...(needs.includes('programme') || ['transfer', 'posts', 'shared-pool'].includes(kind) ? rest(kind) : {}) } }))))

  test.each(ends)('$kind $change $unit: nobody is below zero, everything is a number, and the parts add up', ({ kind, lever }) => {
    const found = play(kind === 'fill-delay' || kind === 'shared-pool' ? [...posts, lever] : [lever], {}, { years: 3 })
    for (const { scenario, difference } of found.rows) for (const value of [...Object.values(scenario.supply), ...Object.values(scenario.gap), ...Object.values(difference.gap)]) expect(Number.isFinite(value)).toBe(true)
    expect(found.rows.every(({ scenario }) => scenario.supply.p2_5 >= 0)).toBe(true)
  })
})
