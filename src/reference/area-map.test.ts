import { describe, expect, test } from 'vitest'
import { isRefusal } from '../units/refusal.ts'
import { buildMap } from './area-map.ts'
import { findArea } from './find-area.ts'
import { childrenOf, heldBy, pathOf, shareInside } from './map-walk.ts'
import type { AreaRow, MapRows, OrganisationRow, RelationRow } from './map-rows.ts'
import { placeOn } from './placing.ts'

type Dates = { source?: string; from?: string; to?: string; seen?: string }
const validity = ({ source = 's', from, to, seen }: Dates) => ({ source, valid_from: from ?? null, valid_to: to ?? null, seen_at: seen ?? null })
const area = (level: string, code: string, name: string, dates: Dates = {}): AreaRow => ({ level, code, name, other_code: null, ...validity(dates) })
const organisation = (code: string, name: string, dates: Dates = {}): OrganisationRow => ({ code, role: 'trust', name, kind: null, ...validity(dates) })
const relation = (child: string, parent: string, dates: Dates = {}, share = 1): RelationRow => {
  const [childLevel = '', childCode = ''] = child.split(':')
  const [parentLevel = '', parentCode = ''] = parent.split(':')
  return { child_level: childLevel, child_code: childCode, parent_level: parentLevel, parent_code: parentCode, share, ...validity(dates) }
}
const rows = (parts: Partial<MapRows>): MapRows => ({ organisations: [], areas: [], relations: [], successions: [], ...parts })

// Two systems merged on 1 April 2026; a trust closed on 30 June 2024 and passed to two others, 60 and 40 per cent.
const nation = rows({
  areas: [area('region', 'Y56', 'London'), area('ics', 'QA', 'North', { to: '2026-03-31' }), area('ics', 'QB', 'South', { to: '2026-03-31' }), area('ics', 'QC', 'North and South', { from: '2026-04-01' })],
  organisations: [organisation('R1', 'First', { to: '2024-06-30' }), organisation('R2', 'Second'), organisation('R3', 'Third')],
  relations: [
    ...['QA', 'QB', 'QC'].map((code) => relation(`ics:${code}`, 'region:Y56')),
    relation('organisation:R1', 'ics:QA', { to: '2024-06-30' }),
    relation('organisation:R2', 'ics:QA', { to: '2026-03-31' }), relation('organisation:R2', 'ics:QC', { from: '2026-04-01' }),
    relation('organisation:R3', 'ics:QB', { to: '2026-03-31' }), relation('organisation:R3', 'ics:QC', { from: '2026-04-01' }),
  ],
  successions: [{ source: 's', level: 'organisation', from_code: 'R1', to_code: 'R2', on_date: '2024-07-01', share: 0.6 }, { source: 's', level: 'organisation', from_code: 'R1', to_code: 'R3', on_date: '2024-07-01', share: 0.4 }],
})

describe('the map of a date', () => {
  test.each([
    { date: '2024-06-30', code: 'R2', path: ['E92000001', 'Y56', 'QA', 'R2'] },
    { date: '2026-03-31', code: 'R3', path: ['E92000001', 'Y56', 'QB', 'R3'] },
    { date: '2026-04-01', code: 'R3', path: ['E92000001', 'Y56', 'QC', 'R3'] },
    { date: '2026-04-01', code: 'QA', path: [] },
    { date: '2024-07-01', code: 'R1', path: [] },
  ])('on $date $code lies under $path', ({ date, code, path }) => {
    expect(pathOf(buildMap(nation, date), code).map((node) => node.code)).toEqual(path)
  })

  test('a merged system has the children of both', () => {
    expect(childrenOf(buildMap(nation, '2026-04-01'), 'QC').map((node) => node.code)).toEqual(['R2', 'R3'])
  })

  test('England holds its regions though no file says so, and the order of rows does not matter', () => {
    const map = buildMap(nation, '2024-01-01')
    const turned = buildMap(rows({ ...nation, areas: nation.areas.toReversed(), organisations: nation.organisations.toReversed(), relations: nation.relations.toReversed() }), '2024-01-01')
    expect(childrenOf(map, 'E92000001').map((node) => node.code)).toEqual(['Y56'])
    expect([...turned.nodes]).toEqual([...map.nodes])
  })

  test('a gap in validity is a gap on the map', () => {
    const gap = rows({ areas: [area('ics', 'QA', 'North', { to: '2020-12-31' }), area('ics', 'QA', 'North again', { from: '2022-01-01' })] })
    const named = ['2020-12-31', '2021-06-30', '2022-01-01'].map((date) => buildMap(gap, date).nodes.get('ics:QA')?.name)
    expect(named).toEqual(['North', undefined, 'North again'])
  })

  test('of two sources the one seen nearest to the date is believed and the other named beside it', () => {
    const differing = rows({ organisations: [organisation('R2', 'Second')], areas: [area('ics', 'QA', 'North'), area('ics', 'QB', 'South')],
      relations: [relation('organisation:R2', 'ics:QA', { source: 'old', seen: '2022-01-31' }), relation('organisation:R2', 'ics:QB', { source: 'new', seen: '2025-03-31' })] })
    const parentOn = (date: string) => buildMap(differing, date).nodes.get('organisation:R2')?.parents
    expect(parentOn('2022-06-30')).toEqual([{ level: 'ics', code: 'QA', share: 1, source: 'old', otherwise: [{ code: 'QB', source: 'new' }] }])
    expect(parentOn('2024-12-31')).toEqual([{ level: 'ics', code: 'QB', share: 1, source: 'new', otherwise: [{ code: 'QA', source: 'old' }] }])
  })

  test('a name in capitals is spelt as another source spells the same name', () => {
    const spelt = rows({ organisations: [organisation('R9', 'HILLSIDE TRUST', { source: 'a', from: '2020-01-01' }), organisation('R9', 'Hillside Trust', { source: 'b', seen: '2025-03-31' }), organisation('R8', 'NHS BSA', { from: '2020-01-01' }), organisation('R8', 'Business body', { source: 'b' })] })
    const { nodes } = buildMap(spelt, '2025-03-31')
    expect(nodes.get('organisation:R9')).toMatchObject({ name: 'Hillside Trust', alsoKnownAs: [] })
    expect(nodes.get('organisation:R8')?.name).toBe('NHS BSA')
  })

  test('the made-up code for national bodies is one node at two levels, and flagged', () => {
    const national = rows({ areas: [area('ics', 'QZZ', 'National bodies'), area('region', 'QZZ', 'National bodies')], organisations: [organisation('T1', 'Body')],
      relations: [relation('organisation:T1', 'ics:QZZ'), relation('ics:QZZ', 'region:QZZ')] })
    const map = buildMap(national, '2025-03-31')
    expect(pathOf(map, 'T1').map((node) => `${node.level}:${node.code}:${node.pseudo}`)).toEqual(['nation:E92000001:false', 'ics:QZZ:true', 'organisation:T1:false'])
    expect(heldBy(map, map.nodes.get('organisation:T1')!, 'region').map(({ node }) => node.code)).toEqual(['QZZ'])
  })

  test('an organisation that carries the code of its area stays apart from it', () => {
    const board = rows({ areas: [area('ics', 'QOP', 'Greater Manchester')], organisations: [organisation('QOP', 'Greater Manchester ICB')], relations: [relation('organisation:QOP', 'ics:QOP')] })
    expect([...buildMap(board, '2025-03-31').nodes.keys()]).toEqual(['ics:QOP', 'organisation:QOP'])
  })
})

