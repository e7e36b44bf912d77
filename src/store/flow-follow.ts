import type { SuccessionRow } from '../reference/map-rows.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { CubeContext } from './cube-context.ts'
import { followEmployers, readEmployers } from './flow-employers.ts'
import type { Followed, Pair } from './flow-employers.ts'
import { findRenumbered } from './flow-numbering.ts'
import type { Renumbered } from './flow-numbering.ts'
import { hold, isHeld, readChangedPosts } from './flow-posts.ts'
import type { ChangedPosts } from './flow-posts.ts'
import { postsAt } from './flow-walk.ts'

/** Everybody about whom something changed between some month-ends of one source, and whom of them we may follow. */
export interface Following {
  readonly posts: ChangedPosts
  readonly followed: Followed
  readonly renumbered: readonly Renumbered[]
  /** Employer of each kind of post. */
  readonly employerOf: Int32Array
}

/** Read who changed between the days, with gaps bridged and changed numberings set aside. Kept per snapshot. */
export function followPeople(context: CubeContext, asked: { readonly source: string; readonly days: readonly CalendarDate[]; readonly pairs: readonly Pair[]; readonly successions: readonly SuccessionRow[] }): Promise<Following> {
  const { source, days, pairs, successions } = asked
  return context.once(`following ${source} ${days.join(' ')} ${pairs.map(({ from, to }) => `${from}-${to}`).join(' ')}`, async () => {
    const [employers, read] = await Promise.all([readEmployers(context, source), readChangedPosts(context, source, days)])
    const places = new Map(employers.map((employer, index) => [`${employer.level}:${employer.code}`, index]))
    const employerOf = Int32Array.from(read.kinds, (kind) => places.get(`${kind.level}:${kind.code}`) ?? -1)
    const followed = followEmployers(employers, days, pairs, successions)
    const posts = bridgeGaps(read, followed, employerOf)
    const renumbered = findRenumbered(posts, followed, employerOf)
    return { posts, followed: setAside(followed, renumbered), renumbered, employerOf }
  })
}

/**
 * Take an employer that lacks a month-end as at the last one before it, so that its changes fall where they are first seen.
 * Whoever is found with it after the gap, and nowhere else during it, went to it: they have not left.
 */
function bridgeGaps(posts: ChangedPosts, { gaps }: Followed, employerOf: Int32Array): ChangedPosts {
  if (gaps.length === 0) return posts
  const carried = { ...posts, held: Int32Array.from(posts.held) }
  for (let post = 0; post < posts.kind.length; post++) for (const gap of gaps) {
    if (employerOf[posts.kind[post]!] === gap.employer && isHeld(posts, post, gap.before)) hold(carried.held, posts.words, post, gap.at)
  }
  const held = Int32Array.from(carried.held)
  for (let person = 0; person + 1 < posts.start.length; person++) for (const gap of gaps) {
    if (postsAt(carried, person, gap.at).length > 0 || postsAt(carried, person, gap.before).length === 0) continue
    for (const post of postsAt(posts, person, gap.after)) if (employerOf[posts.kind[post]!] === gap.employer) hold(held, posts.words, post, gap.at)
  }
  return { ...posts, held }
}

function setAside(followed: Followed, renumbered: readonly Renumbered[]): Followed {
  const [before, after] = [Uint8Array.from(followed.before), Uint8Array.from(followed.after)]
  for (const { employer, pair } of renumbered) before[pair * followed.employers.length + employer] = after[pair * followed.employers.length + employer] = 0
  return { ...followed, before, after }
}
