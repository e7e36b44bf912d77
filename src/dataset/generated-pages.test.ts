import { expect, test } from 'vitest'
import { bases } from './basis.ts'
import { writeDataDictionary } from './data-dictionary.ts'
import { writeMeasuresPage } from './measures-page.ts'
import { measureNamed, measures } from './measures.ts'
import { tableNamed } from './tables.ts'

// To write the pages again after changing a declaration: run this file with --update.
test('docs/generated/data-dictionary.md is what the declarations say', async () => {
  await expect(writeDataDictionary()).toMatchFileSnapshot('../../docs/generated/data-dictionary.md')
})

test('docs/generated/measures.md is what the declarations say', async () => {
  await expect(writeMeasuresPage()).toMatchFileSnapshot('../../docs/generated/measures.md')
})

test('every measure has its own id and is found by it, with hyphens or underscores', () => {
  expect(new Set(measures.map((measure) => measure.id)).size).toBe(measures.length)
  for (const measure of measures) expect(measureNamed(measure.id.replaceAll('_', '-'))).toBe(measure)
})

test('every basis reads columns its table has', () => {
  for (const basis of Object.values(bases)) {
    const declared = new Set(tableNamed(basis.table).columns.map((column) => column.name))
    for (const amount of basis.amounts) expect(declared, `${basis.id} ${amount}`).toContain(amount)
  }
})
