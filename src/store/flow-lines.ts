import type { ChangedPosts } from './flow-posts.ts'
import type { SeenPost, Sighting } from './flow-walk.ts'

/** Lines of an account between opening and closing. */
export type FlowLine = 'joiners' | 'leavers' | 'movedIn' | 'movedOut' | 'takenUp' | 'givenUp' | 'hours' | 'coverage'

/** Something entered on a line of the account of one group. Units: people; FTE in billionths. Leavers, moves out and posts given up are positive and are taken off. */
export interface Entry { readonly group: string; readonly line: FlowLine; readonly heads: number; readonly fte: number }

/**
 * Enter what became of one person, as one cell sees it, in the accounts of the groups they were or are in.
 *
 * `groupOf` names the group of a kind of post, null for posts outside what is asked. Only people nowhere in the cell at the end have left
 * it, and only people nowhere in it at the start have joined. What rests on employers that cannot be followed is a change of coverage.
 */
export function entriesOf(posts: ChangedPosts, sight: Sighting, groupOf: (kind: number) => string | null): Entry[] {
  if (sight.before.length <= 1 && sight.after.length <= 1) {
    const entries = entriesOfOne(posts, sight, groupOf)
    if (entries !== null) return entries
  }
  const of = (seen: readonly SeenPost[]) => byGroup(posts, seen, groupOf)
  const [before, after] = [of(sight.before), of(sight.after)]
  const [followedBefore, followedAfter] = [of(sight.before.filter((seen) => seen.followed)), of(sight.after.filter((seen) => seen.followed))]
  const elsewhere = {
    before: presence(sight.before), after: presence(sight.after),
    gained: [...followedAfter.keys()].some((group) => !before.has(group)), dropped: [...followedBefore.keys()].some((group) => !after.has(group)),
  }
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((group) => entriesFor(group, {
    before: before.get(group), after: after.get(group), followedBefore: followedBefore.get(group), followedAfter: followedAfter.get(group),
  }, elsewhere))
}

/** The same for most people, quickly: one post that began, ended or changed within its group. Answers null for everybody else. */
function entriesOfOne(posts: ChangedPosts, { before: [before], after: [after] }: Sighting, groupOf: (kind: number) => string | null): Entry[] | null {
  const group = groupOf(posts.kind[(before ?? after)!.post]!)
  if (before !== undefined && after !== undefined && groupOf(posts.kind[after.post]!) !== group) return null
  if (group === null) return []
  const [was, is] = [before === undefined ? nothing : weightOf(posts, before), after === undefined ? nothing : weightOf(posts, after)]
  const isFollowed = (before ?? after)!.followed && (after ?? before)!.followed
  if (!isFollowed) return kept([{ group, line: 'coverage', ...less(is, was) }])
  if (after === undefined) return kept([{ group, line: 'leavers', ...was }])
  return kept([before === undefined ? { group, line: 'joiners', ...is } : { group, line: 'hours', ...less(is, was) }])
}

function weightOf(posts: ChangedPosts, { post, share }: SeenPost): Weight {
  const fte = posts.fte[post]!
  return { heads: share, fte: share === 1 ? fte : Math.round(fte * share) }
}

interface Weight { readonly heads: number; readonly fte: number }
type Presence = 'followed' | 'not-followed' | 'none'
interface Ends { readonly before: Weight | undefined; readonly after: Weight | undefined; readonly followedBefore: Weight | undefined; readonly followedAfter: Weight | undefined }

/** A person counts once, with the largest share; FTE adds up. */
function byGroup(posts: ChangedPosts, seen: readonly SeenPost[], groupOf: (kind: number) => string | null): Map<string, Weight> {
  const weights = new Map<string, Weight>()
  for (const one of seen) {
    const group = groupOf(posts.kind[one.post]!)
    if (group === null) continue
    const known = weights.get(group) ?? nothing
    const { heads, fte } = weightOf(posts, one)
    weights.set(group, { heads: Math.max(known.heads, heads), fte: known.fte + fte })
  }
  return weights
}

function presence(seen: readonly SeenPost[]): Presence {
  if (seen.length === 0) return 'none'
  return seen.some((one) => one.followed) ? 'followed' : 'not-followed'
}

const nothing: Weight = { heads: 0, fte: 0 }

function entriesFor(group: string, ends: Ends, cell: { before: Presence; after: Presence; gained: boolean; dropped: boolean }): Entry[] {
  const { before = nothing, after = nothing, followedBefore, followedAfter } = ends
  const enter = (line: FlowLine, weight: Weight): Entry => ({ group, line, ...weight })
  const change = less(after, before)
  if (ends.before && ends.after) {
    const hours = followedBefore && followedAfter ? less(followedAfter, followedBefore) : nothing
    return kept([enter('hours', hours), enter('coverage', less(change, hours))])
  }
  if (ends.before) {
    if (!followedBefore || cell.after === 'not-followed') return [enter('coverage', change)]
    const line = cell.after === 'none' ? 'leavers' : cell.gained ? 'movedOut' : 'givenUp'
    return kept([enter(line, followedBefore), enter('coverage', less(followedBefore, before))])
  }
  if (!followedAfter || cell.before === 'not-followed') return [enter('coverage', change)]
  const line = cell.before === 'none' ? 'joiners' : cell.dropped ? 'movedIn' : 'takenUp'
  return kept([enter(line, followedAfter), enter('coverage', less(after, followedAfter))])
}

function less(a: Weight, b: Weight): Weight {
  return { heads: a.heads - b.heads, fte: a.fte - b.fte }
}

function kept(entries: readonly Entry[]): Entry[] {
  return entries.filter(({ heads, fte }) => heads !== 0 || fte !== 0)
}
