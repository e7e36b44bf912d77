import { expect, test } from 'vitest'
import { demandLeverKinds } from '../../scenario/scenario-lever.ts'
import { leverKinds } from '../../supply/lever-list.ts'
import { byArm, kindsToAdd } from './star-arms.ts'

test('every lever there is has an arm', () => {
  const all = [...leverKinds, ...demandLeverKinds]
  expect(byArm(all).map(({ title }) => title)).not.toContain('Other')
  expect(byArm(all).flatMap(({ levers }) => levers)).toHaveLength(all.length)
})

test('a lever of training can be added only where a programme is stated', () => {
  expect(kindsToAdd([]).map(({ value }) => value)).not.toContain('intake')
  expect(kindsToAdd(['nursing']).filter(({ value }) => value.startsWith('intake'))).toEqual([{ value: 'intake nursing', says: 'Supply: Training places, nursing' }])
})
