import type { QueryRow } from '../../contract/query.ts'
import type { Shown } from '../../dataset/disclosure/linked-table.ts'
import type { House } from '../../store/house.ts'
import type { CalendarDate } from '../../units/calendar-date.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import type { JudgedTable } from '../disclosure/hide-thread.ts'
import { viewCategories, viewCube, type ViewCategory, type ViewCube, type ViewFigure } from './view-cube.ts'
import { flowCategories, viewFlows, type FlowFigure } from './view-flows.ts'
import { postCategories, viewPosts, type PostFigure } from './view-posts.ts'

/** One figure of a view, as one measure. */
export interface MeasuredFigure extends Pick<ViewFigure, 'level' | 'code' | 'name' | 'within' | 'category'>, Pick<QueryRow, 'value' | 'status'> {}

/** A view as one measure, with everything that is told in making it. */
export interface MeasuredView { readonly asOf: CalendarDate; readonly figures: readonly MeasuredFigure[]; readonly cube: ViewCube; readonly judged: readonly JudgedTable[]; readonly notes: readonly string[] }

interface ViewMeasure { readonly name: string; readonly unit: string; readonly categories: readonly ViewCategory[]; read(house: House, snapshot: string, category: ViewCategory | null, at: CalendarDate | null): Promise<MeasuredView | Refusal> }

const counted = 'A person with posts at two employers counts at each.'
const fromRounded = 'Worked out from rounded parts, so it may differ a little from what the records give; where a part is hidden, it is hidden.'

/** Measures that views give to people who may not read the records. */
export const viewMeasures: Readonly<Record<string, ViewMeasure>> = {
  headcount: ofPeople('Headcount', 'people', ({ heads }) => heads),
  fte: ofPeople('FTE', 'FTE', ({ fte }) => fte),
  leavers: ofFlows('Leavers', 'people', ({ left }) => left.heads),
  joiners: ofFlows('Joiners', 'people', ({ joined }) => joined.heads),
  leaver_rate: ofFlows('Leaver rate', '% a year', ({ left, opening, closing }) => rate(left.heads, mean(opening.heads, closing.heads))),
  joiner_rate: ofFlows('Joiner rate', '% a year', ({ joined, opening, closing }) => rate(joined.heads, mean(opening.heads, closing.heads))),
  stability: ofFlows('Stability', '%', ({ left, opening }) => rate(less(opening.heads, left.heads), opening.heads)),
  establishment: ofPosts('Funded establishment', 'FTE', ({ funded }) => funded),
  vacancy_rate: ofPosts('Vacancy rate, contracted basis', '%', ({ funded, inPost, isWhole }) => (isWhole ? rate(less(funded, inPost), funded) : null)),
}

function ofPeople(name: string, unit: string, amount: (figure: ViewFigure) => Shown): ViewMeasure {
  return {
    name, unit, categories: viewCategories,
    async read(house, snapshot, category, at) {
      const cube = await viewCube(house, snapshot, category, at)
      return isRefusal(cube) ? cube : { asOf: cube.asOf, cube, judged: cube.ground.judged, notes: [], figures: cube.figures.map((figure) => ({ ...placeOf(figure), ...written(amount(figure), 'ok') })) }
    },
  }
}

function ofFlows(name: string, unit: string, amount: (figure: FlowFigure) => Shown | null): ViewMeasure {
  return {
    name, unit, categories: flowCategories,
    async read(house, snapshot, category, at) {
      const view = await viewFlows(house, snapshot, category as (typeof flowCategories)[number] | null, at)
      if (isRefusal(view)) return view
      const partial = view.figures.some(({ isPartial }) => isPartial) ? ['Some employers cannot be followed over the twelve months: figures with them are estimates, and a little low.'] : []
      return { asOf: view.asOf, cube: view.cube, judged: view.judged, notes: [`Over the twelve months from ${view.from}. ${counted}`, ...(unit.startsWith('%') ? [fromRounded] : []), ...partial], figures: view.figures.map((figure) => ({ ...placeOf(figure), ...written(amount(figure), figure.isPartial ? 'estimated' : 'ok') })) }
    },
  }
}

function ofPosts(name: string, unit: string, amount: (figure: PostFigure) => Shown | null): ViewMeasure {
  return {
    name, unit, categories: postCategories,
    async read(house, snapshot, category, at) {
      const view = await viewPosts(house, snapshot, category as (typeof postCategories)[number] | null, at)
      if (isRefusal(view)) return view
      const notes = unit === '%' ? [fromRounded, 'Shown where everybody with staff has sent a ledger too.'] : ['Few posts are hidden as few people are.']
      return { asOf: view.asOf, cube: view.cube, judged: view.judged, notes, figures: view.figures.map((figure) => ({ ...placeOf(figure), ...written(amount(figure), 'ok') })) }
    },
  }
}

function placeOf({ level, code, name, within, category }: ViewFigure | FlowFigure | PostFigure): Pick<ViewFigure, 'level' | 'code' | 'name' | 'within' | 'category'> {
  return { level, code, name, within, category }
}

/** Nothing to divide by is not available. */
function written(amount: Shown | null, status: 'ok' | 'estimated'): Pick<QueryRow, 'value' | 'status'> {
  if (amount === null) return { value: null, status: 'not-available' }
  return amount.as === 'hidden' ? { value: null, status: 'suppressed' } : { value: amount.heads, status }
}

function both(one: Shown, other: Shown, of: (one: number, other: number) => number): Shown {
  return one.as === 'hidden' || other.as === 'hidden' ? { as: 'hidden' } : { as: 'number', heads: of(one.heads, other.heads) }
}

function less(from: Shown, part: Shown): Shown {
  return both(from, part, (whole, taken) => whole - taken)
}

function mean(one: Shown, other: Shown): Shown {
  return both(one, other, (before, after) => (before + after) / 2)
}

/** Per cent; null over nothing. */
function rate(part: Shown, whole: Shown): Shown | null {
  return whole.as === 'number' && whole.heads === 0 ? null : both(part, whole, (some, all) => (some / all) * 100)
}