describe('placing what a closed organisation reported', () => {
  test('it passes to its successors with their shares', () => {
    expect(placeOn(buildMap(nation, '2026-04-01'), 'organisation', 'R1').map(({ node, share }) => [node.code, share])).toEqual([['R2', 0.6], ['R3', 0.4]])
  })

  test('while it is open it stands for itself', () => {
    expect(placeOn(buildMap(nation, '2024-06-30'), 'organisation', 'R1').map(({ node, share }) => [node.code, share])).toEqual([['R1', 1]])
  })

  test('a successor of a successor is found, and a circle ends', () => {
    const chain = rows({ organisations: [organisation('R3', 'Third')], successions: [
      { source: 's', level: 'organisation', from_code: 'R1', to_code: 'R2', on_date: '2020-04-01', share: 0.5 }, { source: 's', level: 'organisation', from_code: 'R2', to_code: 'R3', on_date: '2021-04-01', share: 1 },
      { source: 's', level: 'organisation', from_code: 'R2', to_code: 'R1', on_date: '2021-04-01', share: 1 }] })
    expect(placeOn(buildMap(chain, '2022-01-01'), 'organisation', 'R1').map(({ node, share }) => [node.code, share])).toEqual([['R3', 0.5]])
  })

  test('an organisation shared by two systems lies in each by its share, and wholly in their region', () => {
    const shared = rows({ areas: nation.areas, relations: [relation('ics:QA', 'region:Y56'), relation('ics:QB', 'region:Y56'), relation('organisation:R9', 'ics:QA', {}, 0.25), relation('organisation:R9', 'ics:QB', {}, 0.75)], organisations: [organisation('R9', 'Ninth')] })
    const map = buildMap(shared, '2025-01-01')
    const node = map.nodes.get('organisation:R9')!
    expect([shareInside(map, node, map.nodes.get('ics:QB')!), shareInside(map, node, map.nodes.get('region:Y56')!)]).toEqual([0.75, 1])
  })
})

describe('finding an area', () => {
  const map = buildMap(rows({ areas: [area('nation', 'E92000001', 'England'), area('ics', 'QOP', 'NHS Greater Manchester Integrated Care Board'), area('ics', 'QE1', 'Lancashire and South Cumbria'), area('local-authority', 'E08000003', 'Manchester')],
    organisations: [organisation('QOP', 'NHS Greater Manchester ICB')], relations: [] }), '2025-03-31')
  test.each([
    { text: 'QOP', code: 'ics:QOP' }, { text: ' qop ', code: 'ics:QOP' }, { text: 'greater manchester', code: 'ics:QOP' }, { text: 'NHS Greater Manchester ICB', code: 'ics:QOP' },
    { text: 'Lancashire & South Cumbria', code: 'ics:QE1' }, { text: 'Manchester', code: 'local-authority:E08000003' }, { text: 'ENGLAND', code: 'nation:E92000001' }, { text: 'organisation:QOP', code: 'organisation:QOP' },
  ])('“$text” is $code', ({ text, code }) => {
    const found = findArea(map, text)
    expect(isRefusal(found) ? found.found : `${found.level}:${found.code}`).toBe(code)
  })

  test('an unknown name is refused with the nearest ones', () => {
    const found = findArea(map, 'Mancester')
    expect(found).toMatchObject({ refused: true, code: 'unknown-area' })
    expect(isRefusal(found) && found.need).toContain('Manchester (E08000003)')
  })
})
