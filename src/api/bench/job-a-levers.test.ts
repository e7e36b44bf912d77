import { describe, expect, test } from 'vitest'
import { linkedFast } from '../../supply/kernel/linked-fast.ts'
import { openLinkedPlain } from '../../supply/kernel/linked-plain.ts'
import { plainKernel } from '../../supply/kernel/plain.ts'
import { jobA, openJobA, type JobAInputs } from './job-a.ts'
import { openJobALevers, usualLevers } from './job-a-levers.ts'

const { areas, professions, ages, years } = jobA
const filled = (length: number, of: (at: number) => number): Float64Array => Float64Array.from({ length }, (_, at) => of(at))
const shares = (of: (age: number) => number): Float64Array => filled(professions * ages, (at) => of(at % ages))

// Made-up inputs, alike in every profession but for their size.
const inputs: JobAInputs = {
  size: filled(areas * professions, (at) => 100 + (at % 17)), intakeA: filled(areas * professions, (at) => 1 + (at % 3)), intlA: filled(areas * professions, () => 0.5), rtpA: filled(areas * professions, () => 0.2),
  age0: shares(() => 1 / ages), gradAge: shares((age) => (age < 5 ? 0.2 : 0)), intlAge: shares((age) => (age >= 10 && age < 20 ? 0.1 : 0)), rtpAge: shares((age) => (age >= 20 && age < 30 ? 0.1 : 0)),
  haz: shares((age) => 0.005 + age / 10_000), part: shares((age) => 0.9 - age / 1000), attr: filled(professions, () => 0.01), draws: filled(2 * years * professions * 3, (at) => 1 + (at % 5) / 50),
}

describe('job A with levers', () => {
  test('no lever moved and nobody moving is the job itself, to the last bit', () => {
    const still = openJobALevers(openLinkedPlain, inputs, 2, { leaving: 0, participation: 0, international: 0, intake: 0, upskilling: 0, back: 0 })(3)
    const alone = openJobA(plainKernel, inputs, 2)
    expect(still[0]).toEqual(alone(6))
    const second = openJobA(plainKernel, inputs, 2)
    expect(still[1]).toEqual(second(7))
  })

  test('fast and plain give the same answer', () => {
    expect(openJobALevers(linkedFast(), inputs, 2, usualLevers)(0)).toEqual(openJobALevers(openLinkedPlain, inputs, 2, usualLevers)(0))
  })

  test('people who are moved up are missed below', () => {
    const [from, to] = openJobALevers(linkedFast(), inputs, 1, { ...usualLevers, back: 0, leaving: 0, international: 0, intake: 0, participation: 0 })(0)
    const still = openJobA(plainKernel, inputs, 1)
    const last = (years - 1) * areas
    expect(from.mean[last]!).toBeLessThan(still(0).mean[last]! * 0.9)
    expect(to.mean[last]!).toBeGreaterThan(openJobA(plainKernel, inputs, 1)(1).mean[last]! * 1.1)
  })
})
