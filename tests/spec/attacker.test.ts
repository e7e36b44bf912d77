import { describe, expect, test } from 'vitest'
import { loadSolver } from '../../src/api/programme/open-programme.ts'
import { attack } from '../../src/dataset/disclosure/attack.ts'
import { hideUntilSafe } from '../../src/dataset/disclosure/hide-until-safe.ts'
import { crossTable, type LinkedTable, type TableEntry, type Shown } from '../../src/dataset/disclosure/linked-table.ts'
import { partingTable, type PartingEntry } from '../../src/dataset/disclosure/parting-table.ts'
import { policyOn, type PolicyName } from '../../src/dataset/disclosure/policy.ts'
import { protectionsOf } from '../../src/dataset/disclosure/protection.ts'
import { withinReach } from '../../src/dataset/disclosure/reach.ts'
import { showEachAlone } from '../../src/dataset/disclosure/shown.ts'
import { unproven } from '../../src/dataset/disclosure/witness.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { attackTables, insidersOf, madeUpTable } from '../house/made-up-table.ts'

const open = await loadSolver()

function policy(name: PolicyName) {
  const found = policyOn(name, '2026-11-22')
  if (isRefusal(found)) throw new Error(found.found)
  return found
}

function tableOf(rows: Readonly<Record<string, readonly number[]>>): LinkedTable {
  const places = { id: 'all', parts: Object.keys(rows).map((id) => ({ id, parts: [] })) }
  const categories = { id: 'every', parts: Object.values(rows)[0]!.map((_, at) => ({ id: `c${at}`, parts: [] })) }
  const entries = Object.entries(rows).flatMap(([place, heads]) => heads.map((count, at): TableEntry => ({ place, category: `c${at}`, organisation: place, heads: count })))
  return crossTable(places, categories, entries)
}

/** A solver that always gives up. */
const tired = (): ReturnType<typeof open> => ({ aim: () => undefined, best: () => null, values: () => new Float64Array(), bound: () => undefined, close: () => undefined })

const seen = (table: LinkedTable, shown: readonly Shown[]): Record<string, number | 'hidden'> => Object.fromEntries(table.cells.map(({ id }, at) => [id, shown[at]!.as === 'number' ? (shown[at] as { heads: number }).heads : 'hidden']))

describe('a table protected only by hiding small cells', () => {
  test('is broken by subtraction: 20 + hidden = 23 gives 3', () => {
    const table = tableOf({ a: [20, 3], b: [30, 40] })
    const shown = showEachAlone(table, policy('published-tables'))
    expect(seen(table, shown)).toMatchObject({ 'a|c0': 20, 'a|c1': 'hidden', 'a|every': 23 })
    const [finding] = attack(table, shown, policy('published-tables'), protectionsOf(table, policy('published-tables'), []), open)
    expect(finding).toMatchObject({ verdict: 'broken', foundLeast: 3, foundMost: 3 })
  })

  test('is broken in one corner and narrowed in the others: four hidden cells in a square, and one alone in its column', () => {
    // Column c2 holds 30 + 40 + hidden = 76, so the hidden one is 6; the four of rows a and b lie in a square and only their sums are known.
    const table = tableOf({ a: [3, 4, 30], b: [5, 2, 40], c: [50, 60, 6] })
    const shown = showEachAlone(table, policy('published-tables'))
    const findings = attack(table, shown, policy('published-tables'), protectionsOf(table, policy('published-tables'), []), open)
    expect(findings.find(({ cell }) => table.cells[cell]!.id === 'c|c2')).toMatchObject({ verdict: 'broken', foundLeast: 6, foundMost: 6 })
    expect(findings.find(({ cell }) => table.cells[cell]!.id === 'a|c0')).toMatchObject({ verdict: 'narrowed' })
  })

  test('is broken although every shown figure is rounded: 8 and 8 show as 10, and with 1 the total 17 shows as 15', () => {
    // Nobody shows below 8, so 10 stands for 8 to 12; 15 stands for 13 to 17; the hidden one is at most 17 - 8 - 8.
    const table = tableOf({ a: [8], b: [8], c: [1] })
    const shown = showEachAlone(table, { ...policy('interactive-views'), fewestOrganisations: 1 })
    expect(seen(table, shown)).toMatchObject({ 'a|c0': 10, 'b|c0': 10, 'c|c0': 'hidden', 'all|c0': 15 })
    const [finding] = attack(table, shown, policy('interactive-views'), [{ cell: table.cells.findIndex(({ id }) => id === 'c|c0'), reader: 'outsider', least: 1, most: 7 }], open)
    expect(finding).toMatchObject({ verdict: 'broken', foundLeast: 1, foundMost: 1 })
  })

  test('is broken by an insider who takes off their own row', () => {
    // Two hidden of 4 and 5 out of 9: an outsider sees 1 to 8 in each, b knows its own 5.
    const table = tableOf({ a: [4, 40], b: [5, 50], c: [60, 70] })
    const shown = table.cells.map(({ id, heads }): Shown => (['a|c0', 'b|c0', 'a|every', 'b|every', 'a|c1', 'b|c1'].includes(id) ? { as: 'hidden' } : { as: 'number', heads }))
    const cell = table.cells.findIndex(({ id }) => id === 'a|c0')
    const [outsider] = attack(table, shown, policy('published-tables'), [{ cell, reader: 'outsider', least: 1, most: 7 }], open)
    const [insider] = attack(table, shown, policy('published-tables'), [{ cell, reader: { name: 'b', organisations: new Set(['b']) }, least: 1, most: 7 }], open)
    expect(outsider).toMatchObject({ verdict: 'held', foundLeast: 1, foundMost: 8 })
    expect(insider).toMatchObject({ verdict: 'broken', foundLeast: 4, foundMost: 4 })
  })
})

