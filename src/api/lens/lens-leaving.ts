import type { Viewer } from '../../access/viewer.ts'
import type { House } from '../../store/house.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { reversed, type LensStep } from './lens-definitions.ts'
import { listWhere, type Counted, type LensPlace } from '../lens.ts'
import { answerQuery } from '../query.ts'

/** Steps between two rates of leaving, in points: what is counted besides, and over whom. Errors: refuses `bridge-lacks-figure` where their years differ. */
export async function leavingSteps(house: House, viewer: Viewer, place: LensPlace, from: Counted, to: Counted): Promise<readonly LensStep[] | Refusal> {
  if (from.shown.asOf !== to.shown.asOf) return refuse('bridge-lacks-figure', 'absent', {
    doing: `Bridging “${from.shown.name}” and “${to.shown.name}”`, found: `the one is of the year to ${sayDate(from.shown.asOf ?? '')}, the other of the year to ${sayDate(to.shown.asOf ?? '')}`, need: 'Two rates of the same twelve months', next: `Ask for ${to.shown.asOf ?? 'a day that both hold'}`,
  })
  const ids = [from.counting.id, to.counting.id]
  if (!ids.includes('leaver_rate')) return throughLeaverRate(house, viewer, place, from, to)
  const [rate, other] = from.counting.id === 'leaver_rate' ? [from, to] : [to, from]
  const steps = other.counting.published ? await publishedSteps(house, viewer, place, rate, other) : await moveSteps(house, viewer, place, rate)
  return isRefusal(steps) || rate === from ? steps : reversed(steps)
}

/** Turnover and the published rate meet at the leaver rate of the records. */
async function throughLeaverRate(house: House, viewer: Viewer, place: LensPlace, from: Counted, to: Counted): Promise<readonly LensStep[] | Refusal> {
  const [turnover, published] = from.counting.published ? [to, from] : [from, to]
  const own = await answerQuery(house, viewer, { measure: 'leaver_rate', by: '', ...place })
  const value = isRefusal(own) ? null : (own.rows[0]?.value ?? null)
  if (isRefusal(own) || value === null) return lacksCount('the leaver rate between them')
  const rate: Counted = { ...turnover, shown: { ...turnover.shown, value }, answer: own }
  const [moves, rest] = [await moveSteps(house, viewer, place, rate), await publishedSteps(house, viewer, place, rate, published)]
  if (isRefusal(moves)) return moves
  if (isRefusal(rest)) return rest
  const steps = [...reversed(moves), ...rest]
  return from === turnover ? steps : reversed(steps)
}

/** Moves over the same mean headcount: leavers ÷ mean × 100 is the rate, so the mean is known from both. */
async function moveSteps(house: House, viewer: Viewer, place: LensPlace, rate: Counted): Promise<readonly LensStep[] | Refusal> {
  const [leavers, moves] = [await countOf(house, viewer, place, 'leavers', null), await countOf(house, viewer, place, 'moves', null)]
  const value = rate.shown.value ?? 0
  if (leavers === null || moves === null || leavers === 0 || value === 0) return lacksCount('leavers or moves between employers')
  return [{ says: 'Moves between employers inside the area', size: (moves * value) / leavers }]
}

/** Leavers counted otherwise, over staff counted otherwise: first the leavers over the same mean, then the mean. */
async function publishedSteps(house: House, viewer: Viewer, place: LensPlace, rate: Counted, published: Counted): Promise<readonly LensStep[] | Refusal> {
  const [own, theirs] = [await countOf(house, viewer, place, 'leavers', null), await countOf(house, viewer, place, 'leavers', published.shown.source)]
  const [value, other] = [rate.shown.value ?? 0, published.shown.value ?? 0]
  if (own === null || theirs === null || own === 0 || value === 0) return lacksCount('leavers on both sides')
  const overOwnMean = (theirs * value) / own
  return [{ says: 'Leavers that one of them counts and the other does not', size: overOwnMean - value }, { says: 'Staff over whom they are counted', size: other - overOwnMean }]
}

async function countOf(house: House, viewer: Viewer, place: LensPlace, measure: 'leavers' | 'moves', source: string | null): Promise<number | null> {
  const answer = await answerQuery(house, viewer, { measure, by: '', ...place, where: [...listWhere(place), ...(source === null ? [] : [`source=${source}`])] })
  return isRefusal(answer) ? null : (answer.rows[0]?.value ?? null)
}

function lacksCount(what: string): Refusal {
  return refuse('bridge-lacks-figure', 'absent', { doing: 'Bridging two rates of leaving', found: `${what} are not counted here`, need: 'Counts behind both rates', next: 'Ask for a wider area or everybody' })
}
