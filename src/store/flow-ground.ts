import type { AreaMap, MapNode } from '../reference/area-map.ts'
import type { Holding } from './cube-holdings.ts'
import { placeRows } from './cube-places.ts'
import type { Placing } from './cube-places.ts'
import type { Question } from './cube-question.ts'
import type { Following } from './flow-follow.ts'
import type { PostKind } from './flow-posts.ts'
import type { Ground } from './flow-walk.ts'

/** Whose place counts: the employer, or the organisation where the person works. */
export type FlowBasis = 'employer' | 'host'

/** Where the posts of a question fall on the map, cell by cell. */
export interface FlowGround extends Ground {
  readonly placing: Placing
  readonly areas: readonly (readonly (MapNode | null)[])[]
  /** Entry 1 for each pair × employer whose successor the map does not show in the same area. */
  readonly lostOnMap: Uint8Array
}

/** Lay the kinds of posts out on the map; null when none of them lies in the area. */
export function layGround(map: AreaMap, holding: Holding, question: Pick<Question, 'inside'>, areaLevels: readonly string[], following: Following, basis: FlowBasis): FlowGround | null {
  const placing = placeRows(map, basis === 'host' ? hostHolding(holding, following) : holding, question as Question, areaLevels)
  if (!placing) return null
  const byPlace = new Map<string, { cell: number; share: number }[]>()
  for (const { level, code, cell, share } of placing.places) byPlace.set(`${level}:${code}`, [...(byPlace.get(`${level}:${code}`) ?? []), { cell, share }])
  const { posts, followed, employerOf } = following
  const cells = posts.kinds.map((kind) => byPlace.get(placeOf(kind, basis)) ?? [])
  const cellsOf = (employer: number) => (byPlace.get(`${followed.employers[employer]!.level}:${followed.employers[employer]!.code}`) ?? []).map(({ cell }) => cell)
  return { placing, areas: placing.cells, cells, employerOf, lostOnMap: lostOnMap(following, cellsOf) }
}

/** Level and code of the place at which a post counts. */
export function placeOf(kind: PostKind, basis: FlowBasis): string {
  return basis === 'host' && kind.host !== null ? `organisation:${kind.host}` : `${kind.level}:${kind.code}`
}

/** Hosts are places too, though they send no records of their own. */
function hostHolding(holding: Holding, { posts }: Following): Holding {
  const known = new Set(holding.places.map((place) => `${place.level}:${place.code}`))
  const hosts = [...new Set(posts.kinds.flatMap((kind) => kind.host ?? []))].filter((code) => !known.has(`organisation:${code}`))
  return { ...holding, places: [...holding.places, ...hosts.map((code) => ({ level: 'organisation', code, first: '', last: '' }))] }
}

/** An employer that became another which is in none of its areas on this map: its people cannot be followed into it. */
function lostOnMap({ posts, followed }: Following, cellsOf: (employer: number) => number[]): Uint8Array {
  const { employers, pairs, heirs } = followed
  const lost = new Uint8Array(pairs.length * employers.length)
  employers.forEach(({ posts: held }, employer) => {
    const became = heirs[employer]!
    if (became.length === 0) return
    const own = cellsOf(employer)
    pairs.forEach(({ from, to }, pair) => {
      const ends = held.has(posts.days[from]!) && !held.has(posts.days[to]!)
      const reached = new Set(became.flatMap((heir) => cellsOf(heir.employer)))
      if (ends && own.some((cell) => !reached.has(cell))) lost[pair * employers.length + employer] = 1
    })
  })
  return lost
}

/** What may be followed on this map: less than in the records where a successor is not shown. */
export function followedOn(following: Following, ground: FlowGround): Following {
  const before = following.followed.before.map((is, at) => (ground.lostOnMap[at] === 1 ? 0 : is))
  return { ...following, followed: { ...following.followed, before } }
}
