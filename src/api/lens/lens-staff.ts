import type { Viewer } from '../../access/viewer.ts'
import type { CubeRequest } from '../../dataset/cube.ts'
import { readHosts } from '../../store/hosts.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { soleSource } from '../query/answer-source.ts'
import { answerEstablishment } from '../establishment.ts'
import { countings, reversed, type LensStep } from './lens-definitions.ts'
import { placeOfLedger } from './lens-ledger-place.ts'
import { countAs, type Counted, type LensPlace } from '../lens.ts'
import { readRequest } from '../query.ts'
import { sayCount } from '../say.ts'

/** Neighbours between which the parts are known. Posts held lie between hours and people, for a person with two posts is in between both. */
const edges = [['fte', 'posts'], ['posts', 'headcount'], ['fte-host', 'posts-host'], ['posts-host', 'headcount-host'], ['fte', 'fte-host'], ['posts', 'posts-host'], ['fte', 'establishment']] as const

/** Find the way from one count of staff to another over neighbours, each with its figure. Published counts hold no posts: there FTE and headcount are neighbours. */
export async function staffPath(house: House, viewer: Viewer, place: LensPlace, first: Counted, last: Counted): Promise<Counted[] | Refusal> {
  const ids = shortest(first.counting.id, last.counting.id)
  const found: Counted[] = []
  for (const id of ids) {
    const counting = countings.find((one) => one.id === id)!
    const counted = id === first.counting.id ? first : id === last.counting.id ? last : isRefusal(first.answer) ? null : await countAs(house, viewer, place, counting, first.counting, first.answer)
    const lacks = counted === null || isRefusal(counted.answer) || counted.shown.value === null
    if (lacks && ids.length === 3 && first.counting.basis === last.counting.basis) return [first, last]
    if (lacks) return refuse('bridge-lacks-figure', 'absent', { doing: `Bridging “${first.shown.name}” and “${last.shown.name}”`, found: `what lies between them, “${counting.name}”, is not available here`, need: 'Staff records of the same day', next: 'Choose another way of counting' })
    found.push(counted)
  }
  return found
}

/** Breadth first, in the order of the edges. */
function shortest(from: string, to: string): string[] {
  const ways: string[][] = [[from]]
  for (const way of ways) {
    const here = way.at(-1)
    if (here === to) return way
    for (const [one, other] of edges) {
      const next = one === here ? other : other === here ? one : null
      if (next !== null && !way.includes(next)) ways.push([...way, next])
    }
  }
  return [from, to]
}

/** Steps between neighbours. Errors: what the hosts and the ledger refuse for the area. */
export async function staffSteps(house: House, viewer: Viewer, place: LensPlace, from: Counted, to: Counted): Promise<readonly LensStep[] | Refusal> {
  const isForward = edges.some(([one, other]) => one === from.counting.id && other === to.counting.id)
  const [start, end] = isForward || from.counting.measure === 'fte' ? [from, to] : [to, from]
  const steps = await forwardSteps(house, viewer, place, start, end)
  return isRefusal(steps) || start === from ? steps : reversed(steps)
}

function forwardSteps(house: House, viewer: Viewer, place: LensPlace, from: Counted, to: Counted): Promise<readonly LensStep[] | Refusal> {
  if (to.counting.measure === 'establishment') return ledgerSteps(house, viewer, place, from, to)
  if (from.counting.measure === to.counting.measure) return hostSteps(house, viewer, place, from.counting.measure === 'fte')
  return Promise.resolve(countSteps(from, to))
}

function countSteps(from: Counted, to: Counted): LensStep[] {
  const size = (to.shown.value ?? 0) - (from.shown.value ?? 0)
  if (from.counting.measure === 'posts') return [{ says: 'People with more than one post, counted once', size }]
  if (to.counting.measure === 'posts') return [{ says: 'Hours below full time', size }]
  return [{ says: 'Hours below full time, less further posts of the same people (published counts do not part them)', size }]
}

/** What crosses the border of the area: moves between host and employer inside it change neither count. */
async function hostSteps(house: House, viewer: Viewer, { where, at, map }: LensPlace, inFte: boolean): Promise<readonly LensStep[] | Refusal> {
  const asked = readRequest({ measure: 'fte', by: '', where })
  if (isRefusal(asked)) return asked
  const { area, ...filters }: CubeRequest['where'] = asked.where
  const account = await readHosts(house, viewer, { area: area ?? null, at: at ?? null, map: map ?? null, where: filters })
  if (isRefusal(account)) return account
  const { leaving, entering } = inFte ? account : account.posts
  return [{ says: 'Employed here, working elsewhere', size: -leaving }, { says: 'Working here, employed elsewhere', size: entering }]
}

/** Staff in post and funded posts: line by line where both sides were sent, then who sent one side only. */
async function ledgerSteps(house: House, viewer: Viewer, place: LensPlace, from: Counted, to: Counted): Promise<readonly LensStep[] | Refusal> {
  const there = placeOfLedger(place)
  if (isRefusal(there)) return there
  const { groups, ...asked } = there
  const answer = await answerEstablishment(house, viewer, { ...asked, by: 'staff_group', basis: 'contracted', months: 6 })
  if (isRefusal(answer)) return answer
  const source = isRefusal(from.answer) ? null : soleSource(from.answer)
  if (source !== null && !answer.provenance.sources.some(({ id }) => id === source || id.startsWith(`${source}-`))) return refuse('bridge-lacks-figure', 'absent', { doing: 'Bridging staff in post and funded posts', found: `the ledger is held against other staff records than ${source}`, need: 'Staff and ledger of the same organisations', next: 'Ask for an area that sent both' })
  const rows = groups === null ? [answer.total] : answer.rows.filter(({ key }) => groups.includes(key))
  const sum = (of: 'funded' | 'inPost' | 'vacant' | 'overEstablished' | 'unfunded') => rows.reduce((total, row) => total + row[of], 0)
  const alone = (why: string) => answer.coverage.leftOut.filter((one) => one.why === why).length
  const [withoutLedger, withoutStaff] = [alone('Sent a staff record and no ledger'), alone('Sent a ledger and no staff record')]
  return [
    { says: `Staff not held against a ledger${withoutLedger === 0 ? '' : `: ${sayCount(withoutLedger, 'organisation')} sent none`}`, size: sum('inPost') - (from.shown.value ?? 0) },
    { says: 'In post where the ledger has no line', size: -sum('unfunded') }, { says: 'In post above what a line funds', size: -sum('overEstablished') }, { says: 'Funded and not filled', size: sum('vacant') },
    { says: `Posts not held against a staff record${withoutStaff === 0 ? '' : `: ${sayCount(withoutStaff, 'organisation')} sent none`}`, size: (to.shown.value ?? 0) - sum('funded') },
  ]
}
