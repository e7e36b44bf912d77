import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readLevers } from '../../src/api/projection/lever-text.ts'
import { answerWisn } from '../../src/api/wisn.ts'
import { runModelFile } from '../../src/supply/model-file.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { play } from '../spec/levers-scene.ts'

const examples = new URL('../../examples/', import.meta.url)
const golden = (folder: string): unknown => JSON.parse(readFileSync(new URL(`./${folder}/input.json`, import.meta.url), 'utf8'))
const example = (file: string): unknown => parse(readFileSync(new URL(file, examples), 'utf8'))

/** A model file is one that has groups; other kinds of example have their own tests. */
const modelFiles = readdirSync(examples).filter((file) => /\.(yaml|json)$/.test(file)).filter((file) => {
  const value = example(file)
  return typeof value === 'object' && value !== null && 'groups' in value
})

test.each(modelFiles)('the example %s runs, and its heads balance', (file) => {
  const run = runModelFile(example(file))
  if (isRefusal(run)) throw new Error(run.found)
  const { groups } = example(file) as { groups: { stock: number; join: number }[] }
  let opening = groups.reduce((sum, group) => sum + group.stock, 0)
  const joiners = groups.reduce((sum, group) => sum + group.join, 0)
  for (const step of run.steps) {
    expect(step.heads).toBeCloseTo(opening - step.leavers + joiners, 8)
    opening = step.heads
  }
})

// The examples that a golden case also holds are the same model, so what a reader runs is what is guarded.
test.each([['ageing-cohort.yaml', 'ageing-cohort'], ['ward.yaml', 'ward-with-promotion']])('the example %s is the golden case %s', (file, folder) => {
  expect(example(file)).toEqual(golden(folder))
})

test('the example of levers is read, and every lever of it acts in the scene of the method', () => {
  const levers = readLevers(example('levers.yaml'))
  if (isRefusal(levers)) throw new Error(levers.found)
  const [programme] = levers.programmes
  const there = { ...programme!, settlement: [{ area: 'Here', share: 0.9 }] }
  for (const lever of levers.levers) {
    const here = { ...lever, ...(lever.kind === 'transfer' ? { profession: 'Support', toProfession: 'Nurses' } : {}) }
    const { before, after, training } = play([here], { facts: there })
    expect(after.nurses.heads.at(-1)!, lever.kind).toBeGreaterThan(before.nurses.heads.at(-1)!)
    if (lever.kind === 'intake') expect(training!.turnedAway).toBeGreaterThan(0)
  }
})

test('the workload example gives the published answers', () => {
  // Required and ratio of each unit: docs/method/demand.md, D7.
  const answer = answerWisn(example('hospital-wisn.yaml'))
  if (isRefusal(answer)) throw new Error(answer.found)
  expect(answer.units.map(({ name, required, ratio }) => [name, Number(required.toFixed(4)), Number(ratio?.toFixed(4))])).toEqual([['Intensive care', 8.4337, 0.7114], ['Emergency', 7.6549, 0.9144], ['Surgical', 9.5303, 1.0493]])
  expect(answer.pooled.required).toBeCloseTo(8.4337 + 7.6549 + 9.5303, 3)
})
