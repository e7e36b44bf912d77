import type { Viewer } from '../../access/viewer.ts'
import { PlanDocument } from '../../contract/plan.ts'
import type { AgreedPlan } from '../../contract/plan-work.ts'
import type { ProjectionAnswer } from '../../contract/projection.ts'
import type { QueryAnswer, QueryRow } from '../../contract/query.ts'
import type { CubeRequest, Dimension } from '../../dataset/cube.ts'
import { describeAnswer } from '../../dataset/describe.ts'
import { measureNamed, type Measure } from '../../dataset/measures.ts'
import { compareText } from '../../reference/in-force.ts'
import { shareInside } from '../../reference/map-walk.ts'
import { answerCube } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { findPlace, type Place } from '../map/find-place.ts'
import { readLevers } from './lever-text.ts'
import { baselineRequest } from '../plan/plan-baseline.ts'
import { listAgreed } from '../plan/plan-steps.ts'
import { answerProjection } from '../projection.ts'
import { sayCount } from '../say.ts'
import { answerWhatIf } from '../what-if.ts'

type Figures = 'supply' | 'demand' | 'gap'

/**
 * Answer supply, demand or gap from the plans that stand as agreed: each is run as it was signed off, with its levers, by the functions of a projection.
 *
 * Nothing is kept here: a plan may be agreed while the data stay. Errors: refuses `no-run-agreed`, `plan-year-not-held`; the refusals of the cube for the question, and those of the run.
 */
export async function answerAgreed(house: House, viewer: Viewer, request: CubeRequest): Promise<QueryAnswer | Refusal> {
  const measure = measureNamed(request.measure)!
  // The cube knows no plans: it says what is wrong with the question, and otherwise that it has no run.
  const asked = await answerCube(house, viewer, request)
  if (!isRefusal(asked) || asked.code !== 'no-run-agreed') return asked as QueryAnswer | Refusal
  const place = await findPlace(house, viewer, areaAsked(request), request.map)
  if (isRefusal(place)) return place
  const all = await listAgreed(house, viewer, undefined)
  if (isRefusal(all)) return all
  const plans = plansAsked(all.plans, request, place)
  if (plans.length === 0) return refuseNone(asked, all.plans.filter(({ area }) => area === keyOf(place)))
  const rows: QueryRow[] = []
  const notes: string[] = []
  let last: Run | null = null
  for (const plan of plans) {
    const run = await runPlan(house, viewer, plan)
    if (isRefusal(run)) return run
    const found = rowsOf(request, measure.id as Figures, place, plan, run)
    if (isRefusal(found)) return found
    rows.push(...found)
    notes.push(...notesOf(plan, run, measure))
    last = run
  }
  return writeAgreed(house, viewer, { request, measure, place, rows, notes, run: last! })
}

/** What a run says of each year end, with where it comes from. */
interface Run { readonly years: readonly { readonly date: string; readonly supply: number; readonly demand: number; readonly gap: number; readonly low: number; readonly high: number }[]; readonly answer: ProjectionAnswer }

function areaAsked({ where }: CubeRequest): string | undefined {
  return where.area ?? Object.entries(where).find(([name]) => levels.includes(name as Dimension))?.[1]
}

const levels: readonly Dimension[] = ['organisation', 'place', 'ics', 'region', 'nation']

function keyOf({ area }: Place): string {
  return `${area.level}:${area.code}`
}

/** The plan agreed last for each area and profession asked, in the order of their areas. */
function plansAsked(all: readonly AgreedPlan[], { by, where }: CubeRequest, place: Place): AgreedPlan[] {
  const level = by.find((dimension) => levels.includes(dimension))
  const subject = where.profession?.trim().toLowerCase()
  const fits = all.filter((plan) => (level === undefined ? plan.area === keyOf(place) : isWithin(place, plan.area, level))
    && (subject !== undefined ? plan.profession?.toLowerCase() === subject : by.includes('profession') || plan.profession === null))
  const first = new Map(fits.toReversed().map((plan) => [`${plan.area} ${plan.profession ?? ''}`, plan]))
  return [...first].toSorted(([one], [other]) => compareText(one, other)).map(([, plan]) => plan)
}

function isWithin({ map, area }: Place, scope: string, level: string): boolean {
  const node = map.nodes.get(scope)
  return node?.level === level && shareInside(map, node, area) === 1
}

/** Run a plan: its baseline, and beside it the same futures with its levers where it has any. */
async function runPlan(house: House, viewer: Viewer, plan: AgreedPlan): Promise<Run | Refusal> {
  const { baseline, name, programmes, origins, levers } = PlanDocument.parse(plan.document)
  const request = baselineRequest(baseline)
  const projected = await answerProjection(house, viewer, request)
  if (isRefusal(projected)) return projected
  const { answer } = projected
  if (levers.length === 0) return { answer, years: answer.rows.map(({ date, supply, demand, gap }) => ({ date, supply: supply.p50, demand: demand.p50, gap: gap.p50, low: gap.p10, high: gap.p90 })) }
  const file = readLevers({ version: 1, name, programmes, origins, levers: levers.map(({ id: _id, ...lever }) => lever) })
  if (isRefusal(file)) return file
  const moved = await answerWhatIf(house, viewer, request, file)
  if (isRefusal(moved)) return moved
  return { answer, years: moved.answer.rows.map(({ date, demand, scenario: { supply, gap } }) => ({ date, supply: supply.p50, demand: demand.p50, gap: gap.p50, low: gap.p10, high: gap.p90 })) }
}

