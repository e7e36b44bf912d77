import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { stream } from '../../src/random/stream.ts'
import { runModelFile } from '../../src/supply/model-file.ts'

/**
 * Did any number change? Each folder here is a case and joins by being here: `case.json` (title, what it runs, where the
 * expected numbers are from, relative tolerance), `input.json` and `expected.json`.
 */
interface GoldenCase {
  readonly title: string
  readonly runs: string
  readonly source: string
  readonly tolerance: number
}

/** What a case may run, by the name it states. */
const runners: Readonly<Record<string, (input: unknown) => unknown>> = {
  'model-file': runModelFile,
  stream: (input) => (input as { seed: number; name: string; count: number }[]).map(({ seed, name, count }) => {
    const chance = stream(seed, name)
    return Array.from({ length: count }, () => chance.next())
  }),
}

const here = new URL('./', import.meta.url)
const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()

describe('golden cases', () => {
  test('there are some', () => expect(folders).not.toEqual([]))

  for (const folder of folders) {
    const { title, runs, source, tolerance } = read(folder, 'case.json') as GoldenCase
    test(`${folder}: ${title}`, () => {
      expect(source, 'a golden case says where its numbers are from').toMatch(/\S/)
      expect(Object.keys(runners), `${folder} runs ${runs}`).toContain(runs)
      const changes = changed(read(folder, 'expected.json'), runners[runs]!(read(folder, 'input.json')), tolerance)
      expect(changes, `${folder}: a changed number needs a changelog line saying what moved and why`).toEqual([])
    })
  }
})

test('a changed, a missing and an added number are each told by their place', () => {
  expect(changed({ a: [1, 2], b: 3 }, { a: [1, 2.5], c: 3 }, 0)).toEqual(['a[1]: was 2, is 2.5', 'b: was 3, is missing', 'c: was missing, is 3'])
  expect(changed({ a: 100 }, { a: 100.0000001 }, 1e-8)).toEqual([])
})

function read(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(new URL(`${folder}/${file}`, here), 'utf8'))
}

/** List what differs, by its place in the answer; numbers may differ by the relative tolerance. */
function changed(expected: unknown, found: unknown, tolerance: number, where = ''): string[] {
  if (typeof expected === 'number' && typeof found === 'number') return Math.abs(found - expected) <= tolerance * Math.abs(expected) ? [] : [`${where}: was ${expected}, is ${found}`]
  if (isTree(expected) && isTree(found)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(found)])]
    return keys.flatMap((key) => changed(expected[key], found[key], tolerance, Array.isArray(expected) ? `${where}[${key}]` : `${where}${where && '.'}${key}`))
  }
  return expected === found ? [] : [`${where}: was ${say(expected)}, is ${say(found)}`]
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function say(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value)
}
