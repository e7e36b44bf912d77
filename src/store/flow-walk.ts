import type { Followed, Pair } from './flow-employers.ts'
import { isHeld } from './flow-posts.ts'
import type { ChangedPosts } from './flow-posts.ts'

/** Where posts of each kind fall: the cells of the answer with the share each holds, and whether the employer can be followed. */
export interface Ground {
  readonly cells: readonly (readonly { readonly cell: number; readonly share: number }[])[]
  readonly employerOf: Int32Array
}

/** A post of one person at one end of a pair, as one cell sees it. */
export interface SeenPost { readonly post: number; readonly share: number; readonly followed: boolean }

/** What one cell sees of one person over one pair of month-ends. Something differs between the two. */
export interface Sighting {
  readonly person: number
  readonly pair: number
  readonly cell: number
  readonly before: readonly SeenPost[]
  readonly after: readonly SeenPost[]
}

/** Go through everybody about whom something changed, pair by pair, and show each cell what it sees. Order: person, pair, cell as first met. */
export function walkPeople(posts: ChangedPosts, followed: Followed, ground: Ground, show: (sighting: Sighting) => void): void {
  // Of a whole nation, few ever had a post in the area.
  const isSeen = Uint8Array.from(ground.cells, (cells) => (cells.length > 0 ? 1 : 0))
  for (let person = 0; person + 1 < posts.start.length; person++) {
    if (!hasPostOf(posts, person, isSeen)) continue
    followed.pairs.forEach((ends, pair) => {
      if (!differs(posts, person, ends)) return
      for (const [cell, { before, after }] of sightings(posts, followed, ground, person, pair)) show({ person, pair, cell, before, after })
    })
  }
}

/** Whether any post of a person is of one of some kinds. */
function hasPostOf({ start, kind }: ChangedPosts, person: number, kinds: Uint8Array): boolean {
  for (let post = start[person]!; post < start[person + 1]!; post++) if (kinds[kind[post]!] === 1) return true
  return false
}

/** Posts of a person at a month-end. */
export function postsAt(posts: ChangedPosts, person: number, day: number): number[] {
  const found: number[] = []
  for (let post = posts.start[person]!; post < posts.start[person + 1]!; post++) if (isHeld(posts, post, day)) found.push(post)
  return found
}

function differs(posts: ChangedPosts, person: number, { from, to }: Pair): boolean {
  for (let post = posts.start[person]!; post < posts.start[person + 1]!; post++) if (isHeld(posts, post, from) !== isHeld(posts, post, to)) return true
  return false
}

function sightings(posts: ChangedPosts, followed: Followed, ground: Ground, person: number, pair: number): Map<number, { before: SeenPost[]; after: SeenPost[] }> {
  const found = new Map<number, { before: SeenPost[]; after: SeenPost[] }>()
  const { from, to } = followed.pairs[pair]!
  const add = (end: 'before' | 'after', day: number) => {
    for (const post of postsAt(posts, person, day)) {
      const kind = posts.kind[post]!
      const isFollowed = followed[end][pair * followed.employers.length + ground.employerOf[kind]!] === 1
      for (const { cell, share } of ground.cells[kind]!) {
        const sight = found.get(cell) ?? { before: [], after: [] }
        found.set(cell, sight)
        sight[end].push({ post, share, followed: isFollowed })
      }
    }
  }
  add('before', from)
  add('after', to)
  return found
}
