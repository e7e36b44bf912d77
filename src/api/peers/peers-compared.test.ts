import { describe, expect, test } from 'vitest'
import type { QueryAnswer } from '../../contract/query.ts'
import { buildMap } from '../../reference/area-map.ts'
import { refuse } from '../../units/refusal.ts'
import { comparePeer, misfitOf, type AskPlace } from './peers-compared.ts'

const dates = { valid_from: null, valid_to: null, seen_at: null }
const area = (level: string, code: string) => ({ source: 'test', level, code, name: `Area ${code}`, other_code: null, ...dates })
const inside = (child_level: string, child_code: string, parent_level: string, parent_code: string) => ({ source: 'test', child_level, child_code, parent_level, parent_code, share: 1, ...dates })
const map = buildMap({ areas: [area('region', 'R1'), area('ics', 'A'), area('ics', 'B')], organisations: [], relations: [inside('ics', 'A', 'region', 'R1'), inside('ics', 'B', 'region', 'R1')], successions: [] }, '2025-09-30')
const here = map.nodes.get('ics:A')!

const answer = (of: { asOf?: string; source?: string; formula?: string; value?: number | null; status?: 'ok' | 'estimated' | 'suppressed' } = {}): QueryAnswer => ({
  measure: 'leaver_rate', name: 'Leaver rate', unit: '% a year', asOf: of.asOf ?? '2025-09-30', summary: '', rows: [{ value: of.value === undefined ? 10 : of.value, status: of.status ?? 'ok' }], totals: [],
  provenance: { measure: 'leaver_rate', definition: '', formula: of.formula ?? 'leavers ÷ mean', sources: [{ id: of.source ?? 'returns', title: `Title of ${of.source ?? 'returns'}`, file: '', fileSha256: '', licence: '', importedAt: '', periodFrom: '', periodTo: '' }], snapshot: '', asOf: of.asOf ?? '2025-09-30', map: '', notes: [] },
})
const no = refuse('date-out-of-range', 'absent', { doing: 'x', found: 'nothing of that date', need: 'y', next: 'z' })
const compare = (peer: string, ask: AskPlace) => comparePeer(map, { area: here, answer: answer() }, peer, ask)

describe('two figures may stand side by side', () => {
  test('of one source, one definition, one date', () => {
    expect(misfitOf(answer(), answer())).toBeNull()
  })

  test.each([
    ['source', answer({ source: 'published' })], ['definition', answer({ formula: 'leavers ÷ opening' })], ['definition', answer({ status: 'estimated' })], ['date', answer({ asOf: '2025-08-31' })],
    ['source', answer({ source: 'published', asOf: '2025-08-31' })],
  ] as const)('not of another %s', (because, other) => {
    expect(misfitOf(answer(), other)?.because).toBe(because)
  })
})

describe('a peer', () => {
  test('of the same level with the same kind of figure is compared', async () => {
    expect(await compare('ics:B', async () => answer({ value: 12 }))).toMatchObject({ node: { code: 'B' }, answer: { rows: [{ value: 12 }] } })
  })

  test.each([['nowhere', 'unknown'], ['ics:A', 'overlap'], ['region:R1', 'overlap']])('%s is refused: %s', async (asked, because) => {
    expect(await compare(asked, async () => answer())).toMatchObject({ refused: { asked, because } })
  })

  test('with an earlier last date is refused, and both at that date are offered', async () => {
    expect(await compare('ics:B', async (code, { at }) => answer({ asOf: at ?? (code === 'B' ? '2025-08-31' : '2025-09-30') }))).toMatchObject({ refused: { because: 'date', nearest: { at: '2025-08-31', source: null, says: 'Both on 31 August 2025' } } })
  })

  test('from another source is refused, and the source that has both is offered', async () => {
    expect(await compare('ics:B', async (code, { source }) => (source === 'returns' && code === 'B' ? no : answer({ source: source ?? (code === 'B' ? 'published' : 'returns') })))).toMatchObject({ refused: { because: 'source', nearest: { at: null, source: 'published' } } })
  })

  test('that shares no date is refused, and nothing is offered', async () => {
    expect(await compare('ics:B', async (code, { at }) => (at !== undefined && code === 'A' ? no : answer({ asOf: code === 'B' ? '2025-08-31' : '2025-09-30' })))).toMatchObject({ refused: { because: 'date', nearest: null } })
  })

  test('whose figure is hidden says so, and nothing more', async () => {
    expect(await compare('ics:B', async () => answer({ value: null, status: 'suppressed' }))).toMatchObject({ refused: { because: 'missing', why: 'It is hidden, to protect a small number', nearest: null } })
  })
})
