import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { galleryFigures } from './gallery-figures.tsx'

/** Kinds of drawing that the set has, by the id of an example. */
const set = ['fan', 'lines', 'bars', 'dots', 'heat', 'pyramid', 'funnel', 'spc', 'map', 'bridge', 'intervals', 'pathway']

test('every drawing of the set has an example, and each its own id', () => {
  const ids = galleryFigures.map(({ id }) => id)
  expect(ids).toEqual(expect.arrayContaining(set))
  expect(new Set(ids).size).toBe(ids.length)
})

describe.each(galleryFigures.map((figure) => [figure.id, figure] as const))('%s', (_, { title, use, table, drawing }) => {
  const markup = renderToStaticMarkup(drawing)

  test('is drawn without a browser, and says in words what it shows', () => {
    const said = /aria-label="([^"]+)"/.exec(markup)?.[1] ?? /<(?:p class="nhsuk-u-visually-hidden"|caption[^>]*)>([^<]+)/.exec(markup)?.[1] ?? /<li[^>]*>.*?<b>/.exec(markup)?.[0] ?? ''
    expect(said.length).toBeGreaterThan(10)
    expect(title.length * use.length).toBeGreaterThan(0)
  })

  test('has a table with a cell for each of its columns in every row', () => {
    expect(table.rows.length).toBeGreaterThan(1)
    for (const row of table.rows) expect(row.length).toBe(table.columns.length)
  })

  test('has no number that is none', () => {
    expect(markup).not.toMatch(/NaN|Infinity|undefined/)
  })
})
