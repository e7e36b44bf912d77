import { describe, expect, test } from 'vitest'
import { isRefusal } from '../units/refusal.ts'
import { PlanDocument } from './plan.ts'
import { readScenarioFile } from './scenario-file.ts'

/** What every form below says. */
const today = {
  version: 1, name: 'Fewer nurses leave', purpose: 'What flexible rostering would give', baseline: { area: 'England', profession: 'Nurses', horizon: 5, seed: 7 },
  levers: [{ id: 'l1', kind: 'leaver-rate', change: -1.5, from: '2027-01-01', ramp: 24 }], assumptions: [{ id: 'a1', value: 0.5, range: [0.3, 0.7], source: 'a paper', owner: 'the team' }],
}

// Files as they were once written. They are never changed: a change of the reader that cannot read one of them is wrong.
const old: Readonly<Record<string, { readonly file: unknown; readonly changed: readonly string[] }>> = {
  'of version 1, in full': { file: today, changed: [] },
  'of version 1, without ids': {
    file: { ...today, levers: [{ kind: 'leaver-rate', change: -1.5, from: '2027-01-01', ramp: 24 }], assumptions: [{ value: 0.5, range: [0.3, 0.7], source: 'a paper', owner: 'the team' }] },
    changed: ['entries without an id were given one by their place'],
  },
  'of version 1, with looser values': {
    file: { ...today, version: '1', overrides: null, levers: { l1: { kind: 'leaver-rate', change: '−1.5', from: 2027, ramp: 24 } }, assumptions: [{ id: 'a1', value: 0.5, range: { low: 0.3, high: 0.7 }, source: 'a paper', owner: 'the team' }] },
    changed: ['the version was written in full', 'lists that were left empty were read as without entries', 'levers named by id were read as a list', 'a change written as text was read as a number', 'a day given as a year or a month was read as its first day', 'a range of an assumption given as low and high was read as a pair'],
  },
  'from before there were versions': {
    file: { title: 'Fewer nurses leave', description: 'What flexible rostering would give', area: 'England', profession: 'Nurses', years: 5, seed: 7, levers: [{ kind: 'leaver-rate', amount: -1.5, from: '2027-01', ramp: 24 }], assumptions: today.assumptions },
    changed: ['title was read as name', 'description was read as purpose', 'area, profession, horizon and seed that stood beside the baseline were put in it', 'years of the baseline was read as horizon', 'amount of a lever was read as its change', 'the version was written in full', 'entries without an id were given one by their place', 'a day given as a year or a month was read as its first day'],
  },
}

describe('a scenario file of any age', () => {
  test.each(Object.entries(old))('%s says what it said', (_name, { file, changed }) => {
    const read = readScenarioFile(file)
    if (isRefusal(read)) throw new Error(read.found)
    expect(PlanDocument.parse(read.file)).toEqual(PlanDocument.parse(today))
    expect(read.changed).toEqual(changed)
    // Brought to today's form once, it is in it.
    expect(readScenarioFile(read.file)).toMatchObject({ changed: [] })
  })

  test('a range of a lever may be a pair', () => {
    const read = readScenarioFile({ ...today, levers: [{ ...today.levers[0], range: [-2, -1] }] })
    expect(isRefusal(read) ? read : PlanDocument.parse(read.file).levers[0]?.range).toEqual({ low: -2, high: -1 })
  })

  test.each([
    { case: 'a newer one', file: { ...today, version: 2 }, code: 'scenario-file-newer', found: /version 2, and this Cadre knows versions up to 1/ },
    { case: 'a version that is none', file: { ...today, version: 'soon' }, code: 'scenario-file-not-readable', found: /“soon”/ },
    { case: 'a list', file: [today], code: 'scenario-file-not-readable', found: /no list of named fields/ },
  ])('$case is refused in words', ({ file, code, found }) => {
    const read = readScenarioFile(file)
    expect(read).toMatchObject({ refused: true, code })
    expect(isRefusal(read) && read.found).toMatch(found)
  })
})
