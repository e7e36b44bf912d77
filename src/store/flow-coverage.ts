import type { AreaMap } from '../reference/area-map.ts'
import { compareText } from '../reference/in-force.ts'
import { placeOn } from '../reference/placing.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { sayMonth } from '../units/calendar-date.ts'
import type { FlowCoverage, FlowExclusion } from '../dataset/flows.ts'
import type { Following } from './flow-follow.ts'
import type { FlowGround } from './flow-ground.ts'

/** Say which employers of the area were followed over all of the period, and which were not, over which months and why. */
export function coverageOf(following: Following, ground: FlowGround, map: AreaMap, heldDays: readonly CalendarDate[]): FlowCoverage {
  const { posts, followed } = following
  const { employers, pairs } = followed
  const places = new Set(ground.placing.places.map(({ level, code }) => `${level}:${code}`))
  const inside = employers.flatMap((employer, index) => (places.has(`${employer.level}:${employer.code}`) && posts.days.some((day) => employer.posts.has(day)) ? [index] : []))
  const isWhole = (employer: number) => pairs.every((_, pair) => isPairFollowed(following, ground, employer, pair))
  const [first] = posts.days
  const postsOf = (list: readonly number[]) => list.reduce((sum, employer) => sum + (employers[employer]!.posts.get(first ?? '') ?? 0), 0)
  const seen = postsOf(inside)
  const whole = inside.filter(isWhole)
  const exclusions = inside.flatMap((employer) => exclusionsOf(following, ground, map, heldDays, employer))
  return {
    organisations: inside.length, compared: whole.length, share: seen === 0 ? null : postsOf(whole) / seen,
    pairs: pairs.map(({ from, to }) => ({ from: posts.days[from]!, to: posts.days[to]! })),
    exclusions: exclusions.toSorted((a, b) => compareText(a.from, b.from) || compareText(a.code, b.code)),
  }
}

/** An employer that has no records at either end of a pair, or only its heir has, is not missing from it. */
function isPairFollowed({ posts, followed }: Following, ground: FlowGround, employer: number, pair: number): boolean {
  const at = pair * followed.employers.length + employer
  const { from, to } = followed.pairs[pair]!
  const has = (day: number) => followed.employers[employer]!.posts.has(posts.days[day]!)
  const opening = !has(from) || (followed.before[at] === 1 && ground.lostOnMap[at] === 0)
  return opening && (!has(to) || followed.after[at] === 1)
}

function exclusionsOf(following: Following, ground: FlowGround, map: AreaMap, heldDays: readonly CalendarDate[], employer: number): FlowExclusion[] {
  const { posts, followed, renumbered } = following
  const { code, level, posts: held } = followed.employers[employer]!
  const name = placeOn(map, level, code)[0]?.node.name ?? code
  const found: FlowExclusion[] = gapsIn(heldDays, held).map(({ from, to }) => ({ code, name, from, to, kind: 'gap', says: `No records between ${sayMonth(from)} and ${sayMonth(to)}: the two are compared with each other, and changes count where they are first seen` }))
  followed.pairs.forEach((ends, pair) => {
    if (isPairFollowed(following, ground, employer, pair)) return
    const [from, to] = [posts.days[ends.from]!, posts.days[ends.to]!]
    const numbers = renumbered.find((one) => one.employer === employer && one.pair === pair)
    const kind = numbers ? 'identifiers-changed' : ground.lostOnMap[pair * followed.employers.length + employer] === 1 ? 'not-on-map' : 'no-records'
    const last = found.at(-1)
    const says = numbers ? `Person numbers changed: ${numbers.gone} of ${numbers.posts} vanished, ${numbers.again} of them came again under another number`
      : kind === 'not-on-map' ? 'It became another organisation, which this map does not show' : held.has(from) ? `No records from ${sayMonth(to)} on` : `No records before ${sayMonth(to)}`
    if (last && last.kind === kind && kind === 'no-records' && last.to === from) found[found.length - 1] = { ...last, to }
    else found.push({ code, name, from, to, kind, says })
  })
  return found
}

/** Stretches without records between two month-ends with them, among all the source holds in the period. */
function gapsIn(heldDays: readonly CalendarDate[], held: ReadonlyMap<CalendarDate, number>): { from: CalendarDate; to: CalendarDate }[] {
  const own = heldDays.filter((day) => held.has(day))
  return own.slice(1).flatMap((to, index) => {
    const from = own[index]!
    return heldDays.some((day) => day > from && day < to) ? [{ from, to }] : []
  })
}
