import { exactPow } from '../random/pow.ts'

/** How funded posts change: by a share a year, and by posts agreed for single years. */
export interface FundedPosts {
  readonly funded: number
  readonly growth: number
  /** Posts added (or, below 0, taken out) in each year ahead; absent means none. */
  readonly agreed?: readonly number[]
  readonly years: number
}

/**
 * Carry funded posts forward by a rule: they grow by a share each year, and posts agreed for a year are added at its end and grow from then on.
 *
 * Shape:  one entry per year end, today first.
 * Units:  FTE.
 * Errors: RangeError when growth is −1 or below, or more posts are taken out than there are.
 * Source: docs/method/demand.md, D8.
 */
export function fundedPosts({ funded, growth, agreed = [], years }: FundedPosts): Float64Array {
  if (!(funded >= 0 && growth > -1)) throw new RangeError(`Carrying funded posts forward: ${funded} posts that grow by ${growth} a year. Posts must be from 0 and growth above −1.`)
  const path = new Float64Array(years + 1)
  for (let year = 0; year <= years; year++) {
    let posts = funded * exactPow(1 + growth, year)
    for (let at = 0; at < year; at++) posts += (agreed[at] ?? 0) * exactPow(1 + growth, year - at - 1)
    if (posts < 0) throw new RangeError(`Carrying funded posts forward: ${-posts} posts more than there are would be taken out by year ${year}.`)
    path[year] = posts
  }
  return path
}
