import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ProgrammeFile } from '../../contract/programme.ts'
import { blankDraft, draftOf, emptyList, emptyStandard, emptyTarget, fieldOf, fileOf, withList } from './programme-draft.ts'

const folder = new URL('../../reference/programmes/', import.meta.url)
const files = readdirSync(folder).map((name) => ProgrammeFile.parse(parse(readFileSync(new URL(name, folder), 'utf8'))))

describe('a programme in the form', () => {
  test.each(files.map((file) => [file.id, file] as const))('%s comes out as it went in', (_id, file) => {
    const written = ProgrammeFile.parse(JSON.parse(JSON.stringify(fileOf(draftOf(file)))))
    expect(written.roles).toEqual(file.roles)
    expect(written.stages).toEqual(file.stages)
    expect(written.standards).toEqual(file.standards)
    expect({ ...written, id: '' }).toEqual({ ...file, id: '' })
  })

  test('names become ids, and a register named for the first time is added', () => {
    const draft = {
      ...blankDraft, name: 'Our programme', about: 'x',
      stages: [{ ...blankDraft.stages[0]!, name: 'Clinics', says: 'x', need: { of: 'registers' as const, detail: 'Asthma, COPD' } }],
      roles: [{ ...blankDraft.roles[0]!, name: 'Nurses', staff: 'Profession: Adult nurse; Band: Band 6\nJob role: Asthma nurse', time: { 'stage-1': '12.5' }, source: 'us' }],
      standards: [{ ...emptyStandard('standard-1', 'stage-1', 'role-1'), per: '1,200', need: { of: 'population' as const, detail: '65+' }, source: 'us' }],
    }
    const file = ProgrammeFile.parse(JSON.parse(JSON.stringify(fileOf(draft))))
    expect(file.id).toBe('our-programme')
    expect(file.stages[0]).toMatchObject({ id: 'clinics', need: { base: { of: 'registers', registers: ['asthma', 'copd'] } } })
    expect(file.registers.map(({ knownAs }) => knownAs)).toEqual([['Asthma'], ['COPD']])
    expect(file.roles[0]).toMatchObject({ id: 'nurses', staff: [{ profession: 'Adult nurse', band: 'Band 6' }, { jobRole: 'Asthma nurse' }], time: [{ stage: 'clinics', share: 0.125 }] })
    expect(file.standards[0]).toMatchObject({ stage: 'clinics', role: 'nurses', per: 1200, base: { of: 'population', ages: { from: 65 } } })
  })

  test('lists, targets, what is compared and what is followed are typed and read', () => {
    const draft = {
      ...blankDraft, name: 'Our programme', stages: [{ ...blankDraft.stages[0]!, name: 'Clinics', says: 'x', needName: 'Waiting', need: { of: 'list' as const, detail: 'People who wait' } }],
      roles: [{ ...blankDraft.roles[0]!, name: 'Nurses', staff: 'Adult nurse', time: { 'stage-1': '10' }, source: 'us' }], about: 'x',
      lists: [{ ...emptyList('list-1'), name: 'People who wait', amounts: 'Alder Vale; 11,400; 2026-03-31; returns; of hospitals\n\nBirch; 300; 2026-03-31; returns' }],
      targets: [{ ...emptyTarget('target-1'), name: 'Six weeks', says: 'nobody waits longer', by: '2029-03-31', source: 'plan' }],
      compare: { ...blankDraft.compare, level: 'network' as const, naming: 'care', one: 'care network', many: 'care networks', roles: ['role-1'], need: { of: 'registers' as const, detail: 'Asthma' }, per: '10,000' },
      trends: 'Asthma, COPD', pipeline: 'Adult nurse\nConsultant, cardiology',
    }
    const file = ProgrammeFile.parse(JSON.parse(JSON.stringify(fileOf(draft))))
    expect(file.lists).toEqual([{ id: 'people-who-wait', name: 'People who wait', amounts: [{ area: 'Alder Vale', people: 11_400, on: '2026-03-31', source: 'returns; of hospitals' }, { area: 'Birch', people: 300, on: '2026-03-31', source: 'returns' }] }])
    expect(file.stages[0]!.need!.base).toEqual({ of: 'list', list: 'people-who-wait' })
    expect(file.targets).toEqual([{ name: 'Six weeks', says: 'nobody waits longer', by: '2029-03-31', source: 'plan', grade: 'C' }])
    expect(file.compare).toEqual({ level: 'network', naming: 'care', words: { one: 'care network', many: 'care networks' }, roles: ['nurses'], base: { of: 'registers', registers: ['asthma'], growth: 0 }, per: 10_000 })
    expect([file.trends, file.pipeline, file.registers.map(({ id }) => id)]).toEqual([['asthma', 'copd'], ['Adult nurse', 'Consultant, cardiology'], ['asthma', 'copd']])
    expect(withList(draft, { ...draft.lists[0]!, name: 'Waiting list' }).stages[0]!.need).toEqual({ of: 'list', detail: 'Waiting list' })
  })

  test('what is no number stays as typed, so that the check can say so', () => {
    const draft = { ...blankDraft, roles: [{ ...blankDraft.roles[0]!, time: { 'stage-1': 'half' } }] }
    expect(fileOf(draft)).toMatchObject({ roles: [{ time: [{ share: 'half' }] }] })
  })
})

test.each([['roles.0.time.1.share', 'role-1-time'], ['roles.0.staff.0.staffGroup', 'role-1-staff'], ['stages.0.says', 'stage-1-says'], ['about', 'programme-about'], ['roles', 'add-role'], ['compare.roles', 'compare-roles'], ['trends.1', 'programme-trends'], ['lists.0.amounts.0.on', 'add-list'], ['', 'programme-name']])('what is wrong at %s stands at the field %s', (at, field) => {
  expect(fieldOf(at, blankDraft)).toBe(field)
})
