import type { Viewer } from '../access/viewer.ts'
import { BoardAnswer, BoardRequest, type BoardDoubt, type BoardGap } from '../contract/board.ts'
import type { CoverageAnswer } from '../contract/coverage.ts'
import { ProjectionRequest } from '../contract/projection.ts'
import type { House } from '../store/house.ts'
import { sayDate } from '../units/calendar-date.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { sayArea } from './areas.ts'
import { boardChanges } from './board/board-changes.ts'
import { boardGap, gapDoubts, includesNone, sayGapAhead } from './board/board-gap.ts'
import { boardPlan } from './board/board-plan.ts'
import { boardTrend } from './board/board-trend.ts'
import { boardSure, findingDoubts, unseenDoubt } from './board/board-trust.ts'
import { answerCoverage } from './coverage.ts'
import { findPlace, type Place } from './map/find-place.ts'
import { keyFigures, whyNot } from './overview/key-figures.ts'
import { answerProjection } from './projection.ts'
import { answerQuality } from './quality.ts'
import { readRoute, type Route } from './route.ts'

/** Findings that one page has room for. */
const mostFindings = 2

/**
 * Answer one page for the board of an area from what the other pages answer: key figures, a trend, the gap with its range, what is uncertain, what changed, what is agreed and how much is seen.
 * Findings and coverage are told to whoever may read the records of the whole area; the others are told that they are not. `today` judges which findings stand accepted.
 */
export async function answerBoard(house: House, viewer: Viewer, request: BoardRequest, today: string): Promise<BoardAnswer | Refusal> {
  const place = await findPlace(house, viewer, request.area, request.map ?? null)
  if (isRefusal(place)) return place
  const asked = { area: `${place.area.level}:${place.area.code}`, ...(request.map === undefined ? {} : { map: request.map }) }
  const [figures, projected, coverage, findings] = await Promise.all([
    keyFigures(house, viewer, place), answerProjection(house, viewer, ProjectionRequest.parse(asked)),
    ofRecords(viewer, () => answerCoverage(house, viewer, asked)), ofRecords(viewer, () => answerQuality(house, viewer, { ...asked, top: 10, years: 5 }, today)),
  ])
  const gap = isRefusal(projected) ? null : boardGap(projected.answer)
  const seen = coverage === null || isRefusal(coverage) ? null : coverage
  const doubts: BoardDoubt[] = [
    ...(gap === null || isRefusal(projected) ? [] : gapDoubts(gap, projected.answer)), ...[seen === null ? null : unseenDoubt(seen)].flatMap((one) => one ?? []), ...(findings === null || isRefusal(findings) ? [] : findingDoubts(findings, mostFindings)),
  ]
  return {
    area: sayArea(place.area), asOf: figures.flatMap(({ asOf }) => asOf ?? []).toSorted().at(-1) ?? null, snapshot: place.snapshot, title: 'Workforce: where we stand',
    sentence: sayPage(place, figures, gap), note: noteOf(gap, seen), figures,
    trend: boardTrend(figures), gap, gapWhy: isRefusal(projected) ? whyNot(projected) : null,
    doubts, changed: boardChanges(figures, await house.catalogue.snapshots(viewer)), ...await boardPlan(house, viewer, asked.area, today), sure: seen === null ? [] : boardSure(seen), sureWhy: seen === null ? sayUnsure(coverage) : null,
  }
}

/** Ask for what is made of records, when the viewer may read any; null when not. */
async function ofRecords<T>(viewer: Viewer, ask: () => Promise<T | Refusal>): Promise<T | Refusal | null> {
  return viewer.rights.includes('records') ? ask() : null
}

function sayUnsure(refused: CoverageAnswer | Refusal | null): string {
  return refused !== null && isRefusal(refused) && refused.code !== 'outside-your-scope' ? whyNot(refused) : 'How much of the workforce is seen is told to those who may read the records of the whole area.'
}

function sayPage({ area }: Place, figures: BoardAnswer['figures'], gap: BoardGap | null): string {
  const fte = figures.find(({ measure }) => measure === 'fte')
  const staff = fte?.value == null ? `What is loaded does not say how many staff ${area.name} has in post.` : `${area.name} has ${formatNumber(fte.value, 0)} FTE in post on ${sayDate(fte.asOf ?? '')}${fte.status === 'estimated' ? ' (estimated)' : ''}.`
  return gap === null ? `${staff} It cannot be projected yet.` : `${staff} ${sayGapAhead(gap)}`
}

/** What the figures themselves ask a board to know; never a decision. */
function noteOf(gap: BoardGap | null, seen: CoverageAnswer | null): string[] {
  const last = gap?.rows.at(-1)?.gap
  return [
    ...(gap === null || last === undefined ? [] : [includesNone(last) ? `the range of the gap in ${gap.year} runs from too many staff to too few` : `the gap in ${gap.year} is ${last.p10 > 0 ? 'a shortage' : 'a surplus'} over its whole 80 % range`]),
    ...(seen === null || seen.share === null || seen.share >= 0.95 ? [] : [seen.share < 0.005 ? 'no record or count by employer is recent enough to hold beside these figures' : `${formatNumber((1 - seen.share) * 100, 0)} % of the expected workforce is not seen`]),
  ]
}

const boardRefuses = ['nothing-loaded', 'unknown-area']

export const boardRoutes: readonly Route[] = [
  readRoute({
    url: '/api/board', policy: 'figures', says: 'One page for a board: the sentence, a trend with its limits, the gap with its range, what is uncertain, what changed, what is agreed and how sure the data are', group: 'Areas', query: BoardRequest, answer: BoardAnswer, refuses: boardRefuses,
    handle: ({ house, viewer }, query) => answerBoard(house, viewer, query, new Date().toISOString().slice(0, 10)),
  }),
]
