import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handArea, handFile, handOrganisation, handRelation } from '../../tests/house/hand-files.ts'
import { localViewer } from '../access/viewer.ts'
import type { ComingsRequest } from '../contract/comings.ts'
import type { Row } from '../dataset/table.ts'
import type { House } from '../store/house.ts'
import { openHouse } from '../store/open.ts'
import { publishFiles } from '../store/publish.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { answerComings, comingsRoutes } from './comings.ts'
import { answerSpillOver, spillOverRoutes } from './projection/spill-over.ts'

// Systems A (trust T1), B (T2) and C (T3); midwives unless said. Two month-ends.
const [before, after] = ['2025-08-31', '2025-09-30'] as const
const post = (day: string, person: string, code: string, rest: Row = {}): Row => ({
  period_to: day, source: 'records', person, assignment: `${person}-${code}`, at_level: 'organisation', at_code: code, sector: 'Hospital and community',
  staff_group: 'Midwives', profession: 'Midwife', band: 'Band 5', fte: 1, age: 40, sex: 'Female', start_in_post: '2020-01-01', ...rest })
const stay = (person: string, code: string) => [post(before, person, code), post(after, person, code)]
const staff = [
  ...stay('a1', 'T1'), ...stay('b1', 'T2'), ...stay('c1', 'T3'),
  // Two go from A to B, one from B to C.
  ...['m1', 'm2'].flatMap((person) => [post(before, person, 'T1'), post(after, person, 'T2')]), post(before, 'm3', 'T2'), post(after, 'm3', 'T3'),
  // B gains one new to the service, one of whom nothing is said, and a nurse of its own who becomes a midwife; one retires, one leaves without a word.
  post(after, 'n1', 'T2', { start_in_service: '2025-09-08' }), post(after, 'n2', 'T2'),
  post(before, 'g1', 'T2', { staff_group: 'Nurses & health visitors', profession: 'Adult nurse' }), post(after, 'g1', 'T2'),
  post(before, 'l1', 'T2', { leave_reason: 'Retirement', destination: 'No employment' }), post(before, 'l2', 'T2'),
]
const file = handFile('records', [before, after], {
  staff,
  area: [handArea('records', 'nation', 'N', 'Made-up nation', after), ...(['A', 'B', 'C'] as const).map((code) => handArea('records', 'ics', code, `System ${code}`, after))],
  organisation: ['T1', 'T2', 'T3'].map((code) => handOrganisation('records', code, 'trust', after)),
  relation: [...['A', 'B', 'C'].map((ics) => handRelation('records', ['ics', ics], ['nation', 'N'], after)), ...([['T1', 'A'], ['T2', 'B'], ['T3', 'C']] as const).map(([code, ics]) => handRelation('records', ['organisation', code], ['ics', ics], after))],
})

const folder = mkdtempSync(join(tmpdir(), 'cadre-comings-'))
let house: House
beforeAll(async () => {
  house = accepted(await openHouse(folder))
  accepted(await publishFiles(house, localViewer, [file], '2025-10-01T00:00:00Z'))
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

function accepted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
  return answer as T
}
const midwives = { area: 'B', profession: 'Midwives', from: before } satisfies ComingsRequest

describe('who joins from where and leaves to where', () => {
  test('areas found, what records say, another group here, and what nobody knows; they add up to the account', async () => {
    const { account, came, went, reasons } = accepted(await answerComings(house, localViewer, midwives))
    expect(came.map(({ where, kind, heads }) => [where, kind, heads])).toEqual([['System A', 'moved', 2], ['New to the health service', 'new', 1], ['Another staff group here', 'group', 1], ['Origin unknown', 'unknown', 1]])
    expect(went.map(({ where, kind, heads }) => [where, kind, heads])).toEqual([['No employment', 'declared', 1], ['System C', 'moved', 1], ['Destination unknown', 'unknown', 1]])
    expect(came.reduce((sum, { heads }) => sum + heads, 0)).toBe(account.joiners.heads + account.movedIn.heads)
    expect(went.reduce((sum, { heads }) => sum + heads, 0)).toBe(account.leavers.heads + account.movedOut.heads)
    expect(reasons).toEqual([{ reason: 'Reason unknown', heads: 2, fte: 2 }, { reason: 'Retirement', heads: 1, fte: 1 }])
  })

  test('said in one sentence, with what nobody can say', async () => {
    expect(accepted(await answerComings(house, localViewer, midwives)).summary).toBe('System B, Midwives, 31 August 2025 to 30 September 2025: 5 joined, first among those known: System A (2); of 1 nobody can say from where. In the same time 3 left, first among those known: No employment (1); of 1 nobody can say to where.')
  })

  test('a group nobody knows is refused', async () => {
    expect(await answerComings(house, localViewer, { ...midwives, profession: 'Wizards' })).toMatchObject({ refused: true, code: 'unknown-staff-group' })
  })
})

describe('who gains and who loses', () => {
  test('what one area gains another loses, and the gains add up to nothing', async () => {
    const { areas, moves, newToSystem, moved, unknown } = accepted(await answerSpillOver(house, localViewer, midwives))
    expect(moves.map(({ from, to, heads }) => [from, to, heads])).toEqual([['A', 'B', 2], ['B', 'C', 1]])
    expect(areas.map(({ code, gained, lost, net }) => [code, gained, lost, net])).toEqual([['B', 2, 1, 1], ['C', 1, 0, 1], ['A', 0, 2, -2]])
    expect(areas.reduce((sum, { net }) => sum + net, 0)).toBe(0)
    // Of the four who came to B, not counting the nurse who was there: one new, two from A, one of whom nobody can say.
    expect([newToSystem, moved, unknown]).toEqual([1, 2, 1])
  })

  test('where no record says so, nobody is called new', async () => {
    expect(accepted(await answerSpillOver(house, localViewer, { ...midwives, area: 'C' })).newToSystem).toBeNull()
  })
})

const csv = async (routes: typeof comingsRoutes, url: string) => ((await routes.find((route) => route.url === url)!.handle({ house, viewer: localViewer }, { query: midwives, params: {} })) as { text: string }).text.trim().split('\r\n')

test('the csv files have a line for every end and every move', async () => {
  expect(await csv(comingsRoutes, '/api/comings.csv')).toHaveLength(1 + 4 + 3)
  expect((await csv(spillOverRoutes, '/api/spill-over.csv'))[1]).toBe('area,A,System A,B,System B,2,2,Midwives,2025-08-31,2025-09-30')
})
