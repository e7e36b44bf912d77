import { describe, expect, test } from 'vitest'
import type { SupplyParameters } from '../supply/parameters.ts'
import { isRefusal } from '../units/refusal.ts'
import { leverKinds } from '../supply/lever-list.ts'
import { statedDemand } from './demand-assumptions.ts'
import { leverInPart, programmeInPart, type LeverInPart, type PartOfWhole } from './lever-in-part.ts'
import { nameKey, type Lever, type ProgrammeFacts } from './lever-set.ts'
import type { ScenarioScene } from './scenario-ensemble.ts'
import { demandLeverKinds } from './scenario-lever.ts'
import { partsFrom, runWithParts, walkParts, type PartGiven, type PartsFound, type PartsGiven } from './scenario-parts.ts'
import { asPlain, type Acting, type ScenarioInputs } from './scenario.ts'

/** People of one age who never age, of whom 10 % leave a year and as many join: by hand, as many for ever. */
function steady(area: string, group: string, people: number): SupplyParameters {
  const rate = { standardError: 0.02, unit: '', years: '2024', source: '', grade: 'B' as const }
  const swing = { persistence: 0.5, nationalSd: 0.05, groupSd: 0.05 }
  return {
    area, group, openingDate: '2025-09-30', ages: [0], ageing: false, openingHeads: [people], participation: [0.9], leave: { ...rate, value: 0.1 }, leaveByAge: [1], join: { ...rate, value: 0.1 },
    joinersBasis: 'records', joinAges: [1], damping: 1, leaveYearEffect: swing, joinYearEffect: swing, notes: [],
  }
}

const programme: ProgrammeFacts = { id: 'nursing', provider: 'University', profession: 'Nurses', startsAYear: 120, stages: [{ months: 12, dropOut: 0.1, interruption: 0.05, interruptionMonths: 6, learnerWeeks: 20 }], completion: 0.9, joinShare: 0.9, settlement: [{ area: 'Whole', share: 0.8 }], placementCapacity: 2400, source: 'made up' }

function sceneOf(area: string, share: number, programmes: readonly ProgrammeFacts[]): ScenarioScene {
  const node = (group: string, people: number) => ({ areaName: area, parameters: steady(area, group, people * share), demand: group === 'Nurses' ? statedDemand({ demandGrowth: 0.01, productivity: 0, unmetNeed: 0.1 }) : null, part: group === 'Nurses' })
  return { nodes: [node('Nurses', 1000), node('Support', 500)], names: { profession: 'Nurses', area, places: new Map([[nameKey('Nurses', area), 0], [nameKey('Support', area), 1]]) }, programmes, origins: [] }
}

/** An area with the same rates as the whole, and a share of its staff. */
const part = (area: string, share: number): PartOfWhole => ({ area, share: () => share, lies: (named) => (named === undefined || named === 'Whole' ? 'around' : named === area ? 'around' : named === 'Abroad' ? 'outside' : 'apart') })

const isLever = (found: LeverInPart): found is Lever => found !== null && !('untold' in found)

function given(area: string, share: number, acting: readonly Acting[]): PartGiven {
  const here = part(area, share)
  const programmes = programmeInPart(programme, here)
  const all = acting.map(({ id, lever }) => ({ id, found: leverInPart(lever, [programme], here) }))
  return {
    code: area, name: area, why: null, share, deprivation: null, scene: sceneOf(area, share, programmes === null ? [] : [programmes]),
    levers: all.flatMap(({ id, found }) => (isLever(found) ? [{ id, lever: found }] : [])), untold: all.flatMap(({ id, found }) => (found !== null && 'untold' in found ? [{ id, why: found.untold }] : [])),
  }
}

/** The whole, with the nurses of the north as a profession and area of the run, as a lever that names them makes them. */
function wholeOf(): ScenarioScene {
  const { nodes, names, ...rest } = sceneOf('Whole', 1, [programme])
  return { ...rest, nodes: [...nodes, { areaName: 'North', parameters: steady('North', 'Nurses', 600), demand: null, part: true }], names: { ...names, places: new Map([...names.places, [nameKey('Nurses', 'North'), nodes.length]]) } }
}

const settings = { years: 4, unit: 'fte' } as const
const lever = (kind: string, change: number, rest: Partial<Lever> = {}): Acting => ({ id: kind, lever: { kind, change, ramp: 0, ...rest } })

function walked(acting: readonly Acting[], years = 4, manual: readonly Acting[] = [], unit: 'fte' | 'headcount' = 'fte'): PartsFound {
  const parts: PartsGiven = { level: 'ics', deprivation: null, areas: [given('North', 0.6, acting), given('South', 0.4, acting)] }
  const levers = acting.map(({ id, lever: own }) => ({ id, lever: own, cost: null, rationale: null }))
  return walkParts(parts, { ...wholeOf(), levers }, [...acting, ...manual], { unit, years })
}

