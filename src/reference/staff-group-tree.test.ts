import { expect, test } from 'vitest'
import { isRefusal } from '../units/refusal.ts'
import { canonicalGroup, findStaffGroup, groupsUnder, leavesUnder, professions, rootOf, staffGroupNamed, staffGroups } from './staff-group-tree.ts'

test.each([
  { text: 'nurses & health visitors', name: 'Nurses & health visitors' },
  { text: 'Nurses and health visitors', name: 'Nurses & health visitors' },
  { text: 'nurses-and-health-visitors', name: 'Nurses & health visitors' },
  { text: 'HCHS doctors', name: 'HCHS doctors - All grades' },
  { text: 'Unknown', name: 'Unknown classification' },
])('“$text” is $name', ({ text, name }) => {
  const found = findStaffGroup(text)
  expect(isRefusal(found) ? found.found : found.name).toBe(name)
})

test('an unknown group is refused with the nearest names', () => {
  const found = findStaffGroup('Midwifes')
  expect(found).toMatchObject({ refused: true, code: 'unknown-staff-group' })
  expect(isRefusal(found) && found.need).toContain('Midwives')
})

test('words nobody declared stay as they are', () => {
  expect(canonicalGroup('Beekeepers')).toBe('Beekeepers')
})

test('the published tree has 27 rows, of which 22 are not sums of others', () => {
  const whole = staffGroupNamed('All staff groups')!
  expect([groupsUnder(whole).length, leavesUnder(whole).length]).toEqual([27, 22])
})

test('every parent exists and comes before its children; ids and names are unique', () => {
  const seen = new Set<string>()
  for (const group of staffGroups) {
    expect(group.parent === null || seen.has(group.parent), group.name).toBe(true)
    seen.add(group.name)
  }
  expect(new Set(staffGroups.map((group) => group.id)).size).toBe(staffGroups.length)
  expect(seen.size).toBe(staffGroups.length)
})

test('every profession belongs to a group without parts, of its own sector', () => {
  for (const { profession, staff_group: name, sector } of professions) {
    const group = staffGroupNamed(name)
    expect(group?.level, profession).toBe('group')
    expect(rootOf(group!).sector, profession).toBe(sector)
  }
})
