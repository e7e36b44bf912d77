import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { demand } from './demand.ts'
import { establishment } from './establishment.ts'
import { levers, unbalanced } from './levers.ts'
import { printMethod } from './print-method.ts'
import { scenarios } from './scenarios.ts'
import { scores } from './scores.ts'
import { sensitivity } from './sensitivity.ts'
import { supply } from './supply.ts'
import type { Example, Specification } from './specification.ts'

const specifications: readonly Specification[] = [supply, demand, scores, establishment, sensitivity, levers, scenarios]

for (const specification of specifications) {
  describe(specification.title, () => {
    for (const { code, examples = [] } of specification.sections) {
      for (const example of examples) test(`${code}: ${example.title}`, () => checkExample(example))
    }

    test(`docs/method/${specification.document}.md is what the specification prints`, () => checkPage(specification))
  })
}

test('a code names one section only, so that a docstring cannot cite two', () => {
  const codes = specifications.flatMap(({ sections }) => sections.map(({ code }) => code))
  expect(new Set(codes).size).toBe(codes.length)
})

test('everybody is accounted for with every lever at its ends', () => expect(unbalanced()).toEqual([]))

test('every section that the source cites exists', () => {
  const known = new Map(specifications.map(({ document, sections }) => [document, sections.map(({ code }) => code)]))
  expect(citations().length).toBeGreaterThan(10)
  for (const { document, code, file } of citations()) {
    if (known.has(document)) expect(known.get(document), `${file} cites docs/method/${document}.md, ${code}`).toContain(code)
  }
})

function checkExample({ given, expected, work }: Example): void {
  const found = work(given.rows)
  expect(found).toHaveLength(expected.rows.length)
  for (const [at, row] of expected.rows.entries()) {
    for (const [key, cell] of Object.entries(row)) {
      const value = found[at]![key]
      if (typeof cell === 'number') expectStated(value, cell, expected.decimals?.[key] ?? 0, `row ${at + 1}, ${expected.columns[key]}`)
      else expect(value).toBe(cell)
    }
  }
}

/** Agree to half of the last decimal stated; the margin is for binary rounding only. */
function expectStated(value: unknown, stated: number, decimals: number, where: string): void {
  if (typeof value !== 'number') throw new TypeError(`${where}: the code gave ${String(value)}, not a number`)
  expect(Math.abs(value - stated), `${where}: stated ${stated}, found ${value}`).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-9 * 10 ** -decimals)
}

function checkPage(specification: Specification): void {
  const page = new URL(`../../docs/method/${specification.document}.md`, import.meta.url)
  const printed = printMethod(specification)
  if (process.env['CADRE_WRITE_DOCS'] === '1') writeFileSync(page, printed)
  const committed = existsSync(page) ? readFileSync(page, 'utf8') : ''
  expect(committed, 'the page has drifted from the specification; write it anew with CADRE_WRITE_DOCS=1 npx vitest run --project quick tests/spec').toBe(printed)
}

/** Every `docs/method/<document>.md, <code>` in the source, and a second code joined by "and" or "to". */
function citations(): { document: string; code: string; file: string }[] {
  const source = new URL('../../src/', import.meta.url)
  return readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).flatMap((file) => {
    const cited = readFileSync(new URL(file, source), 'utf8').matchAll(/docs\/method\/([a-z-]+)\.md, ([A-Z]\d+)(?: (?:and|to) ([A-Z]\d+))?/g)
    return [...cited].flatMap(([, document, first, last]) => [first, last].filter((code) => code !== undefined).map((code) => ({ document: document!, code, file })))
  })
}
