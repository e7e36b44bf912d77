import type { CalendarDate } from '../units/calendar-date.ts'
import england from './england.json' with { type: 'json' }
import { byTrustOn, compareText, holdsOn } from './in-force.ts'
import { rankOf } from './levels.ts'
import type { AreaRow, MapRows, OrganisationRow, RelationRow, SuccessionRow, Validity } from './map-rows.ts'

/** A place or organisation on the map of one date. */
export interface MapNode {
  readonly level: string
  readonly code: string
  readonly name: string
  /** Type of organisation as published, null for areas. */
  readonly kind: string | null
  /** Other code and other names under which sources know it. */
  readonly alsoKnownAs: readonly string[]
  readonly validFrom: CalendarDate | null
  readonly validTo: CalendarDate | null
  /** Nearest parents; more than one only when the node is shared between them. */
  readonly parents: readonly Parent[]
  /** Stands in for areas that do not exist: national bodies published under one made-up code. */
  readonly pseudo: boolean
  /** Further level the same code is published at (a pseudo-ICS that is its own region), null for nearly all. */
  readonly alsoLevel: string | null
}

export interface Parent {
  readonly level: string
  readonly code: string
  readonly share: number
  /** Source that says so, and the other parents named by sources seen further from the date. */
  readonly source: string
  readonly otherwise: readonly { readonly code: string; readonly source: string }[]
}

/** Everything that exists on one date and who belongs to whom. Keys are `level:code`. */
export interface AreaMap {
  readonly date: CalendarDate
  readonly nodes: ReadonlyMap<string, MapNode>
  readonly children: ReadonlyMap<string, readonly string[]>
  readonly successions: readonly SuccessionRow[]
  /** Key at the wider level of a node that stands at two, to its key. */
  readonly folded: ReadonlyMap<string, string>
}

/**
 * Draw the map of a date from dated rows of several sources.
 *
 * A row whose stated validity does not hold on the date is not on the map. Where sources differ, the one seen nearest
 * to the date is believed and the others are named beside it. England's regions belong to England whether or not a file says so.
 */
export function buildMap(rows: MapRows, date: CalendarDate): AreaMap {
  const relations = withEngland(rows).filter((row) => holdsOn(row, date))
  const named = namedNodes(rows, date)
  const gone = closedOn(rows, date)
  for (const key of endsOf(relations)) if (!named.has(key) && !gone.has(key)) named.set(key, unnamedNode(key))
  const parents = parentsOf(relations, date)
  const nodes = new Map<string, MapNode>()
  for (const key of [...named.keys()].sort(inMapOrder)) {
    const node = named.get(key)
    if (node) nodes.set(key, { ...node, parents: (parents.get(key) ?? []).filter((parent) => named.has(keyOf(parent.level, parent.code))) })
  }
  const folded = foldPseudo(nodes)
  return { date, nodes: folded, children: childrenIn(folded), successions: rows.successions, folded: foldedKeys(folded) }
}

/** Key of a node: the same code may be used at two levels. */
export function keyOf(level: string, code: string): string {
  return `${level}:${code}`
}

/** Level of an organisation row: practices and networks have their own. */
function levelOfRole(role: string): string {
  return role === 'practice' || role === 'pcn' ? role : 'organisation'
}

/** Widest level first, then code: nation first, parents before children. */
function inMapOrder(a: string, b: string): number {
  return rankOf(levelIn(a)) - rankOf(levelIn(b)) || compareText(a, b)
}

function levelIn(key: string): string {
  return key.slice(0, key.indexOf(':'))
}

/** Add that the English regions found in the rows belong to England. */
function withEngland(rows: MapRows): readonly RelationRow[] {
  const always = { source: england.source, valid_from: null, valid_to: null, seen_at: null, share: 1 }
  const present = new Set([...rows.areas.filter((area) => area.level === 'region').map((area) => area.code),
    ...rows.relations.filter((relation) => relation.parent_level === 'region').map((relation) => relation.parent_code)])
  return [...rows.relations, ...england.regions.filter((code) => present.has(code))
    .map((code) => ({ ...always, child_level: 'region', child_code: code, parent_level: 'nation', parent_code: england.nation.code }))]
}

function namedNodes(rows: MapRows, date: CalendarDate): Map<string, MapNode> {
  const groups = new Map<string, (OrganisationRow | AreaRow)[]>()
  const add = (key: string, row: OrganisationRow | AreaRow) => {
    if (holdsOn(row, date)) groups.set(key, [...(groups.get(key) ?? []), row])
  }
  for (const row of rows.areas) add(keyOf(row.level, row.code), row)
  for (const row of rows.organisations) add(keyOf(levelOfRole(row.role), row.code), row)
  const nodes = new Map<string, MapNode>()
  for (const [key, group] of groups) nodes.set(key, nodeFrom(key, group, date))
  return nodes
}

