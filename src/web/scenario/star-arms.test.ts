import { expect, test } from 'vitest'
import { demandLeverKinds } from '../../scenario/scenario-lever.ts'
import { leverKinds } from '../../supply/lever-list.ts'
import { fieldsNeeded, newProgramme } from './lever-needs.ts'
import { byArm, leversByArm } from './star-arms.ts'

test('every lever there is has an arm', () => {
  const all = [...leverKinds, ...demandLeverKinds]
  expect(byArm(all).map(({ title }) => title)).not.toContain('Other')
  expect(byArm(all).flatMap(({ levers }) => levers)).toHaveLength(all.length)
})

test('every lever there is can be chosen, and says what it needs', () => {
  expect(leversByArm.flatMap(({ kinds }) => kinds.map(({ kind }) => kind)).toSorted()).toEqual([...leverKinds, ...demandLeverKinds].map(({ kind }) => kind).toSorted())
  for (const { kind } of leversByArm.flatMap(({ kinds }) => kinds)) expect([kind, fieldsNeeded(kind, newProgramme) === null]).toEqual([kind, false])
})