const left = (place: string, beyond: number, heads: number): PartingEntry => ({ place, category: 'c', organisation: place, beyond, heads })

describe('a table of who left', () => {
  const places = { id: 'all', parts: [{ id: 'a', parts: [] }, { id: 'b', parts: [] }] }

  test('counts who moved inside at the parts and not at the whole, and never tells how many they were', () => {
    // 3 of a left for good; of b 20 did and 4 went to a. So a lost 3, b 24, and the whole 23, for the 4 are still in it.
    const table = partingTable(places, 'every', [], [left('a', 0, 3), left('b', 0, 20), left('b', 1, 4)])
    expect(Object.fromEntries(table.cells.map(({ id, heads, untold }) => [id, untold ? `untold ${heads}` : heads]))).toEqual({ 'all|every': 23, 'a|every': 3, 'b|every': 24, 'all>parts|every': 'untold 27', 'all>moved|every': 'untold 4' })
  })

  test('is attacked with the sum that cannot be less than the whole: whole 23 less 20 leaves at least 3', () => {
    const table = partingTable(places, 'every', [], [left('a', 0, 3), left('b', 0, 20)])
    const rule = policy('published-tables')
    const [finding] = attack(table, showEachAlone(table, rule), rule, protectionsOf(table, rule, []), open)
    expect(finding).toMatchObject({ verdict: 'narrowed', foundLeast: 3 })
    const safe = hideUntilSafe(table, rule, [], open)
    if (isRefusal(safe)) throw new Error(safe.found)
    expect(attack(table, safe.shown, rule, protectionsOf(table, rule, []), open).map(({ verdict }) => verdict)).toEqual(['held'])
  })
})

describe('a table hidden until it is safe', () => {
  test('hides the fewest people’s figures: a second row and column around 3', () => {
    const table = tableOf({ a: [20, 3, 25], b: [30, 40, 45], c: [10, 55, 70] })
    const safe = hideUntilSafe(table, policy('published-tables'), [], open)
    if (isRefusal(safe)) throw new Error(safe.found)
    expect(safe.sensitive).toBe(1)
    // Worked by hand: 3 needs one more in its row and one in its column, and their crossing. Row b or c, column c0 or c2: 20 + 40 + 30 = 90 people through b and c0, 20 + 55 + 10 = 85 through c and c0, more through c2.
    expect(Object.entries(seen(table, safe.shown)).filter(([, value]) => value === 'hidden').map(([id]) => id)).toEqual(['a|c0', 'a|c1', 'c|c0', 'c|c1'])
    expect(safe.certificate).toEqual([expect.objectContaining({ reader: 'outsider', least: 1, most: 7 })])
  })

  test('nought is shown as nought and never used as a hiding place', () => {
    const table = tableOf({ a: [0, 3, 25], b: [30, 40, 45] })
    const safe = hideUntilSafe(table, policy('published-tables'), [], open)
    if (isRefusal(safe)) throw new Error(safe.found)
    expect(seen(table, safe.shown)['a|c0']).toBe(0)
  })

  test('is refused, not shown, when the totals beside it were decided elsewhere and leave no room', () => {
    const table = tableOf({ a: [20, 3] })
    const decided = { ...table, cells: table.cells.map((cell) => (cell.id.endsWith('|c1') ? cell : { ...cell, decided: { as: 'number' as const, heads: cell.heads } })) }
    // Everything but the 3 was decided elsewhere, so nothing can be hidden to protect it.
    const safe = hideUntilSafe(decided, policy('published-tables'), [], open)
    expect(safe).toMatchObject({ refused: true, code: 'table-not-safe' })
  })

  test('is refused when the solver gives no answer', () => {
    const table = tableOf({ a: [20, 3], b: [30, 40] })
    expect(hideUntilSafe(table, policy('published-tables'), [], tired)).toMatchObject({ refused: true, code: 'table-not-safe' })
  })

  test.each([...attackTables.slice(0, 2), ...attackTables.filter(({ kind }) => kind === 'leavers')])('holds against outsider and insiders where hiding small cells alone does not: $name', (recipe) => {
    const { table, rule } = madeUpTable(recipe)
    const insiders = insidersOf(table)
    const protections = withinReach(table, policy(rule), protectionsOf(table, policy(rule), insiders), open)
    const before = attack(table, showEachAlone(table, policy(rule)), policy(rule), protections, open)
    // Rounding seldom lets one figure be pinned, as the third table above does, but it narrows many.
    expect(before.some(({ verdict }) => verdict === (rule === 'published-tables' ? 'broken' : 'narrowed'))).toBe(true)
    const safe = hideUntilSafe(table, policy(rule), insiders, open)
    if (isRefusal(safe)) throw new Error(safe.found)
    expect(attack(table, safe.shown, policy(rule), protections, open).filter(({ verdict }) => verdict !== 'held')).toEqual([])
    expect(safe.certificate).toHaveLength(protections.length)
    expect(unproven(table, safe.shown, policy(rule), safe.certificate)).toEqual([])
    for (const [at, shown] of safe.shown.entries()) if (showEachAlone(table, policy(rule))[at]!.as === 'hidden') expect(shown.as).toBe('hidden')
  })
})
