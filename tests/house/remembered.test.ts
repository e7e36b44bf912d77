import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { acceptanceOf, acceptFinding, answerAccepted, reopenFinding } from '../../src/api/quality/accepted-findings.ts'
import { answerHistory } from '../../src/api/history.ts'
import { answerHoldings } from '../../src/api/holdings.ts'
import { importFiles } from '../../src/api/import.ts'
import { proposeMappingFor } from '../../src/api/import/mapping-proposal.ts'
import { answerMapping, answerMappings, confirmMapping } from '../../src/api/mappings.ts'
import type { ImportedFile } from '../../src/contract/import.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal, type Refusal } from '../../src/units/refusal.ts'
import { layNewRecords } from '../records/empty-records.ts'
import { surnames, theirMonth, theirNames } from './made-up-trusts.ts'
import { freshFolder } from './run-cadre.ts'

const { folder, remove } = freshFolder()
const now = '2026-01-31T12:00:00.000Z'
let house: House

beforeAll(async () => {
  await layNewRecords(join(folder, 'data'))
  house = given(await openHouse(join(folder, 'data'), { now: () => now }))
})
afterAll(async () => {
  await house.close()
  remove()
})

const october = (trust: string, change: Readonly<Record<string, string>> = {}) => theirMonth(trust, change).replaceAll('2025-09-30', '2025-10-31')
const mapping = { source: 'staff-return', columns: { ...theirNames }, values: { staff_group: { 'Nursing staff': 'Nurses & health visitors' } }, ignore: ['Surname', 'NI Number'] }

describe('a mapping, confirmed once', () => {
  test('is not there before a person confirms it', async () => {
    expect((await load('september.csv', theirMonth('T-01'))).refused?.code).toBe('unknown-file')
  })

  test('is kept with who, when and its version, and for each organisation named', async () => {
    const answer = given(await confirmMapping(house, localViewer, { organisations: ['t-01', 'T-02'], mapping, by: 'J. Bell' }, now))
    expect(answer.mappings.map(({ organisation, version, changed, confirmedBy }) => [organisation, version, changed, confirmedBy])).toEqual([['T-01', 1, true, 'J. Bell'], ['T-02', 1, true, 'J. Bell']])
  })

  test('is used for the files of that organisation, which say the version', async () => {
    expect(await load('september.csv', theirMonth('T-01'))).toMatchObject({ outcome: 'loaded', sender: 'T-01', mappingVersion: 1, rows: { loaded: 30 } })
    expect((await answerHoldings(house, localViewer)).files).toMatchObject([{ sender: 'T-01', mappingVersion: 1 }])
  })

  test('is not used for an organisation that confirmed none', async () => {
    expect((await load('other.csv', theirMonth('T-03'))).refused?.code).toBe('unknown-file')
  })

  test('that says the same again makes no new version', async () => {
    const again = given(await confirmMapping(house, localViewer, { organisations: ['T-01'], mapping: { ...mapping, ignore: ['NI Number', 'Surname'] } }, now))
    expect(again.mappings).toMatchObject([{ version: 1, changed: false }])
  })

  test('that no longer fits is refused with the columns that differ, and the proposal starts from it', async () => {
    const file = october('T-01').replace('WTE', 'Whole Time Equivalent Worked').replace('Cost Ctr', 'Cost Ctr,Shoe Size').replaceAll(/,(C\d)$/gm, ',$1,42')
    expect((await load('october.csv', file)).refused?.message).toContain('it lacks WTE, and it also has Whole Time Equivalent Worked, Shoe Size')
    const proposal = given(await proposeMappingFor(await house.mappings.list(localViewer), { name: 'october.csv', bytes: bytes(file) }, { table: null, organisation: 'T-01' }))
    expect(proposal).toMatchObject({ base: { organisation: 'T-01', version: 1 }, differs: { gone: ['WTE'], come: ['Whole Time Equivalent Worked', 'Shoe Size'] }, mapping: { version: 2 } })
    expect(proposal.mapping.columns).toMatchObject({ person: 'Employee No', band: 'Grade' })
    expect(proposal.mapping.undecided).toContain('Shoe Size')
    expect(proposal.blocks).toMatchObject([{ code: 'mapping-undecided' }])

    const decided = { ...proposal.mapping, columns: { ...proposal.mapping.columns, fte: 'Whole Time Equivalent Worked' }, ignore: [...proposal.mapping.ignore, 'Shoe Size'], undecided: [] }
    expect(given(await confirmMapping(house, localViewer, { organisations: ['T-01'], mapping: decided, after: 1 }, now)).mappings).toMatchObject([{ version: 2, changed: true }])
    expect(await load('october.csv', file)).toMatchObject({ outcome: 'loaded', mappingVersion: 2 })
  })

  test('keeps its former versions', async () => {
    expect(given(await answerMapping(house, localViewer, { organisation: 'T-01', table: 'staff', version: 1 })).mapping.columns['fte']).toBe('WTE')
    expect((await answerMappings(house, localViewer)).mappings.map(({ organisation, version, latest }) => [organisation, version, latest])).toEqual([['T-01', 1, false], ['T-01', 2, true], ['T-02', 1, true]])
  })

  test.each([
    { case: 'by somebody who had not seen the latest version', confirm: { organisations: ['T-01'], mapping, after: 1 }, code: 'mapping-confirmed-meanwhile' },
    { case: 'with columns undecided', confirm: { organisations: ['T-01'], mapping: { ...mapping, undecided: ['Shoe Size'] } }, code: 'mapping-undecided' },
    { case: 'without a column it needs', confirm: { organisations: ['T-01'], mapping: { ...mapping, columns: { person: 'Employee No' } } }, code: 'mapping-incomplete' },
    { case: 'for another organisation than it names', confirm: { organisations: ['T-01'], mapping: { ...mapping, organisation: 'T-02' } }, code: 'mapping-of-another' },
  ])('is not confirmed $case', async ({ confirm, code }) => {
    expect(await confirmMapping(house, localViewer, confirm, now)).toMatchObject({ code })
  })

  test('shows no cell of a person to whoever decides', async () => {
    const proposal = given(await proposeMappingFor([], { name: 'september.csv', bytes: bytes(theirMonth('T-01')) }, { table: 'staff', organisation: null }))
    for (const secret of [...surnames, 'CANARY', 'ZZ1234', '98I1234E']) expect(JSON.stringify(proposal)).not.toContain(secret)
    expect(proposal.theirs.find(({ heading }) => heading === 'Surname')).toMatchObject({ personal: 'a name', decision: 'ignored' })
    expect(proposal.theirs.find(({ heading }) => heading === 'WTE')).toMatchObject({ kind: 'number', filled: 30, different: 2, placed: 'fte' })
    expect(proposal.values.find(({ heading }) => heading === 'Workforce Group')?.words).toEqual([{ theirs: 'Nursing staff', ours: null, rows: 30, from: 'none' }])
  })
})