/** A row for each year asked: the last of the plan where no date is. */
function rowsOf({ by, at, from, to }: CubeRequest, figure: Figures, { map }: Place, plan: AgreedPlan, { years, answer }: Run): QueryRow[] | Refusal {
  const isSeries = by.includes('period') || from !== null || to !== null
  const chosen = at !== null ? years.filter(({ date }) => date === at) : isSeries ? years.filter(({ date }) => (from ?? '') <= date && date <= (to ?? '9999')) : years.slice(-1)
  if (chosen.length === 0) return refuseDate(plan, years.map(({ date }) => date), answer.areaName)
  const level = by.find((dimension) => levels.includes(dimension))
  const code = plan.area.slice(plan.area.indexOf(':') + 1)
  return chosen.map((year): QueryRow => ({
    ...(level === undefined ? {} : { [level]: code, [`${level}_name`]: map.nodes.get(plan.area)?.name ?? code }), ...(by.includes('profession') ? { profession: plan.profession ?? 'All staff' } : {}), ...(isSeries ? { period: year.date } : {}),
    value: year[figure], status: 'estimated',
  }))
}

function notesOf(plan: AgreedPlan, { years, answer }: Run, { id }: Measure): string[] {
  const [end, live] = [years.at(-1)!, answer.manifest.dataset]
  return [
    `${plan.title}, ${answer.areaName}: version ${plan.version}, agreed by ${plan.agreedBy} on ${plan.agreedAt.slice(0, 10)}.`,
    ...(plan.dataset === live ? [] : [`Its baseline was signed off on snapshot ${plan.dataset}; the run here stands on the data of today, snapshot ${live}.`]),
    ...(id === 'gap' ? [`80 % range of the gap on ${sayDate(end.date)}: ${formatNumber(end.low, 0)} to ${formatNumber(end.high, 0)} ${answer.unit}.`] : []),
  ]
}

interface Written { readonly request: CubeRequest; readonly measure: Measure; readonly place: Place; readonly rows: readonly QueryRow[]; readonly notes: readonly string[]; readonly run: Run }

async function writeAgreed(house: House, viewer: Viewer, { request, measure, place, rows, notes, run }: Written): Promise<QueryAnswer> {
  const { answer, years } = run
  const asOf = rows.map(({ period }) => (typeof period === 'string' ? period : request.at ?? years.at(-1)!.date)).toSorted(compareText).at(-1)!
  const by = rows.some(({ period }) => period !== undefined) && !request.by.includes('period') ? [...request.by, 'period' as const] : request.by
  const files = (await house.catalogue.files(viewer, place.snapshot)).filter(({ title, name }) => answer.provenance.sources.some((source) => source.title === title && source.file === name))
  return {
    measure: measure.id, name: measure.name, unit: answer.unit, asOf, rows: [...rows], totals: [],
    summary: describeAnswer({ measure: { ...measure, unit: answer.unit }, area: place.area.name, asOf, by, only: request.where.profession === undefined ? [] : [`profession ${request.where.profession}`], rows, total: null }),
    provenance: {
      measure: measure.id, definition: measure.definition, formula: measure.formula, snapshot: place.snapshot, asOf, map: `Areas as of ${sayDate(place.map.date)}`, notes: [...notes, `The same run: ${answer.provenance.repeat}`],
      sources: files.map((file) => ({ id: file.source, title: file.title, file: file.name, fileSha256: file.sha256, licence: file.licence, importedAt: file.importedAt, periodFrom: file.periodFrom, periodTo: file.periodTo })),
    },
  }
}

/** Nothing is agreed for what was asked; for what else of the area something is, is said. */
function refuseNone(refused: Refusal, others: readonly AgreedPlan[]): Refusal {
  const held = [...new Set(others.map(({ profession }) => profession ?? 'all staff'))]
  return held.length === 0 ? refused : { ...refused, need: `Agreed for the area: ${held.join(', ')}`, next: 'Name one of these as profession, or leave it out for all staff' }
}

function refuseDate({ title }: AgreedPlan, dates: readonly string[], area: string): Refusal {
  return refuse('plan-year-not-held', 'absent', { doing: `Reading ${title} for ${area}`, found: 'the plan has no year that ends on that day', need: `Its years end on ${dates[0] ?? ''} to ${dates.at(-1) ?? ''}; ${sayCount(dates.length, 'year')}`, next: 'Ask for one of these, or for no date to get the last' })
}
