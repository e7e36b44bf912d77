import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ProgrammeFile } from '../../contract/programme.ts'
import { blankDraft, draftOf, emptyStandard, fieldOf, fileOf } from './programme-draft.ts'

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

  test('what is no number stays as typed, so that the check can say so', () => {
    const draft = { ...blankDraft, roles: [{ ...blankDraft.roles[0]!, time: { 'stage-1': 'half' } }] }
    expect(fileOf(draft)).toMatchObject({ roles: [{ time: [{ share: 'half' }] }] })
  })
})

test.each([['roles.0.time.1.share', 'role-1-time'], ['roles.0.staff.0.staffGroup', 'role-1-staff'], ['stages.0.says', 'stage-1-says'], ['about', 'programme-about'], ['roles', 'add-role'], ['', 'programme-name']])('what is wrong at %s stands at the field %s', (at, field) => {
  expect(fieldOf(at, blankDraft)).toBe(field)
})
