import { groups, professions } from './figures.ts'
import type { Spells } from './posts.ts'

/** Stock and flows of one staff group over one year. Units: people and FTE. */
export interface GroupYear {
  readonly heads: number
  readonly fte: number
  /** Since a year before; null for the first year. */
  readonly leavers: Amount | null
  readonly joiners: Amount | null
}
export interface Amount { readonly heads: number; readonly fte: number }

/** Record months a year apart that published history also covers. */
const snapshotMonths = [0, 12, 24] as const

/**
 * Count stock, leavers and joiners of every staff group from the records, a year apart.
 *
 * A leaver is in post at the opening and nowhere at the closing; somebody who changed staff group is neither leaver nor joiner.
 * Shape: staff group × snapshot month.
 */
export function groupYears(spells: Spells): readonly (readonly GroupYear[])[] {
  const seen = snapshotMonths.map((month) => peopleAt(spells, month))
  return groups.map((_, group) => seen.map((now, index) => {
    const before = seen[index - 1]
    return { ...stockOf(now, group), leavers: before ? missingFrom(before, now, group) : null, joiners: before ? missingFrom(now, before, group) : null }
  }))
}

/** Group and FTE of everyone in post at a month. Shape: one entry per person number; group −1 for nobody. */
interface People { readonly group: Int8Array; readonly tenths: Uint8Array }

function peopleAt(spells: Spells, month: number): People {
  let last = 0
  for (let at = 0; at < spells.count; at++) last = Math.max(last, spells.person[at]!)
  const people = { group: new Int8Array(last + 1).fill(-1), tenths: new Uint8Array(last + 1) }
  for (let at = 0; at < spells.count; at++) {
    if (spells.from[at]! > month || month >= spells.to[at]!) continue
    const person = spells.person[at]!
    people.tenths[person]! += spells.fteTenths[at]!
    if (spells.main[at]) people.group[person] = professions[spells.profession[at]!]!.group
  }
  return people
}

function stockOf(people: People, group: number): Amount {
  return count(people, (person) => people.group[person] === group)
}

function missingFrom(here: People, there: People, group: number): Amount {
  return count(here, (person) => here.group[person] === group && there.group[person] === -1)
}

function count(people: People, counts: (person: number) => boolean): Amount {
  let heads = 0
  let tenths = 0
  for (let person = 0; person < people.group.length; person++) {
    if (!counts(person)) continue
    heads += 1
    tenths += people.tenths[person]!
  }
  return { heads, fte: tenths / 10 }
}
