import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handArea, handFile, handOrganisation, handRelation } from '../../../tests/house/hand-files.ts'
import { localViewer, type Viewer } from '../../access/viewer.ts'
import type { Row } from '../../dataset/table.ts'
import type { House } from '../../store/house.ts'
import { openHouse } from '../../store/open.ts'
import { publishFiles } from '../../store/publish.ts'
import { addMonths } from '../../units/calendar-date.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { answerFlows } from '../flows.ts'
import { answerOverview } from '../overview.ts'
import { answerQuality } from '../quality.ts'
import { answerQuery } from '../query.ts'
import { answerRates } from '../rates.ts'
import { startReading, threadBeside } from './reading-thread.ts'
import type { Reading } from './reading.ts'

// Two trusts of one system, thirteen month-ends: of forty midwives each, one leaves T1 before each month-end, and two go from T1 to T2 in spring.
const months = Array.from({ length: 13 }, (_, at) => addMonths('2024-09-30', at))
const last = months.at(-1)!
const posts = (code: string, person: string, from = 0, to = 13): Row[] => months.slice(from, to).map((day) => ({
  period_to: day, source: 'records', person, assignment: `${code}-${person}`, at_level: 'organisation', at_code: code, sector: 'Hospital and community',
  staff_group: 'Midwives', profession: 'Midwife', band: 'Band 5', fte: 0.8, age: 42, sex: 'Female', start_in_post: '2020-01-01' }))
const staff = [
  ...['T1', 'T2'].flatMap((code) => Array.from({ length: 40 }, (_, at) => posts(code, `${code}-${at}`)).flat()), ...Array.from({ length: 12 }, (_, at) => posts('T1', `gone-${at}`, 0, at + 1)).flat(),
  ...['m1', 'm2'].flatMap((person) => [...posts('T1', person, 0, 7), ...posts('T2', person, 7)]),
]
const file = handFile('records', ['2024-09-30', last], {
  staff, area: [handArea('records', 'nation', 'N', 'Made-up nation', last), handArea('records', 'ics', 'A', 'North', last)], organisation: ['T1', 'T2'].map((code) => handOrganisation('records', code, 'trust', last)),
  relation: [handRelation('records', ['ics', 'A'], ['nation', 'N'], last), ...['T1', 'T2'].map((code) => handRelation('records', ['organisation', code], ['ics', 'A'], last))],
})
const ofTrust: Viewer = { ...localViewer, id: 'of-t1', reach: { kind: 'some', places: [{ place: 'organisation:T1', from: null, to: null }], programmes: [] } }
const flows = { by: '', between: 'staff_group', step: 'month', basis: 'employer' } as const

const questions: Readonly<Record<string, (house: House, viewer: Viewer) => Promise<unknown>>> = {
  flows: (house, viewer) => answerFlows(house, viewer, { ...flows, area: 'T1' }), overview: (house, viewer) => answerOverview(house, viewer, { area: 'A' }),
  leavers: (house, viewer) => answerQuery(house, viewer, { measure: 'leaver_rate', by: 'organisation', where: [] }), rates: (house, viewer) => answerRates(house, viewer, { area: 'A', rate: 'leaving' }),
  findings: (house, viewer) => answerQuality(house, viewer, { top: 5, years: 5 }, '2025-10-01'),
}
/** Everything by who sees everything; by who sees a part, what follows people. */
const asked = Object.entries(questions).flatMap(([name, ask]) => (['flows', 'leavers'].includes(name) ? [localViewer, ofTrust] : [localViewer]).map((viewer) => ({ name: `${name} ${viewer.id}`, ask: (of: House) => ask(of, viewer) })))

const folder = mkdtempSync(join(tmpdir(), 'cadre-reading-'))
/** Answers worked out where they are asked for, by a house of its own: nothing of them is remembered. */
const here = new Map<string, unknown>()
let house: House
beforeAll(async () => {
  house = accepted(await openHouse(folder))
  accepted(await publishFiles(house, localViewer, [file], '2025-10-01T00:00:00Z'))
  for (const { name, ask } of asked) here.set(name, await ask(house))
  await house.close()
  house = accepted(await openHouse(folder))
}, 180_000)
afterAll(async () => {
  await threadBeside(house)?.end()
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

function accepted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
  return answer as T
}

test('a thread beside the house gives the answers that are given without one, to everybody within their reach', async () => {
  const thread = startReading(house)
  const read: Reading['work'][] = []
  const counted = thread.read
  thread.read = (viewer, snapshot, reading) => { read.push(reading.work); return counted(viewer, snapshot, reading) }
  for (const { name, ask } of asked) expect(await ask(house), name).toEqual(here.get(name))
  expect(new Set(read)).toEqual(new Set(['flows', 'overview', 'query', 'rates', 'quality']))
  const moved = accepted(await answerFlows(house, localViewer, { ...flows, area: 'T1' }))
  expect([moved.account?.opening.heads, moved.account?.leavers.heads, moved.account?.closing.heads]).toEqual([54, 14, 40])
})

test('what everybody may see is kept with the data, and found by whoever opens the folder next; what is seen of a part is not', async () => {
  await threadBeside(house)?.end()
  await house.close()
  house = accepted(await openHouse(folder))
  const thread = startReading(house)
  const read: string[] = []
  thread.read = (viewer, _snapshot, reading) => { read.push(`${reading.work} ${viewer.id}`); return Promise.reject(new Error('not asked')) }
  expect(await questions.flows!(house, localViewer)).toEqual(here.get('flows local'))
  expect(await questions.flows!(house, ofTrust)).toEqual(here.get('flows of-t1'))
  expect(read).toEqual(['flows of-t1'])
})

test('when the thread has ended, its house answers itself', async () => {
  await threadBeside(house)?.end()
  expect(threadBeside(house)).toBeNull()
  expect(await questions.leavers!(house, ofTrust)).toEqual(here.get('leavers of-t1'))
})