describe('an accepted finding', () => {
  test('is shown with who and why, and stays counted', async () => {
    const before = (await answerHoldings(house, localViewer)).files[0]!.findings
    const accepted = given(await acceptFinding(house, localViewer, { rule: 'local-identifiers', organisation: 't-01', because: 'one payroll.', by: 'Jo', until: '2026-03-31' }, now))
    expect(accepted).toMatchObject({ organisation: 'T-01', state: 'in force', says: 'accepted by Jo because one payroll, until 2026-03-31' })
    const after = (await answerHoldings(house, localViewer)).files[0]!.findings
    expect(after.map(({ rule, count }) => [rule, count])).toEqual(before.map(({ rule, count }) => [rule, count]))
  })

  test('holds until its last day, for that rule and organisation alone', async () => {
    const kept = await house.accepted.list(localViewer)
    const asked = { rule: 'local-identifiers', fileId: 'any', organisation: 'T-01' }
    const on = (more: object, day: string) => acceptanceOf(kept, { ...asked, ...more }, day)?.by ?? null
    expect([on({}, '2026-03-31'), on({}, '2026-04-01'), on({ organisation: 'T-02' }, '2026-03-31'), on({ rule: 'many-positions' }, '2026-03-31'), on({ organisation: null }, '2026-03-31')]).toEqual(['Jo', null, null, null, null])
  })

  test('lets no row in that a rule holds back', async () => {
    given(await acceptFinding(house, localViewer, { rule: 'missing-fte', organisation: 'T-02', because: 'they are volunteers' }, now))
    expect(await load('T-02.csv', theirMonth('T-02', { fte: '' }))).toMatchObject({ outcome: 'loaded', rows: { read: 30, loaded: 29, quarantined: 1 } })
  })

  test('can be taken back once', async () => {
    const { accepted } = await answerAccepted(house, localViewer, '2026-01-31')
    expect(given(await reopenFinding(house, localViewer, { id: accepted[0]!.id, because: 'they are paid' }, now)).state).toBe('reopened')
    expect(await reopenFinding(house, localViewer, { id: accepted[0]!.id, because: 'again' }, now)).toMatchObject({ code: 'acceptance-not-found' })
  })

  test.each([
    { case: 'a rule nobody knows', accept: { rule: 'missing-shoes', organisation: 'T-01' }, code: 'unknown-rule' },
    { case: 'neither an organisation nor a file', accept: { rule: 'missing-fte' }, code: 'acceptance-of-nothing' },
    { case: 'a fault that stops the file', accept: { rule: 'identifiers-changed', organisation: 'T-01' }, code: 'finding-stops-file' },
    { case: 'a day that has passed', accept: { rule: 'missing-fte', organisation: 'T-01', until: '2026-01-30' }, code: 'acceptance-has-ended' },
    { case: 'a file that is not held', accept: { rule: 'missing-fte', file: 'none' }, code: 'file-not-held' },
  ])('is refused for $case', async ({ accept, code }) => {
    expect(await acceptFinding(house, localViewer, { because: 'it is so', ...accept }, now)).toMatchObject({ code })
  })
})

test('every change stands in the history, newest first, and by organisation', async () => {
  const { changes } = await answerHistory(house, localViewer, 'T-01')
  expect(changes.map(({ kind }) => kind)).toEqual(['finding-accepted', 'published', 'mapping-confirmed', 'published', 'mapping-confirmed'])
  expect((await answerHistory(house, localViewer, null)).changes.map(({ number }) => number)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1])
})

async function load(name: string, text: string): Promise<ImportedFile> {
  return given(await importFiles(house, localViewer, [{ path: name, read: async () => bytes(text) }], { as: null, dryRun: false, now })).files[0]!
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function given<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
  return answer
}
