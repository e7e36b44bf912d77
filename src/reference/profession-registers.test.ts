import { expect, test } from 'vitest'
import { registersOf } from './profession-registers.ts'
import { professionNamed } from './staff-group-tree.ts'
import rows from './profession-registers.json' with { type: 'json' }

test('every profession with registers is one that is known', () => {
  expect(rows.filter(({ profession }) => professionNamed(profession) === null)).toEqual([])
})

test.each([
  { profession: 'Consultant, cardiology', held: ['CHD: QOF prevalence (all ages)', 'Stroke: QOF prevalence (all ages)'], own: ['CHD: QOF prevalence (all ages)'] },
  { profession: 'Cardiac physiologist', held: ['Coronary heart disease: prevalence (all ages)', 'Atrial fibrillation: prevalence (all ages)'], own: ['Coronary heart disease: prevalence (all ages)', 'Atrial fibrillation: prevalence (all ages)'] },
  { profession: 'Consultant, cardiology', held: ['Asthma: QOF prevalence (6+ yrs)'], own: [] },
  { profession: 'Midwife', held: ['CHD: QOF prevalence (all ages)'], own: [] },
])('$profession, of $held: $own', ({ profession, held, own }) => expect(registersOf(profession, held)).toEqual(own))
