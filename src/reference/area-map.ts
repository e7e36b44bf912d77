import type { CalendarDate } from '../units/calendar-date.ts'
import { believedMemberships, believedParents } from './believed-parents.ts'
import england from './england.json' with { type: 'json' }
import { withEnglishBoards } from './english-boards.ts'
import { byTrustOn, compareText, holdsOn } from './in-force.ts'
import { rankOf } from './levels.ts'
import type { AreaRow, MapRows, OrganisationRow, Parent, RelationRow, SuccessionRow, Validity } from './map-rows.ts'

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
  /** Further level the node stands at: a pseudo-ICS that is its own region, a sub-ICB location that is a place, a primary care network that is a network. */
  readonly alsoLevel: string | null
}

/** Everything that exists on one date and who belongs to whom. Keys are `level:code`. */
export interface AreaMap {
  readonly date: CalendarDate
  readonly nodes: ReadonlyMap<string, MapNode>
  readonly children: ReadonlyMap<string, readonly string[]>
  readonly successions: readonly SuccessionRow[]
  /** Networks that nodes are members of, beside the hierarchy; memberships may overlap. */
  readonly memberships: ReadonlyMap<string, readonly Parent[]>
  /** Where something that is not on the map belonged when it was, as far as that still stands. */
  readonly lastKnown: ReadonlyMap<string, readonly Parent[]>
  /** Names, the latest known, of what the successions speak of and the map does not show. */
  readonly offMapNames: ReadonlyMap<string, string>
  /** Key at the wider level of a node that stands at two, to its key. */
  readonly folded: ReadonlyMap<string, string>
}

/**
 * Draw the map of a date from dated rows of several sources.
 *
 * A row whose stated validity does not hold on the date is not on the map. Where sources differ, the one seen nearest
 * to the date is believed and the others are named beside it. England's regions belong to England whether or not a file says so.
 */
export function buildMap(given: MapRows, date: CalendarDate): AreaMap {
  const rows = withEnglishBoards(given)
  const holding = withEngland({ ...rows, relations: rows.relations.filter((row) => holdsOn(row, date)) })
  const ended = endedBefore(rows, date)
  const named = namedNodes(rows, date, ended)
  const gone = closedOn(rows, date)
  for (const key of endsOf(holding)) if (!named.has(key) && !gone.has(key) && !ended.has(key)) named.set(key, unnamedNode(key))
  const ground = { date, successions: rows.successions, exists: (key: string) => named.has(key) }
  const parents = believedParents(holding.filter(isHierarchy), ground)
  const nodes = new Map<string, MapNode>()
  for (const key of [...named.keys()].sort(inMapOrder)) {
    const node = named.get(key)
    if (node) nodes.set(key, { ...node, parents: parents.get(key) ?? [] })
  }
  const folded = foldPseudo(nodes)
  return {
    date, nodes: folded, children: childrenIn(folded), successions: rows.successions, folded: foldedKeys(folded),
    memberships: believedMemberships(holding.filter((row) => !isHierarchy(row)), ground),
    offMapNames: offMapNames(rows, named),
    lastKnown: believedParents(rows.relations.filter((row) => isHierarchy(row) && !named.has(keyOf(row.child_level, row.child_code))), ground),
  }
}

function offMapNames(rows: MapRows, named: ReadonlyMap<string, MapNode>): Map<string, string> {
  const spoken = new Set(rows.successions.flatMap((row) => [keyOf(row.level, row.from_code), keyOf(row.level, row.to_code)]).filter((key) => !named.has(key)))
  const found = [...rows.areas.map((row) => ({ key: keyOf(row.level, row.code), row })), ...rows.organisations.map((row) => ({ key: keyOf(levelOfRole(row.role), row.code), row }))]
  const latestLast = found.filter(({ key, row }) => spoken.has(key) && row.name !== row.code).toSorted((a, b) => compareText(a.row.seen_at ?? '', b.row.seen_at ?? '') || compareText(a.row.name, b.row.name))
  return new Map(latestLast.map(({ key, row }) => [key, row.name]))
}

function isHierarchy(row: RelationRow): boolean {
  return row.parent_level !== 'network'
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

function namedNodes(rows: MapRows, date: CalendarDate, ended: ReadonlySet<string>): Map<string, MapNode> {
  const groups = new Map<string, (OrganisationRow | AreaRow)[]>()
  const add = (key: string, row: OrganisationRow | AreaRow) => {
    if (holdsOn(row, date) && !ended.has(key)) groups.set(key, [...(groups.get(key) ?? []), row])
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

/** England's places are its sub-ICB locations; a primary care network is a network that also has its place in the hierarchy. */
const standsAlsoAs: Readonly<Record<string, string>> = { 'sub-icb': 'place', pcn: 'network' }

/** A node known only because a relation mentions it; its code is its name. */
function unnamedNode(key: string): MapNode {
  const [level, code] = [levelIn(key), key.slice(key.indexOf(':') + 1)]
  const name = key === keyOf('nation', england.nation.code) ? england.nation.name : code
  return { level, code, name, kind: null, alsoKnownAs: [], validFrom: null, validTo: null, parents: [], pseudo: england.pseudo.includes(code), alsoLevel: standsAlsoAs[level] ?? null }
}

/** Keys that sources describe, but not on this date: a relation may not bring them back. */
function closedOn(rows: MapRows, date: CalendarDate): Set<string> {
  const closed = new Set<string>()
  const note = (key: string, row: Validity) => { if (!holdsOn(row, date)) closed.add(key) }
  for (const row of rows.areas) note(keyOf(row.level, row.code), row)
  for (const row of rows.organisations) note(keyOf(levelOfRole(row.role), row.code), row)
  return closed
}

/** Keys that some source says ended before the date, unless one that speaks of later days says they stood: what was only said before the end does not keep them alive. */
function endedBefore(rows: MapRows, date: CalendarDate): Set<string> {
  const ended = new Map<string, CalendarDate>()
  const each = (note: (key: string, row: Validity) => void) => {
    for (const row of rows.areas) note(keyOf(row.level, row.code), row)
    for (const row of rows.organisations) note(keyOf(levelOfRole(row.role), row.code), row)
  }
  each((key, row) => { if (row.valid_to !== null && row.valid_to < date && row.valid_to > (ended.get(key) ?? '')) ended.set(key, row.valid_to) })
  each((key, row) => {
    const end = ended.get(key)
    const isLater = end !== undefined && holdsOn(row, date) && (row.valid_to !== null || (row.valid_from !== null && (row.valid_from > end || (row.seen_at ?? '') > end)))
    if (isLater) ended.delete(key)
  })
  return new Set(ended.keys())
}

function endsOf(relations: readonly RelationRow[]): string[] {
  return relations.flatMap((row) => [keyOf(row.child_level, row.child_code), keyOf(row.parent_level, row.parent_code)])
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
