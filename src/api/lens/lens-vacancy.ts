import type { Viewer } from '../../access/viewer.ts'
import type { LensItem } from '../../contract/lens.ts'
import { bridgeBases, vacancyBases, type BridgeItem, type PostsOfOne } from '../../dataset/vacancy-basis.ts'
import { readEstablishment } from '../../store/establishment.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { placeOfLedger } from './lens-ledger-place.ts'
import type { Counted, LensPlace } from '../lens.ts'

/** Walk from one vacancy basis to another, in points of the funded posts; organisations that do not say what a basis needs leave in a step of their own. */
export async function vacancyItems(house: House, viewer: Viewer, place: LensPlace, first: Counted, last: Counted): Promise<LensItem[] | Refusal> {
  const there = placeOfLedger(place)
  if (isRefusal(there)) return there
  const { groups, area, at, map } = there
  const read = await readEstablishment(house, viewer, { area: area ?? null, at: at ?? null, map: map ?? null, by: 'staff_group', basis: 'contracted', months: 6 })
  if (isRefusal(read)) return read
  const posts = groups === null ? read.posts : addUp(groups.flatMap((group) => read.postsOfRow.get(group) ?? []))
  const items = bridgeBases(posts)
  const [start, end] = [first, last].map(({ counting }) => items.findIndex(({ kind, says }) => kind === 'basis' && says === vacancyBases.find(({ measure }) => measure === counting.measure)?.name))
  if (start === undefined || end === undefined || start < 0 || end < 0) return refuseOpen('one of the bases is not said by anybody here')
  for (const [counted, index] of [[first, start], [last, end]] as const) if (Math.abs(items[index]!.points - (counted.shown.value ?? 0)) > 1e-6) return refuseOpen(`the posts that were put together give ${items[index]!.points} %, not ${counted.shown.value ?? 0} %`)
  return start < end ? items.slice(start, end + 1).map(itemOf) : items.slice(end, start + 1).toReversed().map((item) => itemOf(item.kind === 'step' ? { ...item, points: -item.points } : item))
}

function itemOf({ kind, says, points }: BridgeItem): LensItem {
  return { kind: kind === 'basis' ? 'level' : 'step', says, size: points, unit: kind === 'basis' ? '%' : 'points' }
}

/** Put the staff groups of one organisation together; it says of all of them what it says of each. */
function addUp(posts: readonly PostsOfOne[]): PostsOfOne[] {
  return [...Map.groupBy(posts, ({ organisation }) => organisation).values()].map((own) => own.reduce((sum, one) => ({ ...sum, funded: sum.funded + one.funded, inPost: sum.inPost + one.inPost, away: add(sum.away, one.away), cover: add(sum.cover, one.cover) })))
}

/** What one staff group does not say is not said of all. */
function add(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other
}

function refuseOpen(found: string): Refusal {
  return refuse('bridge-stays-open', 'check', { doing: 'Bridging two bases of the vacancy rate', found, need: 'The same organisations behind both', next: 'See what each basis rests on in its provenance' })
}
