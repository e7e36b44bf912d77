/** A made-up post, as a record shows it. */
export interface HandPost { readonly code: string; readonly group: string; readonly band: string; readonly fte: number }

/** People of a made-up nation: for each person and month, the posts their employers recorded. A month an employer did not send has none of its posts. */
export interface HandWorld {
  readonly people: readonly (readonly (readonly HandPost[])[])[]
  /** Months each code was sent for. */
  readonly sent: ReadonlyMap<string, readonly boolean[]>
  /** Code that took over from another, and the first month it did. */
  readonly heirs: readonly { readonly from: string; readonly to: string; readonly month: number }[]
}

export type HandLine = 'opening' | 'joiners' | 'leavers' | 'movedIn' | 'movedOut' | 'takenUp' | 'givenUp' | 'hours' | 'coverage' | 'closing'
export type HandAccount = Record<HandLine, { heads: number; fte: number }>

/**
 * Follow every person of a made-up nation by hand, month by month, and write the account of one area and group.
 * Slow and plain on purpose: it judges what the store works out from bits. `isInside` says which codes lie in the area; `isOf` which posts belong to the group.
 */
export function followByHand(world: HandWorld, months: readonly number[], isInside: (code: string) => boolean, groupOf: (post: HandPost) => string, group: string): HandAccount {
  const account = emptyAccount()
  const seen = world.people.map((person) => person.map((posts) => posts.filter(({ code }) => isInside(code))))
  const [first, last] = [months[0]!, months.at(-1)!]
  for (const person of seen) {
    enter(account, 'opening', person[first]!.filter((post) => groupOf(post) === group), 1)
    enter(account, 'closing', person[last]!.filter((post) => groupOf(post) === group), 1)
  }
  const bridged = bridge(world, months)
  months.slice(1).forEach((to, at) => {
    const from = months[at]!
    for (const person of bridged) {
      const [before, after] = [person[from]!.filter(({ code }) => isInside(code)), person[to]!.filter(({ code }) => isInside(code))]
      followOne(account, { before, after, canLookAhead: (code) => isFollowed(world, months, code, from, to, 'ahead'), canLookBack: (code) => isFollowed(world, months, code, to, from, 'back') }, groupOf, group)
    }
  })
  return account
}

interface OnePair { readonly before: readonly HandPost[]; readonly after: readonly HandPost[]; canLookAhead(code: string): boolean; canLookBack(code: string): boolean }

function followOne(account: HandAccount, pair: OnePair, groupOf: (post: HandPost) => string, group: string): void {
  const [was, is] = [pair.before.filter((post) => groupOf(post) === group), pair.after.filter((post) => groupOf(post) === group)]
  const [wasKnown, isKnown] = [was.filter(({ code }) => pair.canLookAhead(code)), is.filter(({ code }) => pair.canLookBack(code))]
  const [blindBefore, blindAfter] = [pair.before.length > 0 && !pair.before.some(({ code }) => pair.canLookAhead(code)), pair.after.length > 0 && !pair.after.some(({ code }) => pair.canLookBack(code))]
  const [groupsBefore, groupsAfter] = [new Set(pair.before.map(groupOf)), new Set(pair.after.map(groupOf))]
  const isNewElsewhere = pair.after.some((post) => pair.canLookBack(post.code) && !groupsBefore.has(groupOf(post)))
  const isGoneElsewhere = pair.before.some((post) => pair.canLookAhead(post.code) && !groupsAfter.has(groupOf(post)))
  const rest = { heads: Math.sign(is.length) - Math.sign(was.length), fte: sum(is) - sum(was) }
  const put = (line: HandLine, posts: readonly HandPost[], sign: 1 | -1) => {
    enter(account, line, posts, 1)
    rest.heads -= sign * Math.sign(posts.length)
    rest.fte -= sign * sum(posts)
  }
  if (was.length > 0 && is.length > 0) {
    if (wasKnown.length > 0 && isKnown.length > 0) {
      account.hours.fte += sum(isKnown) - sum(wasKnown)
      rest.fte -= sum(isKnown) - sum(wasKnown)
    }
  } else if (wasKnown.length > 0 && !blindAfter) {
    put(pair.after.length === 0 ? 'leavers' : isNewElsewhere ? 'movedOut' : 'givenUp', wasKnown, -1)
  } else if (isKnown.length > 0 && !blindBefore) {
    put(pair.before.length === 0 ? 'joiners' : isGoneElsewhere ? 'movedIn' : 'takenUp', isKnown, 1)
  }
  account.coverage.heads += rest.heads
  account.coverage.fte += rest.fte
}

/** An employer without a month between two it sent stays as it was; who then turns up there, and was nowhere else, went there. */
function bridge(world: HandWorld, months: readonly number[]): HandPost[][][] {
  const holes = holesOf(world, months)
  const carried = world.people.map((person) => person.map((posts, month) => [...posts, ...holes.filter((hole) => hole.month === month).flatMap((hole) => person[hole.before]!.filter(({ code }) => code === hole.code))]))
  return carried.map((person, who) => person.map((posts, month) => {
    if (posts.length > 0) return posts
    return holes.filter((hole) => hole.month === month && person[hole.before]!.length > 0).flatMap((hole) => world.people[who]![hole.after]!.filter(({ code }) => code === hole.code))
  }))
}

function holesOf({ sent }: HandWorld, months: readonly number[]): { code: string; month: number; before: number; after: number }[] {
  return [...sent].flatMap(([code, is]) => months.filter((month) => !is[month]).flatMap((month) => {
    const [before, after] = [months.findLast((one) => one < month && is[one]), months.find((one) => one > month && is[one])]
    return before === undefined || after === undefined ? [] : [{ code, month, before, after }]
  }))
}

/** Whether people of a code at one month can be looked for at the other: the code is there, or what it became or began as. */
function isFollowed(world: HandWorld, months: readonly number[], code: string, here: number, there: number, way: 'ahead' | 'back'): boolean {
  const holes = holesOf(world, months)
  const has = (one: string, month: number) => (world.sent.get(one)?.[month] ?? false) || holes.some((hole) => hole.code === one && hole.month === month)
  const kin = world.heirs.filter((heir) => heir.month <= Math.max(here, there)).flatMap((heir) => (way === 'ahead' && heir.from === code ? [heir.to] : way === 'back' && heir.to === code ? [heir.from] : []))
  return has(code, here) && (has(code, there) || (kin.length > 0 && kin.every((one) => has(one, there))))
}

function enter(account: HandAccount, line: HandLine, posts: readonly HandPost[], sign: 1 | -1): void {
  account[line].heads += sign * Math.sign(posts.length)
  account[line].fte += sign * sum(posts)
}

function sum(posts: readonly HandPost[]): number {
  return posts.reduce((total, { fte }) => total + fte, 0)
}

function none(): { heads: number; fte: number } {
  return { heads: 0, fte: 0 }
}

function emptyAccount(): HandAccount {
  return { opening: none(), joiners: none(), leavers: none(), movedIn: none(), movedOut: none(), takenUp: none(), givenUp: none(), hours: none(), coverage: none(), closing: none() }
}