const changeOf = ({ baseline, scenario }: Pick<PartsFound, 'whole'>['whole']): number => scenario.gap - baseline.gap

describe('areas of a scenario', () => {
  test('by hand: nobody leaves for a year; of 1,000 six tenths are in the north and four in the south', () => {
    const { whole, areas } = walked([lever('leaver-rate', -10)], 1, [], 'headcount')
    // Those who leave over a year and no longer do: 1,000 people at a monthly hazard, replaced as they go.
    const stay = 12 * 1000 * (1 - 0.9 ** (1 / 12))
    expect(changeOf(whole)).toBeCloseTo(-stay, 6)
    expect(areas.map(({ code, baseline, scenario }) => [code, Number(baseline.gap.toFixed(6)), Number((scenario.supply - baseline.supply).toFixed(6))])).toEqual([
      ['North', Number((600 * 1.1 * 1.01 - 600).toFixed(6)), Number((0.6 * stay).toFixed(6))], ['South', Number((400 * 1.1 * 1.01 - 400).toFixed(6)), Number((0.4 * stay).toFixed(6))],
    ])
  })

  test('without levers no area changes by anything', () => {
    for (const { baseline, scenario } of walked([]).areas) expect(scenario).toEqual(baseline)
  })

  const transfer = { profession: 'Support', toProfession: 'Nurses' }
  const away = { toSector: 'social care', coefficient: 1.2, ceiling: 0.5 }
  const programmed = { programme: 'nursing' }
  const posts = [lever('posts', -40, { now: 950, fillMonths: 3 }), { id: 'posts-2', lever: { kind: 'posts', change: 10, ramp: 0, profession: 'Support', now: 480, fillMonths: 3 } }]
  const tried: readonly (readonly Acting[])[] = [
    ...[
      lever('leaver-rate', -2), lever('leaver-rate', -10, { unit: '%' }), ...['leaving-of-ages', 'first-years', 'flexible-working'].map((kind) => lever(kind, -5, { reaches: 0.2 })), lever('participation', 3), lever('participation', 0.02, { unit: 'FTE per head' }),
      ...['international', 'wider-market', 'other-sector'].map((kind) => lever(kind, 50)), lever('return-to-practice', 10, { area: 'Whole' }), lever('intake', 60, programmed), lever('intake', 25, { ...programmed, unit: '%' }), lever('apprenticeships', 30, programmed),
      lever('drop-out', -5, programmed), lever('interruption', -3, programmed), lever('completion', 4, programmed), lever('join-share', 5, programmed), lever('course-length', 4, programmed), lever('settlement', 10, { ...programmed, area: 'Whole' }), lever('trainees-counted', 0.3, programmed),
      lever('transfer', 20, { ...transfer, unit: 'people a year' }), lever('transfer', 3, { ...transfer, unit: '% a year' }), lever('transfer', 15, { toSector: 'social care', unit: 'people a year' }), posts[0]!,
      lever('demand-growth', -0.5), lever('productivity', 0.4), lever('substitution', 5, away), lever('setting-shift', 4, away), lever('network-posts', 12, away), lever('reimbursed-roles', 8, { ...away, toSector: undefined, toProfession: 'Support' }),
    ].map((each) => [each]),
    [posts[0]!, lever('fill-delay', 6)], [lever('intake', 60, programmed), lever('placement-capacity', 40, { ...programmed, unit: '%' })],
    [...posts, lever('shared-pool', 30, { members: [{ profession: 'Nurses', attractiveness: 2 }, { profession: 'Support', attractiveness: 1 }] })],
  ]

  test.each(tried.map((acting) => ({ what: acting.map(({ id, lever: { change, unit = '' } }) => `${id} ${change} ${unit}`.trim()).join(', '), acting })))('of areas with the rates of the whole the parts are the whole: $what', ({ acting }) => {
    const { whole, areas, untold, without } = walked(acting)
    expect([untold, without]).toEqual([[], []])
    expect(Math.abs(changeOf(whole))).toBeGreaterThan(0.01)
    expect(Math.abs(areas.reduce((sum, area) => sum + changeOf(area), 0) - changeOf(whole))).toBeLessThan(1e-6)
  })

  test('every kind of lever is tried so', () => {
    expect(new Set(tried.flatMap((acting) => acting.map(({ lever: { kind } }) => kind)))).toEqual(new Set([...leverKinds, ...demandLeverKinds].map(({ kind }) => kind)))
  })

  test('placements that bind in the whole bind in each area, and all levers together are shared out too', () => {
    const all = [lever('intake', 60, { programme: 'nursing' }), lever('placement-capacity', 400, { programme: 'nursing' }), lever('leaver-rate', -1), lever('demand-growth', -0.2)]
    const [{ whole, areas }, more] = [walked(all), walked([lever('intake', 5000, { programme: 'nursing' })])]
    expect(Math.abs(areas.reduce((sum, area) => sum + changeOf(area), 0) - changeOf(whole))).toBeLessThan(1e-6)
    expect(Math.abs(changeOf(more.whole))).toBeLessThan(5000)
    expect(Math.abs(more.areas.reduce((sum, area) => sum + changeOf(area), 0) - changeOf(more.whole))).toBeLessThan(1e-6)
  })

  test('a manual change is shared out by staff', () => {
    const { whole, areas } = walked([], 2, [{ id: 'o1', lever: { kind: 'wider-market', change: 100, ramp: 0 } }])
    expect(areas[0]!.scenario.supply - areas[0]!.baseline.supply).toBeCloseTo(0.6 * -changeOf(whole), 6)
  })

  test('a lever in one area acts there in full and nowhere else', () => {
    const { whole, areas } = walked([lever('leaver-rate', -5, { area: 'North' })])
    expect(changeOf(areas[0]!)).toBeLessThan(-10)
    expect(Math.abs(changeOf(areas[0]!) - changeOf(whole))).toBeLessThan(1e-6)
    expect(areas[1]!.scenario).toEqual(areas[1]!.baseline)
  })

  test('an area that cannot be walked is named with why, and counts in nothing', () => {
    const found = walkParts({ level: 'ics', deprivation: null, areas: [given('North', 0.6, []), { ...given('South', 0.4, []), scene: null, why: 'too few years' }] }, { ...sceneOf('Whole', 1, []), levers: [] }, [], settings)
    expect([found.areas.map(({ code }) => code), found.without]).toEqual([['North'], [{ code: 'South', name: 'South', why: 'too few years' }]])
  })

  test('written down and read again they are walked to the same bits, beside the run', () => {
    const acting = [lever('leaver-rate', -2)]
    const parts: PartsGiven = { level: 'ics', deprivation: null, areas: [given('North', 0.6, acting), given('South', 0.4, acting)] }
    const inputs: ScenarioInputs = { ...sceneOf('Whole', 1, [programme]), levers: [{ id: 'leaver-rate', lever: acting[0]!.lever, cost: null, rationale: null }], overrides: [], assumptions: [], leaversToNeighbours: null, history: null }
    const [once, again] = [parts, partsFrom(JSON.parse(JSON.stringify(asPlain(parts))) as PartsGiven)].map((each) => runWithParts(inputs, { ...settings, draws: 20, seed: 1, dataset: 'made up', overridesOn: true, points: 8 }, each))
    if (isRefusal(once!) || isRefusal(again!)) throw new Error('refused')
    expect(asPlain(again)).toEqual(asPlain(once))
    expect(once!.parts!.areas).toHaveLength(2)
  })
})

