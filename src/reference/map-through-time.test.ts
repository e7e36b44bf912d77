import { describe, expect, test } from 'vitest'
import { isRefusal } from '../units/refusal.ts'
import { buildMap } from './area-map.ts'
import shipped from './england-boards-2026.json' with { type: 'json' }
import { findArea } from './find-area.ts'
import boards2022 from './ics-2022.json' with { type: 'json' }
import { sayMapChanges } from './map-changes.ts'
import type { MapRows, RelationRow } from './map-rows.ts'
import { heldBy, pathOf, shareInside } from './map-walk.ts'
import { placeOn } from './placing.ts'

const dated = (from: string | null, to: string | null, seen: string | null = null) => ({ source: 's', valid_from: from, valid_to: to, seen_at: seen })
const area = (level: string, code: string, from: string | null = null, to: string | null = null) => ({ level, code, name: `The ${code}`, other_code: null, ...dated(from, to) })
const employer = (code: string, from: string | null = null, to: string | null = null) => ({ code, role: 'trust', name: `Trust ${code}`, kind: null, ...dated(from, to) })
const belongs = (child: readonly [string, string], parent: readonly [string, string], from: string | null = null, to: string | null = null, share = 1): RelationRow =>
  ({ child_level: child[0], child_code: child[1], parent_level: parent[0], parent_code: parent[1], share, ...dated(from, to) })
const became = (from: string, to: string, on: string, share = 1, level = 'ics') => ({ source: 's', level, from_code: from, to_code: to, on_date: on, share })

