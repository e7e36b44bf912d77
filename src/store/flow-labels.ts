import type { AreaMap } from '../reference/area-map.ts'
import { compareText } from '../reference/in-force.ts'
import { heldBy } from '../reference/map-walk.ts'
import { placeOn } from '../reference/placing.ts'
import type { Following } from './flow-follow.ts'
import { placeOf } from './flow-ground.ts'
import type { FlowBasis } from './flow-ground.ts'
import type { Labelling } from './flow-tally.ts'
import { postsAt } from './flow-walk.ts'
import type { SeenPost } from './flow-walk.ts'

export const reasonUnknown = 'Reason unknown'
export const destinationUnknown = 'Destination unknown'
const originUnknown = 'Origin unknown'
const seenEarlier = 'Back after an absence from the records'
const newToService = 'New to the health service'
const fromElsewhere = 'In the health service before, not in these records'

/** What the words of an origin mean: the name of an area is none of these, and is a move. */
export const originKinds: Readonly<Record<string, 'new' | 'back' | 'moved' | 'unknown'>> = { [newToService]: 'new', [seenEarlier]: 'back', [fromElsewhere]: 'moved', [originUnknown]: 'unknown' }

/** Words of the code lists for “we do not know”. */
const notKnown = 'Unknown'

/** Between what stands behind a label and its words. */
const mark = '\u001d'

export type Known = 'observed' | 'declared' | 'unknown'

/** Label leavers by the reason on the record of their last month-end, else by the last one any month of the period gives for the employer they leave. */
export function labelReasons(following: Following): Labelling {
  return { line: 'leavers', labelOf: (sight, seen) => saidBefore(following, sight.pair, seen, 'reason') ?? reasonUnknown }
}

/** Label leavers by where they are found at the closing month-end, else by what the record says, else as unknown. */
export function labelDestinations(following: Following, nameOf: (kind: number) => string): Labelling {
  const { posts, followed } = following
  return { line: 'leavers', labelOf(sight, seen) {
    const found = mainKind(following, postsAt(posts, sight.person, followed.pairs[sight.pair]!.to))
    if (found !== null) return `observed${mark}${nameOf(found)}`
    const declared = saidBefore(following, sight.pair, seen, 'destination')
    return declared === null ? `unknown${mark}${destinationUnknown}` : `declared${mark}${declared}`
  } }
}

/** Label leavers whose record says one thing and whom other records show elsewhere: `declared` and `observed`; empty for all others. */
export function labelMismatches(following: Following): Labelling {
  const { posts, followed } = following
  return { line: 'leavers', labelOf(sight, seen) {
    const declared = saidBefore(following, sight.pair, seen, 'destination')
    const found = mainKind(following, postsAt(posts, sight.person, followed.pairs[sight.pair]!.to))
    if (declared === null || found === null) return ''
    const { sector } = posts.kinds[found]!
    return (sectorsMeant[declared] ?? []).includes(sector) ? '' : `${declared}${mark}${sector}`
  } }
}

/** Sectors of employers that agree with a declared destination. */
const sectorsMeant: Readonly<Record<string, readonly string[]>> = {
  'NHS organisation': ['Hospital and community'], 'General practice': ['General practice', 'Primary care networks'], 'Social care': ['Adult social care', 'Social care'],
  'Private health or care': ['Independent', 'Independent health care'], 'Other employment': ['Voluntary', 'Independent', 'Independent health care'],
}

/** Label joiners by where they were at the opening month-end, else by whether they were ever seen, else by their start in the service. */
export function labelOrigins(following: Following, nameOf: (kind: number) => string): Labelling {
  const { posts, followed } = following
  return { line: 'joiners', labelOf(sight, seen) {
    const { from } = followed.pairs[sight.pair]!
    const found = mainKind(following, postsAt(posts, sight.person, from))
    if (found !== null) return `observed${mark}${nameOf(found)}`
    const isBack = posts.seenBefore[sight.person] === 1 || Array.from({ length: from }, (_, day) => day).some((day) => postsAt(posts, sight.person, day).length > 0)
    if (isBack) return `observed${mark}${seenEarlier}`
    const start = seen.flatMap(({ post }) => posts.startInService[post] ?? []).toSorted()[0]
    if (start === undefined) return `unknown${mark}${originUnknown}`
    return `declared${mark}${start > posts.days[from]! ? newToService : fromElsewhere}`
  } }
}

/** Part a label into what it rests on and its words. */
export function readLabel(label: string): { known: Known; words: string } {
  const [known = '', words = ''] = label.split(mark)
  return { known: known as Known, words }
}

/** Part a mismatch. */
export function readMismatch(label: string): { declared: string; observed: string } {
  const [declared = '', observed = ''] = label.split(mark)
  return { declared, observed }
}

/** Name the area of a level where posts of a kind are; the organisation itself where no area of that level holds it. */
export function nameElsewhere({ posts }: Following, map: AreaMap, level: string, basis: FlowBasis): (kind: number) => string {
  const known = new Map<string, string>()
  return (kind) => {
    const place = placeOf(posts.kinds[kind]!, basis)
    const name = known.get(place) ?? nameAt(map, place, level)
    known.set(place, name)
    return name
  }
}

function nameAt(map: AreaMap, place: string, level: string): string {
  const [own, code] = [place.slice(0, place.indexOf(':')), place.slice(place.indexOf(':') + 1)]
  const nodes = placeOn(map, own, code).map(({ node }) => node)
  const holders = nodes.flatMap((node) => heldBy(map, node, level).map((held) => held.node))
  return (holders[0] ?? nodes[0])?.name ?? code
}

/** Kind of the post with most FTE, null without posts. */
function mainKind({ posts }: Following, found: readonly number[]): number | null {
  const [most] = found.toSorted((a, b) => posts.fte[b]! - posts.fte[a]! || posts.kind[a]! - posts.kind[b]!)
  return most === undefined ? null : posts.kind[most]!
}

/** What the record of the month-end says; else the last before the closing one that says something, of all months held with the employer that is left. */
function saidBefore({ posts, followed }: Following, pair: number, seen: readonly SeenPost[], part: 'reason' | 'destination'): string | null {
  const own = given(seen, posts.fte, posts[part])
  if (own !== null) return own
  const closing = posts.days[followed.pairs[pair]!.to]!
  const said = seen.flatMap(({ post }) => posts.said[post]!).filter((one) => one.day < closing && one[part] !== null && one[part] !== notKnown)
  return said.toSorted((a, b) => compareText(a.day, b.day)).at(-1)?.[part] ?? null
}

/** What the records say, the post with most FTE first; null where none says anything. */
function given(seen: readonly SeenPost[], fte: Float64Array, column: readonly (string | null)[]): string | null {
  const says = seen.filter(({ post }) => column[post] !== null && column[post] !== notKnown).toSorted((a, b) => fte[b.post]! - fte[a.post]! || a.post - b.post)
  return says[0] === undefined ? null : column[says[0].post]!
}
