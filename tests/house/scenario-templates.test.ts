import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readLibrary } from '../../src/api/assumption-library.ts'
import { readPlanFile } from '../../src/api/plan/plan-file.ts'
import { readScenario } from '../../src/api/scenario/scenario-file.ts'
import { isRefusal } from '../../src/units/refusal.ts'

const examples = new URL('../../examples/scenarios/', import.meta.url)
const docs = new URL('../../docs/examples/', import.meta.url)
const files = readdirSync(examples).filter((name) => name.endsWith('.yaml'))
const textOf = (name: string): string => readFileSync(new URL(name, examples), 'utf8')
const pages = readdirSync(docs).map((name) => readFileSync(new URL(name, docs), 'utf8')).join('\n')

test('there are five worked scenarios on the demonstration nation and two and more on published data', () => {
  const areas = files.map((name) => (parse(textOf(name)) as { baseline: { area: string } }).baseline.area)
  expect([areas.filter((area) => area === 'Demonstration nation').length, areas.filter((area) => area === 'England').length]).toEqual([5, 3])
})

test.each(files)('%s is a scenario file of today, says why of every lever, takes its assumptions from the library, and has a page', async (name) => {
  const read = readPlanFile(parse(textOf(name)))
  if (isRefusal(read)) throw new Error(read.found)
  expect(read.changed).toEqual([])
  const scenario = readScenario(parse(textOf(name)), 'fte')
  expect(isRefusal(scenario) ? scenario.found : scenario.levers.length).toBe(read.document.levers.length)
  expect(read.document.levers.filter(({ rationale }) => !rationale)).toEqual([])
  const library = await readLibrary()
  for (const { id, from } of read.document.assumptions) expect([id, library.find((entry) => entry.id === from?.id)?.edition]).toEqual([id, from?.edition])
  expect(pages).toContain(name)
})
