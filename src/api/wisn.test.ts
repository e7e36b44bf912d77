import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveFiles, type ServedFiles } from '../../tests/house/serve-files.ts'
import type { WisnRead } from '../contract/wisn.ts'
import { isRefusal } from '../units/refusal.ts'
import { answerWisn } from './wisn.ts'

const unit = { name: 'Ward', current: 3, service: [{ name: 'Visits', unitTimeHours: 0.5, volume: 3200 }] }

describe('a workload file', () => {
  test('working days become hours: (260 − 8 − 27 − 15 − 10) · 8 = 1,600, and 3,200 half hours take one member of staff', () => {
    const answer = answerWisn({ workingDays: { possible: 260, publicHolidays: 8, annualLeave: 27, sickLeave: 15, otherAbsence: 10 }, hoursPerDay: 8, units: [unit] })
    expect(answer).toMatchObject({ awtHours: 1600, awtDays: 200, units: [{ staffForService: 1, required: 1, ratio: 3, service: [{ name: 'Visits', standardWorkload: 3200, staff: 1 }], pressure: 'More than the work requires: 10 people do the work of 3.3' }] })
  })

  test('shares, named activities and several single staff: 1 ÷ (1 − 0.25 − 0.25) + 2 · 400 ÷ 1,600 = 2.5', () => {
    const given = { awtHours: 1600, hoursPerDay: 8, units: [{ ...unit, supportShares: [{ name: 'Records', share: 0.25 }], supportHoursPerDay: [{ name: 'Handover', hours: 2 }], individualHours: [{ name: 'Teaching', staff: 2, hours: 400 }] }] }
    expect(answerWisn(given)).toMatchObject({ units: [{ supportShare: 0.5, categoryFactor: 2, individualStaff: 0.5, required: 2.5, ratio: 1.2 }] })
  })

  test.each([
    ['neither hours nor days', { hoursPerDay: 8, units: [unit] }, 'wisn-file-invalid', 'awtHours: give either awtHours or workingDays'],
    ['absences that leave no day', { workingDays: { possible: 40, publicHolidays: 8, annualLeave: 27, sickLeave: 15, otherAbsence: 10 }, hoursPerDay: 8, units: [unit] }, 'no-working-time', '-160 hours'.replace('-', '−')],
    ['support of the whole time', { awtHours: 1600, hoursPerDay: 8, units: [{ ...unit, supportShares: [0.5], supportHoursPerDay: [4] }] }, 'no-time-for-service', '100 %'],
    ['an amount below 0', { awtHours: 1600, hoursPerDay: 8, units: [{ ...unit, supportHoursPerDay: [-1] }] }, 'wisn-file-invalid', 'units[0].supportHoursPerDay[0]'],
  ])('%s is refused', (_, value, code, found) => {
    const answer = answerWisn(value)
    expect(isRefusal(answer) && [answer.code, answer.found]).toEqual([code, expect.stringContaining(found) as unknown])
  })
})

describe('the addresses', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-wisn-'))
  let served: ServedFiles
  beforeAll(async () => { served = await serveFiles(folder, [], '2026-01-01T09:00:00Z') }, 60_000)
  afterAll(async () => {
    await served?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const post = async (url: string, payload: object) => served.server.inject({ method: 'POST', url, headers: { 'x-cadre': '1' }, payload })

  test('the example gives the published answers, and again as text, JSON and file', async () => {
    const example = (await served.server.inject('/api/wisn/example')).json<WisnRead>()
    // Required and ratio: docs/method/demand.md, D7.
    expect(example.answer.units.map(({ required, ratio }) => [required.toFixed(4), ratio?.toFixed(4)])).toEqual([['8.4337', '0.7114'], ['7.6549', '0.9144'], ['9.5303', '1.0493']])
    expect((await post('/api/wisn', example.file)).json()).toEqual(example.answer)
    expect((await post('/api/wisn/read', { text: JSON.stringify(example.file) })).json()).toEqual(example)
  })

  test('text that is no workload file says so', async () => {
    const answers = await Promise.all(['{[', 'bread: butter'].map((text) => post('/api/wisn/read', { text })))
    expect(answers.map((answer) => [answer.statusCode, answer.json<{ code: string }>().code])).toEqual([[422, 'workload-text-not-readable'], [422, 'wisn-file-invalid']])
  })
})
