import { monthsBetween } from '../units/calendar-date.ts'
import type { Followed } from './flow-employers.ts'
import { isHeld } from './flow-posts.ts'
import type { ChangedPosts } from './flow-posts.ts'

/** Share of an employer’s people gone from all records, with as many new ones just like them, from which its numbers are not believed. */
export const leastShareGone = 0.25
/** The same where no start dates help to tell one person from another. */
const leastGoneUnsure = 0.5
/** Share of those gone who must come again under another number. */
const leastAgain = 0.5
/** Share of people gone, and of people new, at which no likeness is asked for. */
const everybody = 0.9
/** Fewer people gone than these say nothing about a numbering. */
export const fewestGone = 10

/** An employer whose person numbers changed between two month-ends. Units: people; `posts` of the opening month-end. */
export interface Renumbered { readonly employer: number; readonly pair: number; readonly gone: number; readonly again: number; readonly posts: number }

/**
 * Find employers whose people seem to have been given new numbers: many vanish from all records, and as many come with the same
 * sex, start in post, occupation and age.
 *
 * Staff who really leave are not replaced by others who started on the same day years ago.
 */
export function findRenumbered(posts: ChangedPosts, followed: Followed, employerOf: Int32Array): Renumbered[] {
  const { employers, pairs } = followed
  return pairs.flatMap(({ from, to }, pair) => {
    const years = Math.ceil(monthsBetween(posts.days[from]!, posts.days[to]!) / 12)
    const [gone, come] = [onlyAt(posts, employerOf, from, to), onlyAt(posts, employerOf, to, from)]
    return [...gone].flatMap(([employer, leaving]): Renumbered[] => {
      const at = pair * employers.length + employer
      const coming = come.get(employer) ?? []
      const [before, now] = [employers[employer]!.posts.get(posts.days[from]!) ?? 0, employers[employer]!.posts.get(posts.days[to]!) ?? 0]
      if (leaving.length < fewestGone || followed.before[at] === 0 || followed.after[at] === 0) return []
      const again = countAgain(posts, leaving, coming, years)
      const least = leaving.some((post) => posts.knowsStart[post] === 1) ? leastShareGone : leastGoneUnsure
      const replaced = leaving.length >= least * before && again >= leastAgain * leaving.length
      const all = leaving.length >= everybody * before && coming.length >= everybody * now
      return replaced || all ? [{ employer, pair, gone: leaving.length, again, posts: before }] : []
    })
  })
}

/** One post of each person who is in some record at one month-end and in none at the other, by employer. */
function onlyAt(posts: ChangedPosts, employerOf: Int32Array, here: number, there: number): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (let person = 0; person + 1 < posts.start.length; person++) {
    let first = -1
    for (let post = posts.start[person]!; post < posts.start[person + 1]!; post++) {
      if (isHeld(posts, post, there)) { first = -2; break }
      if (first === -1 && isHeld(posts, post, here)) first = post
    }
    if (first < 0) continue
    const employer = employerOf[posts.kind[first]!]!
    const group = found.get(employer)
    if (group) group.push(first)
    else found.set(employer, [first])
  }
  return found
}

/** Count those gone for whom somebody alike has come, each newcomer used once; both are taken in the order of their ages. */
function countAgain(posts: ChangedPosts, leaving: readonly number[], coming: readonly number[], years: number): number {
  const byTrait = new Map<number, number[]>()
  for (const post of coming) byTrait.set(posts.trait[post]!, [...(byTrait.get(posts.trait[post]!) ?? []), posts.youngest[post]!])
  for (const ages of byTrait.values()) ages.sort((a, b) => a - b)
  const goneOldestLast = leaving.toSorted((a, b) => posts.oldest[a]! - posts.oldest[b]!)
  let again = 0
  for (const post of goneOldestLast) {
    const ages = byTrait.get(posts.trait[post]!) ?? []
    const age = posts.oldest[post]!
    const match = ages.findIndex((young) => (young < 0 || age < 0 ? young === age : young >= age && young <= age + years))
    if (match < 0) continue
    ages.splice(match, 1)
    again += 1
  }
  return again
}
