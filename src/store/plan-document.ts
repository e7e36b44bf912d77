import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'

/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * One field of a document given another value; null takes it away.
 *
 * `field` is the way to it, parts joined by `/`: names of fields, and in a list the id of an entry (`levers/l1/change`). Entries are never named by their place, which moves.
 */
export interface FieldChange { readonly field: string; readonly to: Json }

/** A change as it was made: with what stood there before, null for nothing. */
export interface MadeChange extends FieldChange { readonly from: Json }

/** A field that is not the same on both sides since they parted. Null where it is not there. `clash`: both changed it, and to different values. */
export interface FieldDifference { readonly field: string; readonly base: Json; readonly yours: Json; readonly theirs: Json; readonly clash: boolean }

/** Make changes to a document, one after the other. The document given stays as it is. Errors: refuses `plan-field-unknown`. */
export function applyChanges(document: Json, changes: readonly FieldChange[]): { readonly document: Json; readonly made: readonly MadeChange[] } | Refusal {
  let now = document
  const made: MadeChange[] = []
  for (const { field, to } of changes) {
    const parts = partsOf(field)
    const next = parts === null ? null : withValue(now, parts, to)
    if (parts === null || next === null) return refuseField(field)
    made.push({ field, from: valueAt(now, parts) ?? null, to })
    now = next
  }
  return { document: now, made }
}

/** Take changes back, the last first. Errors: throws when they were not made to this document (a bug). */
export function undoChanges(document: Json, made: readonly MadeChange[]): Json {
  const back = applyChanges(document, made.toReversed().map(({ field, from }) => ({ field, to: from })))
  if (isRefusal(back)) throw new Error(`a change of ${back.found} cannot be taken back`)
  return back.document
}

/** Hold two documents that come from one against each other, field by field, in the order of the fields' names. */
export function differ(base: Json, yours: Json, theirs: Json): FieldDifference[] {
  const [before, own, other] = [fieldsOf(base), fieldsOf(yours), fieldsOf(theirs)]
  return [...new Set([...before.keys(), ...own.keys(), ...other.keys()])].toSorted().flatMap((field) => {
    const [at, mine, its] = [before, own, other].map((fields) => fields.get(field) ?? null) as [Json, Json, Json]
    const [isMine, isTheirs] = [!isSame(at, mine), !isSame(at, its)]
    return isMine || isTheirs ? [{ field, base: at, yours: mine, theirs: its, clash: isMine && isTheirs && !isSame(mine, its) }] : []
  })
}

/** Fields that hold a value of their own, with what stands there before and after, where the two differ; null where it is not there. */
export function changedFields(before: Json, after: Json): { readonly field: string; readonly before: Json; readonly after: Json }[] {
  return differ(before, before, after).map(({ field, base, theirs }) => ({ field, before: base, after: theirs }))
}

/** Say whether a document has a field: a name or the id of an entry at the end of the way; the empty way is the whole. */
export function hasField(document: Json, field: string): boolean {
  const parts = field === '' ? [] : partsOf(field)
  return parts !== null && valueAt(document, parts) !== undefined
}

/** Say whether one field holds the other, or is the same. */
export function overlaps(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`) || one === '' || other === ''
}

/** Every field that holds a value of its own, by the way to it. Lists whose entries have ids are walked, others are one value. */
function fieldsOf(document: Json, way = ''): Map<string, Json> {
  const inside = entriesOf(document)
  if (inside === null) return new Map([[way, document]])
  return new Map(inside.flatMap(([name, value]) => [...fieldsOf(value, way === '' ? name : `${way}/${name}`)]))
}

/** What a field holds by name or id; null for a value of its own. */
function entriesOf(value: Json): [string, Json][] | null {
  if (isList(value)) return value.every(hasId) ? value.map((entry) => [entry.id, entry]) : null
  return value !== null && typeof value === 'object' ? Object.entries(value) : null
}

type Entry = { readonly [key: string]: Json } & { readonly id: string }

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function hasId(entry: Json): entry is Entry {
  return entry !== null && typeof entry === 'object' && !isList(entry) && typeof (entry as { id?: unknown }).id === 'string'
}

/** Letters, digits, hyphen and underscore; names that mean something to the language are none of ours. */
function partsOf(field: string): string[] | null {
  const parts = field.split('/')
  return parts.every((part) => /^[\w-]{1,60}$/.test(part) && !['__proto__', 'constructor', 'prototype'].includes(part)) ? parts : null
}

function valueAt(document: Json, [name, ...rest]: readonly string[]): Json | undefined {
  if (name === undefined) return document
  const found = entriesOf(document)?.find(([one]) => one === name)?.[1]
  return found === undefined ? undefined : valueAt(found, rest)
}

/** The document with one field changed; null where there is no way to it. */
function withValue(document: Json, [name, ...rest]: readonly string[], to: Json): Json | null {
  const inside = entriesOf(document)
  if (name === undefined || inside === null) return null
  const before = inside.find(([one]) => one === name)?.[1]
  if (rest.length > 0 && before === undefined) return null
  const value = rest.length === 0 ? to : withValue(before!, rest, to)
  if (rest.length > 0 && value === null) return null
  return isList(document) ? listWith(document as readonly Entry[], name, value) : objectWith(inside, name, value)
}

/** An entry keeps its place; a new one comes last, and is called as the field says. */
function listWith(list: readonly Entry[], id: string, value: Json): Json | null {
  if (value === null) return list.filter((entry) => entry.id !== id)
  if (typeof value !== 'object' || isList(value)) return null
  const entry = { ...value, id }
  return list.some((one) => one.id === id) ? list.map((one) => (one.id === id ? entry : one)) : [...list, entry]
}

function objectWith(fields: readonly (readonly [string, Json])[], name: string, value: Json): Json {
  const kept = fields.filter(([one]) => value !== null || one !== name)
  const isNew = value !== null && !kept.some(([one]) => one === name)
  return Object.fromEntries([...kept.map(([one, held]) => [one, one === name ? value : held] as const), ...(isNew ? [[name, value] as const] : [])])
}

/** Values are the same when they say the same, whatever the order of their fields. */
function isSame(one: Json, other: Json): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

function sorted(value: Json): Json {
  if (isList(value)) return value.map(sorted)
  return value === null || typeof value !== 'object' ? value : Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([name, held]) => [name, sorted(held)]))
}

function refuseField(field: string): Refusal {
  return refuse('plan-field-unknown', 'input', {
    doing: 'Editing a plan', found: `there is no way to “${field.slice(0, 200)}”`, need: 'Names of fields joined by a stroke, with the id of an entry in a list: levers/l1/change', next: 'See the fields of the plan as it is, and name one of them',
  })
}