/** One node from all that sources say of it: the name seen nearest the date, the other names kept. */
function nodeFrom(key: string, group: readonly (OrganisationRow | AreaRow)[], date: CalendarDate): MapNode {
  const [best, ...others] = group.toSorted(byTrustOn(date))
  if (!best) throw new Error(`no row stands behind ${key}`)
  const codes = group.flatMap((row) => ('other_code' in row && row.other_code !== null ? [row.other_code] : []))
  const spelt = readable(best.name, others.map((row) => row.name))
  const names = others.map((row) => row.name).filter((name) => name !== spelt)
  const kinds = [best, ...others].flatMap((row) => ('kind' in row && row.kind !== null ? [row.kind] : []))
  return { ...unnamedNode(key), name: spelt, kind: kinds[0] ?? null, alsoKnownAs: [...new Set([...codes, ...names])], validFrom: best.valid_from, validTo: best.valid_to }
}

/** The same name as another source spells it, when this one is all in capitals. */
function readable(name: string, others: readonly string[]): string {
  if (name !== name.toUpperCase()) return name
  return others.find((other) => other !== other.toUpperCase() && other.toUpperCase() === name) ?? name
}

/** A node known only because a relation mentions it; its code is its name. */
function unnamedNode(key: string): MapNode {
  const [level, code] = [levelIn(key), key.slice(key.indexOf(':') + 1)]
  const name = key === keyOf('nation', england.nation.code) ? england.nation.name : code
  return { level, code, name, kind: null, alsoKnownAs: [], validFrom: null, validTo: null, parents: [], pseudo: england.pseudo.includes(code), alsoLevel: null }
}

/** Keys that sources describe, but not on this date: a relation may not bring them back. */
function closedOn(rows: MapRows, date: CalendarDate): Set<string> {
  const closed = new Set<string>()
  const note = (key: string, row: Validity) => { if (!holdsOn(row, date)) closed.add(key) }
  for (const row of rows.areas) note(keyOf(row.level, row.code), row)
  for (const row of rows.organisations) note(keyOf(levelOfRole(row.role), row.code), row)
  return closed
}

function endsOf(relations: readonly RelationRow[]): string[] {
  return relations.flatMap((row) => [keyOf(row.child_level, row.child_code), keyOf(row.parent_level, row.parent_code)])
}

/** Parents by child: nearest level first of all, then the source seen nearest the date. */
function parentsOf(relations: readonly RelationRow[], date: CalendarDate): Map<string, Parent[]> {
  const byChild = new Map<string, RelationRow[]>()
  for (const row of relations) {
    const key = keyOf(row.child_level, row.child_code)
    const group = byChild.get(key)
    if (group) group.push(row)
    else byChild.set(key, [row])
  }
  const parents = new Map<string, Parent[]>()
  for (const [key, group] of byChild) parents.set(key, believedParents(group, date))
  return parents
}

function believedParents(group: readonly RelationRow[], date: CalendarDate): Parent[] {
  const nearest = Math.max(...group.map((row) => rankOf(row.parent_level)))
  const candidates = group.filter((row) => rankOf(row.parent_level) === nearest).toSorted((a, b) => byTrustOn(date)(a, b) || compareText(a.parent_code, b.parent_code))
  const best = candidates[0]
  if (!best) return []
  const believed = candidates.filter((row) => row.source === best.source && row.seen_at === best.seen_at && row.valid_from === best.valid_from)
  const codes = new Set(believed.map((row) => row.parent_code))
  const otherwise = candidates.filter((row) => !codes.has(row.parent_code)).map((row) => ({ code: row.parent_code, source: row.source }))
  return [...new Map(believed.map((row) => [row.parent_code, row])).values()]
    .toSorted((a, b) => compareText(a.parent_code, b.parent_code))
    .map((row) => ({ level: row.parent_level, code: row.parent_code, share: row.share, source: row.source, otherwise }))
}

/** Where an area and its parent carry the same code, they are one node that stands at both levels. An organisation named as its area stays apart. */
function foldPseudo(nodes: ReadonlyMap<string, MapNode>): ReadonlyMap<string, MapNode> {
  const folded = new Map(nodes)
  for (const [key, node] of nodes) {
    const own = rankOf(node.level) <= rankOf('sub-icb') ? node.parents.find((parent) => parent.code === node.code) : undefined
    const above = own && nodes.get(keyOf(own.level, own.code))
    if (!own || !above) continue
    folded.delete(keyOf(own.level, own.code))
    folded.set(key, { ...node, parents: above.parents, alsoLevel: own.level })
  }
  return folded
}

function foldedKeys(nodes: ReadonlyMap<string, MapNode>): Map<string, string> {
  return new Map([...nodes].flatMap(([key, node]) => (node.alsoLevel === null ? [] : [[keyOf(node.alsoLevel, node.code), key] as const])))
}

function childrenIn(nodes: ReadonlyMap<string, MapNode>): Map<string, string[]> {
  const children = new Map<string, string[]>()
  for (const [key, node] of nodes) for (const parent of node.parents) {
    const above = keyOf(parent.level, parent.code)
    children.set(above, [...(children.get(above) ?? []), key])
  }
  return children
}
