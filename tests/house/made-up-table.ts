import { crossTable, type LinkedTable, type TableEntry, type TableNode } from '../../src/dataset/disclosure/linked-table.ts'
import { partingTable, type PartingEntry } from '../../src/dataset/disclosure/parting-table.ts'
import type { PolicyName } from '../../src/dataset/disclosure/policy.ts'
import type { Insider } from '../../src/dataset/disclosure/known.ts'
import { stream } from '../../src/random/stream.ts'

/** A made-up table to attack: regions, areas in each, organisations in each area, categories; the same from the same seed. */
export interface AttackTable { readonly name: string; readonly kind?: 'leavers' | 'posts'; readonly rule: PolicyName; readonly seed: number; readonly regions: number; readonly areas: number; readonly organisations: number; readonly categories: number }

/** Tables of the attack, smallest first. Published tables have a row for each organisation; views stop at the area. */
export const attackTables: readonly AttackTable[] = [
  { name: 'published, 2 regions, 4 areas, 12 organisations, 5 staff groups', rule: 'published-tables', seed: 1, regions: 2, areas: 2, organisations: 3, categories: 5 },
  { name: 'view, 2 regions, 8 areas, 24 organisations, 12 bands', rule: 'interactive-views', seed: 18, regions: 2, areas: 4, organisations: 3, categories: 12 },
  { name: 'published, 3 regions, 9 areas, 36 organisations, 8 staff groups', rule: 'published-tables', seed: 3, regions: 3, areas: 3, organisations: 4, categories: 8 },
  { name: 'view of leavers, 2 regions, 6 areas, 24 organisations, 5 staff groups', kind: 'leavers', rule: 'interactive-views', seed: 5, regions: 2, areas: 3, organisations: 4, categories: 5 },
  { name: 'view of posts, 2 regions, 6 areas, 24 organisations, 8 staff groups', kind: 'posts', rule: 'interactive-views', seed: 6, regions: 2, areas: 3, organisations: 4, categories: 8 },
  { name: 'view, 7 regions, 42 areas, 168 organisations, 10 bands', rule: 'interactive-views', seed: 4, regions: 7, areas: 6, organisations: 4, categories: 10 },
]

/** Make the table of a recipe. */
export function madeUpTable(recipe: AttackTable): { readonly table: LinkedTable; readonly rule: PolicyName } {
  return { table: recipe.kind === 'leavers' ? madeUpLeavers(recipe) : madeUpHeads(recipe), rule: recipe.rule }
}

/** Make a table of who left: of each organisation and category some left the whole, fewer moved to another region, and fewer still to another area of it. */
function madeUpLeavers({ name, seed, regions, areas, organisations, categories }: AttackTable): LinkedTable {
  const chance = stream(seed, name)
  const entries: PartingEntry[] = []
  const area = (id: string): TableNode => {
    for (let at = 0; at < organisations; at += 1) for (let category = 0; category < categories; category += 1) for (const [beyond, most] of (category < categories / 2 ? [40, 6, 4] : [6, 3, 2]).entries()) {
      entries.push({ place: id, category: `c${category}`, organisation: `${id}-t${at}`, beyond, heads: Math.floor(most * chance.next() * chance.next()) })
    }
    return { id, parts: [] }
  }
  const places = { id: 'nation', parts: Array.from({ length: regions }, (_, r) => ({ id: `r${r}`, parts: Array.from({ length: areas }, (__, a) => area(`r${r}a${a}`)) })) }
  return partingTable(places, 'every', Array.from({ length: categories }, (_, at) => `c${at}`), entries)
}

/** Make a table of heads, or of posts in whole FTE: a third of the figures are nought to three, the others up to two hundred and mostly small. */
function madeUpHeads({ name, rule, seed, regions, areas, organisations, categories }: AttackTable): LinkedTable {
  const chance = stream(seed, name)
  const whole = (below: number): number => Math.floor(chance.next() * below)
  const entries: TableEntry[] = []
  const ownRows = rule === 'published-tables'
  const area = (id: string): TableNode => {
    const employers = Array.from({ length: organisations }, (_, at) => `${id}-t${at}`)
    for (const organisation of employers) {
      for (let category = 0; category < categories; category += 1) {
        const heads = chance.next() < 0.35 ? whole(4) : Math.floor(200 * chance.next() * chance.next())
        entries.push({ place: ownRows ? organisation : id, category: `c${category}`, organisation, heads: ownRows || category < categories / 2 ? heads : whole(5) })
      }
    }
    return { id, parts: ownRows ? employers.map((organisation) => ({ id: organisation, parts: [] })) : [] }
  }
  const places = { id: 'nation', parts: Array.from({ length: regions }, (_, r) => ({ id: `r${r}`, parts: Array.from({ length: areas }, (__, a) => area(`r${r}a${a}`)) })) }
  const columns = { id: 'every', parts: Array.from({ length: categories }, (_, at) => ({ id: `c${at}`, parts: [] })) }
  return crossTable(places, columns, entries)
}

/** Everyone who could attack from inside: each organisation, and each area with all of its organisations. */
export function insidersOf(table: LinkedTable): Insider[] {
  const organisations = [...new Set(table.cells.flatMap(({ by }) => [...by.keys()]))].sort()
  const areas = Map.groupBy(organisations, (organisation) => organisation.split('-')[0]!)
  return [...organisations.map((name) => ({ name, organisations: new Set([name]) })), ...[...areas].map(([name, members]) => ({ name, organisations: new Set(members) }))]
}