// A and B merge into C in 2020; C is divided into D (60 %) and E (40 %) in 2024; F becomes G, alone, in 2024.
const rows: MapRows = {
  areas: [area('nation', 'N'), area('region', 'R'), area('ics', 'A', null, '2020-03-31'), area('ics', 'B', null, '2020-03-31'), area('ics', 'C', '2020-04-01', '2024-03-31'), area('ics', 'D', '2024-04-01'), area('ics', 'E', '2024-04-01'), area('ics', 'F', null, '2024-03-31'), area('ics', 'G', '2024-04-01')],
  organisations: [employer('T1'), employer('T2', null, '2022-12-31'), employer('T3', '2023-01-01'), employer('T4', null, '2022-12-31')],
  relations: [belongs(['region', 'R'], ['nation', 'N']), ...['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((code) => belongs(['ics', code], ['region', 'R'])),
    belongs(['organisation', 'T1'], ['ics', 'A']), belongs(['organisation', 'T2'], ['ics', 'B']), belongs(['organisation', 'T4'], ['ics', 'B']), belongs(['organisation', 'T3'], ['ics', 'C'])],
  successions: [became('A', 'C', '2020-04-01'), became('B', 'C', '2020-04-01'), became('C', 'D', '2024-04-01', 0.6), became('C', 'E', '2024-04-01', 0.4), became('F', 'G', '2024-04-01'), became('T2', 'T3', '2023-01-01', 1, 'organisation')],
}
const on = (date: string) => buildMap(rows, date)
const placed = (date: string, level: string, code: string) => placeOn(on(date), level, code).map(({ node, share }) => [`${node.level}:${node.code}`, Number(share.toFixed(9))])
const held = (date: string) => heldBy(on(date), on(date).nodes.get('organisation:T1')!, 'ics').map(({ node, share }) => [node.code, share])
const say = (date: string, first: string, last: string, ...keys: string[]) => sayMapChanges(on(date), { keys: new Set(keys), first, last })
const member = (child: readonly [string, string], network: string, share = 1) => belongs(child, ['network', network], null, null, share)
const nodeOn = (date: string, key: string) => on(date).nodes.get(key)!

describe('any period on the map of any date', () => {
  test.each([
    { date: '2019-06-30', code: 'A', found: [['ics:A', 1]] },
    { date: '2021-06-30', code: 'A', found: [['ics:C', 1]] },
    { date: '2025-06-30', code: 'A', found: [['ics:D', 0.6], ['ics:E', 0.4]] },
    { date: '2023-06-30', code: 'G', found: [['ics:F', 1]] },
  ])('what was given for $code stands on the map of $date under $found', ({ date, code, found }) => {
    expect(placed(date, 'ics', code)).toEqual(found)
  })

  test('what was given for a merged area cannot be divided again: it stands undivided in the area that holds them all', () => {
    const [whole] = placeOn(on('2019-06-30'), 'ics', 'C')
    expect([whole?.node.level, whole?.share]).toEqual(['undivided', 1])
    expect(shareInside(on('2019-06-30'), whole!.node, nodeOn('2019-06-30', 'region:R'))).toBe(1)
    expect(shareInside(on('2019-06-30'), whole!.node, nodeOn('2019-06-30', 'ics:A'))).toBe(0)
  })

  test('an employer whose area ended follows it, with the shares of a division', () => {
    expect([held('2019-06-30'), held('2021-06-30'), held('2025-06-30')]).toEqual([[['A', 1]], [['C', 1]], [['D', 0.6], ['E', 0.4]]])
  })

  test('an employer that ended is shown under its successor; without one, undivided where it last stood', () => {
    expect(placed('2023-06-30', 'organisation', 'T2')).toEqual([['organisation:T3', 1]])
    const [last] = placeOn(on('2023-06-30'), 'organisation', 'T4')
    expect([last?.node.level, last?.node.parents.map(({ code }) => code)]).toEqual(['undivided', ['C']])
  })

  test('nothing is lost or made: what every code stands for adds up to 1 in the nation, on the map of every year', () => {
    for (const year of [2019, 2021, 2023, 2025]) for (const [level, codes] of [['ics', ['A', 'B', 'C', 'D', 'E', 'F', 'G']], ['organisation', ['T1', 'T2', 'T3', 'T4']]] as const) for (const code of codes) {
      const map = on(`${year}-06-30`)
      const inNation = placeOn(map, level, code).reduce((sum, { node, share }) => sum + share * shareInside(map, node, map.nodes.get('nation:N')!), 0)
      expect([year, code, Number(inNation.toFixed(9))]).toEqual([year, code, 1])
    }
  })

  test('the words say what merged, by which shares, and what cannot be taken back', () => {
    expect(say('2021-06-30', '2019-03-31', '2019-03-31', 'ics:C')).toEqual(['On 1 April 2020 The A (A) and The B (B) merged into The C (C): figures of before are shown under it.'])
    expect(say('2025-06-30', '2023-03-31', '2023-03-31', 'ics:E')).toEqual(['On 1 April 2024 40 % of The C (C) became part of The E (E): figures of before are shown under it; shares: as s states them.'])
    expect(say('2019-06-30', '2021-03-31', '2021-03-31', 'ics:C')[0]).toContain('cannot be divided again')
    expect(say('2025-06-30', '2025-03-31', '2025-03-31', 'ics:E')).toEqual([])
  })

  test('who asks for an area that ended, or for one that came later, is told', () => {
    const [ended, later] = [findArea(on('2021-06-30'), 'The B'), findArea(on('2019-06-30'), 'C')]
    expect([isRefusal(ended) && ended.need, isRefusal(later) && later.need]).toEqual(['On 2020-04-01 it became The C (C)', 'On 2020-04-01 it replaced The A (A) and The B (B), or parts of them'])
  })
})

// T1 and T2 are members of network X, T1 also of Y, and all of ics A is a member of Z by half.
describe('networks beside the hierarchy', () => {
  const map = buildMap({ ...rows, areas: [...rows.areas, ...['X', 'Y', 'Z'].map((code) => area('network', code))],
    relations: [...rows.relations, member(['organisation', 'T1'], 'X'), member(['organisation', 'T2'], 'X'), member(['organisation', 'T1'], 'Y'), member(['ics', 'A'], 'Z', 0.5)] }, '2019-06-30')
  const node = map.nodes.get('organisation:T1')!

  test('an employer may be a member of several, itself or through its area, and keeps its place', () => {
    expect(heldBy(map, node, 'network').map((one) => [one.node.code, one.share])).toEqual([['X', 1], ['Y', 1], ['Z', 0.5]])
    expect(pathOf(map, 'organisation:T1').map(({ code }) => code)).toEqual(['N', 'R', 'A', 'T1'])
  })

  test('share inside a network is the share of the membership', () => {
    expect(['X', 'Y', 'Z'].map((code) => shareInside(map, node, map.nodes.get(`network:${code}`)!))).toEqual([1, 1, 0.5])
  })
})

describe('England’s boards of 1 April 2026', () => {
  const seen = { source: 'sickness', valid_from: null, valid_to: null, seen_at: '2025-03-31' }
  const regionOf = new Map(['QHG', 'QUE', 'QM7', 'QH8', 'QJG', 'QMM'].map((code) => [code, 'Y61'] as const))
  const england: MapRows = {
    organisations: ['RWG', 'RQW', 'RDE', 'RXX'].map((code) => ({ code, role: 'trust', name: code, kind: null, ...seen })), successions: [],
    areas: boards2022.map((board) => ({ level: 'ics', code: board.code, name: board.name, other_code: board.ons, ...seen })),
    relations: [...boards2022.map((board) => ({ child_level: 'ics', child_code: board.code, parent_level: 'region', parent_code: regionOf.get(board.code) ?? 'Y59', share: 1, ...seen })),
      ...([['RWG', 'QM7'], ['RQW', 'QM7'], ['RDE', 'QJG'], ['RXX', 'QXU']] as const).map(([code, board]) => ({ child_level: 'organisation', child_code: code, parent_level: 'ics', parent_code: board, share: 1, ...seen }))],
  }
  const boardsOn = (date: string) => [...buildMap(england, date).nodes.values()].filter(({ level }) => level === 'ics').map(({ code }) => code)

  test('42 boards stand on 31 March 2026 and 36 the day after: twelve ended and six began', () => {
    expect([boardsOn('2024-09-30').length, boardsOn('2026-03-31').length, boardsOn('2026-04-01').length]).toEqual([42, 42, 36])
    expect(boardsOn('2026-04-01').filter((code) => !boardsOn('2026-03-31').includes(code))).toEqual(['D7T5G', 'S0E4D', 'S1Y5D', 'S9B9J', 'T6Y0W', 'Z9B2Z'])
  })

  test('a source that once said a board stood, with no end in sight, does not keep it alive', () => {
    const outlined = { ...england, areas: [...england.areas, { level: 'ics', code: 'QHG', name: 'Bedfordshire', other_code: null, source: 'outlines', valid_from: '2022-07-01', valid_to: null, seen_at: '2022-07-01' }] }
    expect([...buildMap(outlined, '2026-04-01').nodes.keys()]).not.toContain('ics:QHG')
  })

  test('every board that ended passes on wholly: its shares sum to 1', () => {
    for (const list of [shipped.successions, shipped.placeSuccessions]) for (const from of new Set(list.map((row) => row.from))) {
      expect([from, Number(list.filter((row) => row.from === from).reduce((sum, row) => sum + row.share, 0).toFixed(6))]).toEqual([from, 1])
    }
  })

  test.each([{ code: 'RWG', board: 'S1Y5D' }, { code: 'RQW', board: 'D7T5G' }, { code: 'RXX', board: 'S9B9J' }])('the employer $code stands under $board, in the region it was in', ({ code, board }) => {
    expect(pathOf(buildMap(england, '2026-04-01'), code).map((node) => node.code)).toEqual(['E92000001', code === 'RXX' ? 'Y59' : 'Y61', board, code])
  })

  test('the map of 2020 shows the codes of today, and the answer says that they were cast back', () => {
    const map = buildMap(england, '2020-03-31')
    expect(boardsOn('2020-03-31')).toHaveLength(42)
    expect(sayMapChanges(map, { keys: new Set(['ics:QXU']), first: '2020-03-31', last: '2020-03-31' })).toEqual(['Integrated care boards were set up on 1 July 2022: the areas of 31 March 2020 carry later codes, cast back by the source.'])
  })

  test('a nation that is not England has none of it', () => {
    expect([...buildMap({ ...england, areas: [area('ics', 'DM-I01')], relations: [], organisations: [] }, '2026-04-01').nodes.keys()]).toEqual(['ics:DM-I01'])
  })
})
