import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../units/refusal.ts'
import { checkProgramme, readProgramme, writeProgramme } from './programme-text.ts'
import { shippedProgrammes } from './shipped-programmes.ts'

const judged = { source: 'a test', grade: 'D' }
const small = {
  version: 1, id: 'small', name: 'Small', about: 'Two stages.', stages: [{ id: 'one', name: 'One', says: 'first' }, { id: 'two', name: 'Two', says: 'second' }],
  roles: [{ id: 'midwives', name: 'Midwives', staff: [{ profession: 'Midwife' }], settings: ['hospital'], time: [{ stage: 'one', share: 0.6 }, { stage: 'two', share: 0.4 }], ...judged }],
}
const troublesOf = (change: object) => checkProgramme(JSON.stringify({ ...small, ...change })).troubles
const role = (part: object) => ({ ...small.roles[0], ...part })
const both = (share: number) => troublesOf({ roles: [role({ time: [{ stage: 'one', share: 0.6 }] }), role({ id: 'others', name: 'Others', time: [{ stage: 'two', share }] })] })
const group = (staffGroup: string) => troublesOf({ roles: [role({}), role({ id: 'group', name: 'Group', staff: [{ staffGroup }], time: [{ stage: 'two', share: 0.5 }] })] })
const banded = (band: string) => troublesOf({ roles: [role({ staff: [{ profession: 'Midwife', band: 'Band 5' }] }), role({ id: 'b', name: 'B', staff: [{ profession: 'Midwife', band }] })] })

describe('a programme file', () => {
  test('the five that come with Cadre are programmes, and say the same when they are written and read again', () => {
    const shipped = shippedProgrammes()
    expect(shipped.map(({ id }) => id)).toEqual(['cardiovascular', 'cancer-and-diagnostics', 'mental-health', 'maternity', 'primary-and-community-care'])
    for (const file of shipped) expect(readProgramme(writeProgramme(file))).toEqual(file)
  })

  test('every number made up in a shipped file holds for the demonstration alone', () => {
    for (const { standards, roles } of shippedProgrammes()) {
      expect(standards.filter(({ onlyFor }) => onlyFor !== 'demonstration')).toEqual([])
      // A role whose time is split or leaves something over rests on a judgement; one that is wholly its stage does not.
      for (const { time, onlyFor } of roles) expect(onlyFor === 'demonstration' || (time.length === 1 && time[0]?.share === 1)).toBe(true)
    }
  })

  test('a small one is read, with what it leaves out', () => {
    const file = readProgramme(JSON.stringify(small))
    expect(isRefusal(file) ? file : [file.revision, file.standards, file.trends]).toEqual([1, [], []])
  })

  test('text that is no YAML is refused in words', () => {
    const refused = readProgramme('stages: [')
    expect(isRefusal(refused) && [refused.code, refused.kind]).toEqual(['programme-not-readable', 'input'])
  })

  test('a shape that does not fit is said at its place', () => {
    expect(troublesOf({ roles: [role({ time: [{ stage: 'one', share: 1.2 }] })] }).map(({ at }) => at)).toEqual(['roles.0.time.0.share'])
    expect(troublesOf({ colour: 'red' })).toHaveLength(1)
  })
})

describe('nobody is counted twice', () => {
  test('a role cannot spend more than all of its time', () => {
    expect(troublesOf({ roles: [role({ time: [{ stage: 'one', share: 0.7 }, { stage: 'two', share: 0.4 }] })] })[0]).toMatchObject({ at: 'roles.0.time', says: expect.stringContaining('110 %') })
  })

  test('three tenths written as three times a tenth are not too much', () => {
    const stages = Array.from({ length: 10 }, (_, at) => ({ id: `s${at}`, name: `S${at}`, says: 'x' }))
    expect(troublesOf({ stages, roles: [role({ time: stages.map(({ id }) => ({ stage: id, share: 0.1 })) })] })).toEqual([])
  })

  test('the same profession in two roles shares one time', () => {
    expect(both(0.4)).toEqual([])
    expect(both(0.5)).toEqual([{ at: 'roles.1.staff.0', says: expect.stringContaining('Midwives') }])
  })

  test('a profession stands in its staff group and in the groups above it', () => {
    expect(group('Midwives')).toHaveLength(1)
    expect(group('Professionally qualified clinical staff')).toHaveLength(1)
    expect(group('Ambulance staff')).toEqual([])
  })

  test('bands of one profession are different people', () => {
    expect(banded('Band 6')).toEqual([])
    expect(banded('Band 5')).toHaveLength(1)
  })

  test('one role cannot name the same people twice', () => {
    expect(troublesOf({ roles: [role({ staff: [{ profession: 'Midwife' }, { staffGroup: 'Midwives' }], time: [{ stage: 'one', share: 0.2 }] })] })[0]).toMatchObject({ at: 'roles.0.staff.1' })
  })
})

describe('what points nowhere is said', () => {
  test('stages, registers, lists and roles that are not there', () => {
    const base = { of: 'registers', registers: ['nowhere'] }
    expect(troublesOf({ roles: [role({ time: [{ stage: 'three', share: 1 }] })] })[0]).toMatchObject({ at: 'roles.0.time.0.stage', says: expect.stringContaining('one, two') })
    expect(troublesOf({ standards: [{ stage: 'one', role: 'midwives', fte: 1, per: 10, base, ...judged }] }).map(({ at }) => at)).toEqual(['standards.0.base.registers.0'])
    expect(troublesOf({ stages: [...small.stages, { id: 'three', name: 'Three', says: 'x', need: { name: 'List', base: { of: 'list', list: 'none' } } }] }).map(({ at }) => at)).toEqual(['stages.2.need.base.list'])
    expect(troublesOf({ trends: ['nowhere'] }).map(({ at }) => at)).toEqual(['trends.0'])
  })

  test('a standard for a role without time in the stage has nothing to stand beside', () => {
    const standard = { stage: 'two', role: 'midwives', fte: 1, per: 10, base: { of: 'population' }, ...judged }
    expect(troublesOf({ roles: [role({ time: [{ stage: 'one', share: 1 }] })], standards: [standard] }).map(({ at }) => at)).toEqual(['standards.0'])
  })

  test('ids stand once, staff groups exist, and a band alone is nobody', () => {
    expect(troublesOf({ stages: [small.stages[0], { ...small.stages[1], id: 'one' }] }).map(({ at }) => at)).toContain('stages.1.id')
    expect(troublesOf({ roles: [role({ staff: [{ staffGroup: 'Astronauts' }] })] }).map(({ at }) => at)).toEqual(['roles.0.staff.0.staffGroup'])
    expect(troublesOf({ roles: [role({ staff: [{ band: 'Band 5' }] })] }).map(({ at }) => at)).toEqual(['roles.0.staff.0'])
  })
})
