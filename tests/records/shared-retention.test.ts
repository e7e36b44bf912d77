import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { importFiles } from '../../src/api/import.ts'
import { answerRetention, checkCertificate, deleteDue, setRetentionRule } from '../../src/api/retention.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal, type Refusal } from '../../src/units/refusal.ts'
import { returnsOf } from '../access/made-up-region.ts'
import { noRealPostgres, startRealPostgres, type RealPostgres } from './real-postgres.ts'

const now = '2026-11-22T12:00:00.000Z'
const good = <T>(answer: T): Exclude<T, Refusal> => {
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
  return answer as Exclude<T, Refusal>
}

/** Months of the staff that a snapshot holds. */
const rows = (house: House, snapshot: string): Promise<unknown[]> => house.lake.select(localViewer, snapshot, 'select cast(period_to as varchar) as month from staff group by all order by all')

describe.skipIf(noRealPostgres !== null)(`a deletion through one of two servers${noRealPostgres ? ` (skipped: ${noRealPostgres})` : ''}`, () => {
  const root = mkdtempSync(join(tmpdir(), 'cadre-shared-retention-'))
  const data = join(root, 'data')
  let server: RealPostgres
  let [one, other]: House[] = []

  beforeAll(async () => {
    server = await startRealPostgres()
    const postgres = await server.makeDatabase('retention')
    one = good(await openHouse(data, { postgres }))
    other = good(await openHouse(data, { postgres }))
    const files = returnsOf().filter(({ name }) => name === 'absence.csv' || name.includes('kanarizx1staff'))
    good(await importFiles(one, localViewer, files.map(({ name, text }) => ({ path: name, read: async () => new TextEncoder().encode(text) })), { as: null, dryRun: false, now: '2025-11-30T12:00:00.000Z' }))
  })
  afterAll(async () => {
    await Promise.all([one?.close(), other?.close()])
    await server.stop()
    rmSync(root, { recursive: true, force: true })
  })

  test('holds for both: the rows are gone, the old snapshot says so, the certificate is checked by the other, and only one of two deletions is done', async () => {
    const before = String(await other!.catalogue.live(localViewer))
    expect(await rows(other!, before)).toHaveLength(2)
    good(await setRetentionRule(one!, localViewer, { dataset: 'staff', months: 14, from: '2026-01-01', because: 'test' }, now))
    const { plan, due } = await answerRetention(other!, localViewer, now)
    const answers = await Promise.all([one!, other!].map((house) => deleteDue(house, localViewer, { plan }, now)))
    expect(answers.map((answer) => (isRefusal(answer) ? answer.code : answer.certificate.number)).toSorted()).toEqual([1, 'retention-plan-changed'])
    const signed = answers.find((answer) => !isRefusal(answer))
    for (const house of [one!, other!]) {
      expect(await rows(house, String(await house.catalogue.live(localViewer)))).toEqual([{ month: '2025-09-30' }])
      await expect(rows(house, before)).rejects.toThrow('certificate 1')
      expect(await checkCertificate(house, localViewer, JSON.parse(JSON.stringify(signed)))).toMatchObject({ holds: true })
    }
    expect(due[0]!.parts.some(({ path }) => existsSync(join(data, 'lake', path)))).toBe(false)
  })
})
