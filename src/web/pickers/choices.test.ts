import { expect, test } from 'vitest'
import { areaChoices } from './area-picker.tsx'
import { groupChoices } from './staff-group-picker.tsx'

const area = (level: string, code: string, name: string, parent: string | null) => ({ level, code, name, parent, validFrom: null, validTo: null })

test('places are grouped by level, widest first, and say what they belong to', () => {
  const choices = areaChoices([area('ics', 'I1', 'Ashvale', 'R1'), area('nation', 'N', 'Avonia', null), area('region', 'R1', 'North', 'N')])
  expect(choices.map(({ group, label, note }) => [group, label, note])).toEqual([
    ['Nation', 'Avonia', undefined],
    ['Regions', 'North', undefined],
    ['Integrated care systems', 'Ashvale', 'North'],
  ])
})

const group = (name: string, parent: string | null, why: string | null = null) => ({ name, parent, level: 'group' as const, projectable: why === null, why })

test('staff groups follow their tree, whatever the order they come in, and one that cannot be projected says why', () => {
  const choices = groupChoices([group('Midwives', 'Clinical'), group('Clinical', 'All'), group('All', null), group('Bank', null, 'Two years of history')])
  expect(choices.map(({ label, depth, why }) => [label, depth, why])).toEqual([
    ['All', 0, undefined],
    ['Clinical', 1, undefined],
    ['Midwives', 2, undefined],
    ['Bank', 0, 'Two years of history'],
  ])
})
