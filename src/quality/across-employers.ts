import type { ReadFile } from '../ingest/source.ts'
import { formatNumber } from '../units/format.ts'
import { faultAtPosition } from './across-people.ts'
import { acrossRows, type WatchingCheck } from './across-rows.ts'
import { peopleOf, type Position } from './people.ts'
import type { Fault } from './rule.ts'

/** What a person holds at other employers at a month-end. */
interface Elsewhere { readonly organisation: string; readonly periodTo: string; readonly fte: number }

/** Find people of a file whose FTE here and at the other employers held for the month together is above one amount and not above another. Units: FTE. */
export function fteAcrossEmployers(above: number, upTo: number): WatchingCheck {
  return acrossRows(['staff'], (read) => {
    const people = peopleOf(read)
    return {
      see: people.see,
      end: () => [...elsewhereByPerson(read)].map(([pseudonym, posts]) => ({ person: people.find(pseudonym), posts }))
        .filter(({ person }) => person >= 0 && people.held(person) > 0).toSorted((one, other) => people.firstRow(one.person) - people.firstRow(other.person))
        .flatMap(({ person, posts }) => compare(read, people.positions(person), posts, above, upTo)),
    }
  })
}

function compare(read: ReadFile, positions: readonly Position[], posts: readonly Elsewhere[], above: number, upTo: number): Fault[] {
  const here = new Set(positions.map(({ organisation }) => organisation))
  const others = posts.filter(({ organisation, periodTo }) => periodTo === positions[0]!.periodTo && !here.has(organisation))
  const fte = positions.reduce((sum, position) => sum + (position.fte ?? 0), 0) + others.reduce((sum, other) => sum + other.fte, 0)
  if (others.length === 0 || fte <= above + rounding || fte > upTo + rounding) return []
  const places = [...new Set(others.map(({ organisation }) => organisation))]
  return [faultAtPosition(read, positions.at(-1)!, { column: 'fte', found: `${formatNumber(fte, 2)} FTE with ${places.slice(0, 3).join(', ')}`, expected: `${above} or less over all employers` })]
}

/** Sums of decimals end a little beside themselves. */
const rounding = 1e-9

function elsewhereByPerson({ postsHeld = [] }: ReadFile): Map<string, Elsewhere[]> {
  const known = new Map<string, Elsewhere[]>()
  for (const { organisation, periodTo, people, fte } of postsHeld) {
    people.forEach((person, at) => {
      const before = known.get(person)
      const own = { organisation, periodTo, fte: fte[at] ?? 0 }
      if (before) before.push(own)
      else known.set(person, [own])
    })
  }
  return known
}
