/**
 * Everyone who holds a post, one entry per assignment, as columns: the month loop changes them in place.
 *
 * Shape:  every array has room for `capacity` entries, of which the first `count` are used.
 * Units:  birth and start in whole months counted as `year × 12 + month − 1` and days from 1970; FTE in tenths.
 */
export interface Posts {
  count: number
  readonly person: Int32Array
  readonly employer: Int16Array
  readonly profession: Int16Array
  readonly band: Uint8Array
  readonly fteTenths: Uint8Array
  readonly birthMonth: Int32Array
  readonly female: Uint8Array
  readonly nationality: Uint8Array
  readonly startMonth: Int32Array
  readonly startDay: Int32Array
  readonly assignment: Int32Array
  /** Record month from which the attributes above have held. */
  readonly since: Uint8Array
  /** A second post of the same person, or −1. A second post itself has `main` 0. */
  readonly second: Int32Array
  readonly main: Uint8Array
}

/** Stretches of unchanged attributes: a post is there at record month m when `from ≤ m < to`. Columns as in Posts. */
export interface Spells extends Omit<Posts, 'since' | 'second' | 'startMonth'> {
  readonly from: Uint8Array
  readonly to: Uint8Array
}

/** What one new post is made of. */
export interface NewPost {
  readonly person: number
  readonly assignment: number
  readonly employer: number
  readonly profession: number
  readonly band: number
  readonly fteTenths: number
  readonly birthMonth: number
  readonly female: number
  readonly nationality: number
  readonly startMonth: number
  readonly startDay: number
  readonly main: number
}

/** Make room for posts. */
export function emptyPosts(capacity: number): Posts {
  return { ...sharedColumns(capacity), since: new Uint8Array(capacity), second: new Int32Array(capacity).fill(-1), startMonth: new Int32Array(capacity) }
}

/** Make room for spells. */
export function emptySpells(capacity: number): Spells {
  return { ...sharedColumns(capacity), from: new Uint8Array(capacity), to: new Uint8Array(capacity) }
}

/** Add a post held from record month `since`; answers its place. */
export function addPost(posts: Posts, post: NewPost, since: number): number {
  const at = posts.count++
  if (at >= posts.person.length) throw new Error('more posts than there is room for')
  posts.person[at] = post.person
  posts.assignment[at] = post.assignment
  posts.employer[at] = post.employer
  posts.profession[at] = post.profession
  posts.band[at] = post.band
  posts.fteTenths[at] = post.fteTenths
  posts.birthMonth[at] = post.birthMonth
  posts.female[at] = post.female
  posts.nationality[at] = post.nationality
  posts.startMonth[at] = post.startMonth
  posts.startDay[at] = post.startDay
  posts.main[at] = post.main
  posts.since[at] = since
  return at
}

/** Write down what a post was until record month `to`, and let it be something else from then on. */
export function closeSpell(posts: Posts, at: number, to: number, spells: Spells): void {
  const from = posts.since[at]!
  posts.since[at] = to
  if (from >= to) return
  const into = spells.count++
  if (into >= spells.person.length) throw new Error('more spells than there is room for')
  spells.person[into] = posts.person[at]!
  spells.assignment[into] = posts.assignment[at]!
  spells.employer[into] = posts.employer[at]!
  spells.profession[into] = posts.profession[at]!
  spells.band[into] = posts.band[at]!
  spells.fteTenths[into] = posts.fteTenths[at]!
  spells.birthMonth[into] = posts.birthMonth[at]!
  spells.female[into] = posts.female[at]!
  spells.nationality[into] = posts.nationality[at]!
  spells.startDay[into] = posts.startDay[at]!
  spells.main[into] = posts.main[at]!
  spells.from[into] = from
  spells.to[into] = to
}

function sharedColumns(capacity: number): Omit<Posts, 'since' | 'second' | 'startMonth'> {
  return {
    count: 0, person: new Int32Array(capacity), employer: new Int16Array(capacity), profession: new Int16Array(capacity), band: new Uint8Array(capacity),
    fteTenths: new Uint8Array(capacity), birthMonth: new Int32Array(capacity), female: new Uint8Array(capacity), nationality: new Uint8Array(capacity),
    startDay: new Int32Array(capacity), assignment: new Int32Array(capacity), main: new Uint8Array(capacity),
  }
}