describe('a lever on the whole, seen from a part', () => {
  const here: PartOfWhole = { area: 'N', share: (profession) => (profession === 'Dentists' ? null : 0.25), lies: (area) => (area === undefined ? 'around' : ({ Hospital: 'within', Elsewhere: 'apart', Abroad: 'outside', Network: 'across' } as const)[area] ?? 'around') }
  const seen = (kind: string, change: number, rest: Partial<Lever> = {}) => leverInPart({ kind, change, ramp: 6, ...rest }, [], here)

  test('rates stay, amounts are a quarter', () => {
    expect(seen('leaver-rate', -2)).toMatchObject({ change: -2, area: 'N', ramp: 6 })
    expect(seen('international', 40)).toMatchObject({ change: 10, area: 'N' })
    expect(seen('posts', 10, { unit: '%', now: 800 })).toMatchObject({ change: 10, now: 200 })
    expect(seen('transfer', 40, { unit: 'people a year', toProfession: 'Support' })).toMatchObject({ change: 10, area: 'N', toArea: 'N' })
  })

  test('what names an area inside acts in full; what names another does not reach it', () => {
    expect(seen('international', 40, { area: 'Hospital' })).toMatchObject({ change: 40, area: 'Hospital' })
    expect([seen('international', 40, { area: 'Elsewhere' }), seen('leaver-rate', 1, { area: 'Abroad' }), seen('transfer', 2, { area: 'Elsewhere', toArea: 'Abroad' })]).toEqual([null, null, null])
  })

  test('staff who go out of the whole leave every part, and those who come arrive in their share', () => {
    expect(seen('transfer', 4, { unit: '% a year', toArea: 'Abroad' })).toMatchObject({ change: 4, area: 'N', toArea: 'Abroad' })
    expect(seen('transfer', 4, { unit: '% a year', area: 'Abroad', toArea: 'Whole' })).toMatchObject({ change: 1, area: 'Abroad', toArea: 'N' })
  })

  test.each([seen('transfer', 4, { toArea: 'Hospital' }), seen('substitution', 4, { toArea: 'Elsewhere' }), seen('leaver-rate', 1, { area: 'Network' }), seen('leaver-rate', 1, { profession: 'Dentists' })])('what nobody can say is not told apart', (found) => {
    expect(found).toMatchObject({ untold: expect.any(String) })
  })
})
