import { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import { ProjectionAnswer, ProjectionRequest, type Fan } from '../contract/projection.ts'
import { statedDemand, withPopulation, type DemandAssumptions, type DemandMethod } from '../scenario/demand-assumptions.ts'
import { project, type ProjectionRun, type ProjectionSettings } from '../scenario/run.ts'
import type { House } from '../store/house.ts'
import type { SimpleLevers, SupplyParameters } from '../supply/parameters.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { accuracyOf } from './backtest.ts'
import { calibrateArea, pickGroup, type Calibrated } from './rates/calibrated.ts'
import { keepRates } from './rates/calibration-sets.ts'
import { writeCsv } from './csv.ts'
import { readDemand, type AskedDemand } from './demand/demand-text.ts'
import { findPlace, type Place } from './map/find-place.ts'
import { keepAnswer, keepReading } from './kept.ts'
import { populationPath } from './demand/population-growth.ts'
import { pastRunsOf } from './projection/past-runs-of.ts'
import { requiredDemand } from './demand/required-demand.ts'
import { fileRoute, readRoute, type CsvFile, type Route } from './route.ts'

/** All that a run is a function of: enough to repeat it to the last byte. */
export interface RunInputs { readonly parameters: SupplyParameters; readonly demand: DemandAssumptions; readonly settings: ProjectionSettings }
export interface Projected { readonly answer: ProjectionAnswer; readonly inputs: RunInputs }

/** Project supply, demand and gap for an area and staff group: the one function behind the command line, the address and the page. Kept per snapshot. */
export async function answerProjection(house: House, viewer: Viewer, request: ProjectionRequest): Promise<Projected | Refusal> {
  const place = await findPlace(house, viewer, request.area, request.map ?? null)
  if (isRefusal(place)) return place
  return keepReading(house, viewer, place.snapshot, { work: 'projection', asked: { ...request, area: `${place.area.level}:${place.area.code}` } }, () => projectPlace(house, viewer, place, request))
}

async function projectPlace(house: House, viewer: Viewer, place: Place, request: ProjectionRequest): Promise<Projected | Refusal> {
  const groups = await calibrateArea(house, viewer, place)
  if (isRefusal(groups)) return groups
  await keepRates(house, viewer, place, groups)
  const group = pickGroup(groups, request.profession, place.area.name)
  if (isRefusal(group)) return group
  const ran = await runGroup(house, viewer, place, group, request)
  if (isRefusal(ran)) return ran
  const scored = { ...await accuracyOf(house, viewer, place, groups, group, request.unit), pastRuns: await pastRunsOf(house, viewer, place, groups, group, request.unit) }
  return { inputs: ran.inputs, answer: await sayAnswer(house, viewer, place, group, request, ran, scored) }
}

export interface Ran { readonly inputs: RunInputs; readonly run: ProjectionRun }

/**
 * Run one calibrated group; demand grows with the population where a projection of it is loaded and no growth was stated.
 *
 * `run` does the work: here, or in a thread where many groups are run at once (model-threads.ts).
 */
export async function runGroup(house: House, viewer: Viewer, place: Place, { parameters }: Calibrated, request: ProjectionRequest, run: (...of: Parameters<typeof project>) => ReturnType<typeof project> | Promise<ReturnType<typeof project>> = project): Promise<Ran | Refusal> {
  if (isRefusal(parameters)) return parameters
  const { years, draws, seed, unit } = request
  const demand = await demandOf(house, viewer, place, parameters, request)
  if (isRefusal(demand)) return demand
  const settings: ProjectionSettings = { years, draws, seed, unit, dataset: place.snapshot, areaName: place.area.name }
  const moved = withLevers(parameters, request)
  const ran = await run(moved, demand, settings)
  return isRefusal(ran) ? ran : { inputs: { parameters: moved, demand, settings }, run: ran }
}

type AskedLevers = Pick<ProjectionRequest, 'leaverChange' | 'joinerChange' | 'participationChange'>

/** The parameters with the levers a request moves; untouched where it moves none. */
export function withLevers(parameters: SupplyParameters, request: AskedLevers): SupplyParameters {
  const levers = leversOf(request)
  return levers === undefined ? parameters : { ...parameters, levers }
}

/** The levers a request moves; undefined where it moves none. */
export function leversOf({ leaverChange = 0, joinerChange = 0, participationChange = 0 }: AskedLevers): SimpleLevers | undefined {
  return leaverChange === 0 && joinerChange === 0 && participationChange === 0 ? undefined : { leaving: leaverChange, joining: joinerChange, participation: participationChange }
}

/** The part of a request that says what is assumed of demand. */
export type AskedOfDemand = AskedDemand & Pick<ProjectionRequest, 'years' | 'unit' | 'productivity' | 'unmetNeed'>

/**
 * What is assumed of demand: by the method a request states, else as stated, growing with the population of the place where a projection of it is loaded and no growth was stated.
 * Errors: where a method is stated, refuses as `readDemand` and `requiredDemand`.
 */
export async function demandOf(house: House, viewer: Viewer, place: Place, { openingDate, group }: SupplyParameters, request: AskedOfDemand): Promise<DemandAssumptions | Refusal> {
  const file = readDemand(request, group)
  if (isRefusal(file)) return file
  if (file !== null) return requiredDemand({ house, viewer, place, openingDate, years: request.years, unit: request.unit, asked: request }, group, file)
  const { area, mapAsked, snapshot } = place
  const stated = statedDemand(request)
  const population = request.demandGrowth === undefined ? await keepAnswer(house, viewer, snapshot, `population ${area.level}:${area.code} ${mapAsked ?? ''} ${openingDate} ${request.years}`, () => populationPath(house, viewer, area.code, openingDate, request.years, mapAsked)) : null
  return population ? withPopulation(stated, { by: 'population', people: population.people }, population.sources.join(', then ')) : stated
}

async function sayAnswer(house: House, viewer: Viewer, place: Place, { history }: Calibrated, request: ProjectionRequest, { run, inputs }: Ran, scored: Pick<ProjectionAnswer, 'accuracy' | 'accuracyFrom' | 'pastRuns'>): Promise<ProjectionAnswer> {
  const { area, snapshot } = place
  const { method } = inputs.demand
  const grownBy = method !== undefined ? method.needs.flatMap(({ source }) => source.split(/; |, then /)) : inputs.demand.growth.by === 'stated' ? [] : inputs.demand.growthError.source.split(', then ')
  const files = (await house.catalogue.files(viewer, snapshot)).filter(({ source, title }) => history.source.includes(source) || grownBy.includes(title))
  const value = (stock: (typeof history.stocks)[number]): number | null => (request.unit === 'fte' ? stock.fte : stock.heads)
  return {
    area: area.code, areaName: area.name, profession: history.group, unit: request.unit === 'fte' ? 'FTE' : 'people',
    summary: run.summary, manifest: { ...run.manifest },
    history: history.stocks.flatMap((stock) => { const seen = value(stock); return seen === null ? [] : [{ date: stock.date, value: seen, status: 'ok' }] }),
    rows: run.rows.map((row) => ({ ...row })), account: run.account.map((row) => ({ ...row })), assumptions: run.assumptions.map((row) => ({ ...row })), ...scored, notes: [...run.notes],
    ...(method === undefined ? {} : { demand: sayMethod(method) }),
    provenance: {
      definition: 'Supply: staff in post if recent rates of joining and leaving go on. Demand: staff needed if need grows as assumed and productivity comes. Gap: demand − supply; above 0 is a shortage.',
      formula: `Stock next month = stock − leavers − aged out + joiners; demand = ${method === undefined ? '(in post + unmet need) × growth of need' : `staff required by ${method.says}`} ÷ (1 + productivity) each year; median and percentiles over draws`,
      method: `docs/method/supply.md S1 to S4, docs/method/demand.md ${method === undefined ? 'D1 to D3' : 'D3 to D12'}, docs/method/uncertainty.md`,
      sources: files.map(({ title, name, periodTo }) => ({ title, file: name, periodTo })), snapshot, repeat: sayCommand(area.code, history.group, request),
    },
  }
}

/** The command that repeats a run. */
function sayCommand(area: string, profession: string, request: ProjectionRequest): string {
  return `cadre project --area ${area}${request.map === undefined ? '' : ` --map ${request.map}`} --profession "${profession}"${sayRunOptions({ ...request, map: undefined })}`
}

/** How a run is asked for, as options of its command: all but its place and its group. */
export function sayRunOptions({ map, years, draws, seed, unit, demandGrowth, productivity, unmetNeed, leaverChange, joinerChange, participationChange, demandMethod, condition, staffPer, demand }: Omit<ProjectionRequest, 'area' | 'profession'>): string {
  const stated = [['demand-growth', demandGrowth], ['productivity', productivity], ['unmet-need', unmetNeed], ['leaver-change', leaverChange], ['joiner-change', joinerChange], ['participation-change', participationChange]].flatMap(([name, value]) => (value === undefined ? [] : [` --${name} ${value}`]))
  return `${map === undefined ? '' : ` --map ${map}`} --years ${years} --draws ${draws} --seed ${seed} --unit ${unit}${stated.join('')}${demandMethod === undefined ? '' : ` --demand-method ${demandMethod}`}${condition === undefined ? '' : ` --condition "${condition}"`}${staffPer === undefined ? '' : ` --staff-per ${staffPer}`}${demand === undefined ? '' : ' --demand FILE'}`
}

/** The method in the answer, apart from what the run holds. */
function sayMethod({ needs, moved, notes, ...rest }: DemandMethod): NonNullable<ProjectionAnswer['demand']> {
  return { ...rest, notes: [...notes], needs: needs.map((need) => ({ ...need, required: [...need.required] })), moved: moved.map((one) => ({ ...one, moved: [...one.moved] })) }
}

const fans = ['supply', 'demand', 'gap', 'demandZeroProductivity', 'gapZeroProductivity', 'joiners', 'leavers', 'agedOut'] as const
const points = ['p2_5', 'p10', 'p50', 'p90', 'p97_5'] as const

/** What need is reckoned by where no method is stated, in a word for a column. */
const asInPost = 'staff in post and unmet need'

/** The rows of a projection as a csv file: one line per year, with what need is reckoned by, and five percentiles of each figure. */
export function writeProjectionCsv(answer: Pick<ProjectionAnswer, 'rows' | 'area' | 'profession' | 'unit'> & { readonly demand?: { readonly says: string } | undefined }): CsvFile {
  const header = ['year', 'date', 'area', 'profession', 'unit', 'demand_method', ...fans.flatMap((fan) => points.map((point) => `${snake(fan)}_${point}`))]
  const rows = answer.rows.map((row) => [row.year, row.date, answer.area, answer.profession, answer.unit, answer.demand?.says ?? asInPost, ...fans.flatMap((fan) => points.map((point) => (row[fan] as Fan | null)?.[point] ?? null))])
  return { name: `projection-${answer.area}-${answer.profession}.csv`, text: writeCsv(header, rows) }
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** What a stated method of demand may be refused with. */
export const demandRefuses = ['demand-methods-collide', 'demand-not-readable', 'demand-not-stated', 'demand-not-available', 'demand-in-fte', 'wisn-file-invalid', 'no-working-time', 'no-time-for-service']
/** What a projection may be refused with. */
export const projectionRefuses = ['nothing-loaded', 'unknown-area', 'unknown-staff-group', 'group-without-history', 'too-little-history', 'unit-not-published', ...demandRefuses]

export const projectionRoutes: readonly Route[] = [
  readRoute({
    url: '/api/projection', policy: 'figures', says: 'Supply, demand and gap of an area and staff group for the years ahead, with intervals, accuracy and a manifest', group: 'Projection', query: ProjectionRequest, answer: ProjectionAnswer, refuses: projectionRefuses,
    handle: async ({ house, viewer }, query) => {
      const done = await answerProjection(house, viewer, query)
      return isRefusal(done) ? done : done.answer
    },
  }),
  fileRoute({
    url: '/api/projection.csv', policy: 'figures', says: 'The same years as csv', group: 'Projection', query: ProjectionRequest, params: z.object({}), refuses: projectionRefuses,
    handle: async ({ house, viewer }, query) => {
      const done = await answerProjection(house, viewer, query)
      return isRefusal(done) ? done : writeProjectionCsv(done.answer)
    },
  }),
]
