import { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import { BacktestAnswer } from '../contract/backtest.ts'
import type { AccuracyRow } from '../contract/projection.ts'
import { backtestDefaults, type Backtest, type BacktestSettings } from '../scenario/backtest.ts'
import type { House } from '../store/house.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { backtestInThread } from './backtest-thread.ts'
import { calibrateArea, type Calibrated } from './calibrated.ts'
import { writeCsv } from './csv.ts'
import { findPlace, type Place } from './find-place.ts'
import { keepAnswer } from './kept.ts'
import { fileRoute, readRoute, type CsvFile, type Route } from './route.ts'

const BacktestRequest = z.object({
  source: z.string().optional().describe('Source of the series; the one with most series when left out'),
  horizon: z.coerce.number().int().min(1).max(10).default(5).describe('Most years ahead'),
})

/** Forecast the nation's series from every past year, and compare with what happened and with the naive baselines. */
export async function answerBacktest(house: House, viewer: Viewer, request: { source?: string | undefined; horizon: number }): Promise<BacktestAnswer | Refusal> {
  const place = await findPlace(house, viewer, undefined)
  if (isRefusal(place)) return place
  const groups = await calibrateArea(house, viewer, place)
  if (isRefusal(groups)) return groups
  const source = request.source ?? commonest(groups)
  const held = groups.filter(({ history }) => history.source.includes(source))
  if (held.length === 0) return refuseSource(source, groups)
  return scoreOnce(house, viewer, place, held, { source, unit: 'fte', horizon: request.horizon, only: null })
}

/** How past projections of one group of an area did; empty where there is too little history to know. */
export async function accuracyOf(house: House, viewer: Viewer, place: Place, groups: readonly Calibrated[], group: Calibrated, unit: 'fte' | 'headcount'): Promise<readonly AccuracyRow[]> {
  const same = groups.filter(({ history }) => history.source === group.history.source)
  const done = await scoreOnce(house, viewer, place, same, { source: group.history.source, unit, horizon: backtestDefaults.horizon, only: group.history.group })
  const series = isRefusal(done) ? undefined : done.series.find(({ id }) => id === group.history.group)
  return series?.horizons ?? []
}

/** The scores as a csv file: one row per series and years ahead, the model first, then each baseline. */
export function writeBacktestCsv(answer: BacktestAnswer): CsvFile {
  const names = Object.keys(answer.overall[0]?.baselines ?? {})
  const scores = ['mape', 'mase', 'crps', 'coverage80'] as const
  const header = ['series', 'horizon', 'n', ...scores, ...names.flatMap((name) => scores.map((score) => `${name}_${score}`)), 'skill']
  const row = (name: string) => ({ horizon, n, model, baselines, skill }: AccuracyRow): (string | number | null)[] =>
    [name, horizon, n, ...scores.map((score) => model[score]), ...names.flatMap((other) => scores.map((score) => baselines[other]?.[score] ?? null)), skill]
  return { name: `backtest-${answer.source}.csv`, text: writeCsv(header, [...answer.overall.map(row('all groups together')), ...answer.series.flatMap(({ name, horizons }) => horizons.map(row(name)))]) }
}

type Scoring = Pick<BacktestSettings, 'source' | 'unit' | 'horizon' | 'only'>

/** Score once per snapshot; one group alone is asked for by a projection, all of them by the back-test. */
function scoreOnce(house: House, viewer: Viewer, { area, snapshot }: Place, groups: readonly Calibrated[], scoring: Scoring): Promise<Backtest | Refusal> {
  return keepAnswer(house, snapshot, `backtest ${viewer.id} ${area.level}:${area.code} ${JSON.stringify(scoring)}`, () => backtestInThread(groups.map(({ history }) => history), scoring))
}

/** The source that most series come from; of equals the first by name. */
function commonest(groups: readonly Calibrated[]): string {
  const counts = new Map<string, number>()
  for (const { history } of groups) counts.set(history.source, (counts.get(history.source) ?? 0) + (history.flows.length > 0 ? 1 : 0))
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? ''
}

function refuseSource(source: string, groups: readonly Calibrated[]): Refusal {
  const held = [...new Set(groups.map(({ history }) => history.source))].sort()
  return refuse('source-without-series', 'absent', {
    doing: 'Back-testing', found: source === '' ? 'no series of stocks and leavers is loaded' : `no series of the source “${source}” is loaded for the nation`,
    need: held.length === 0 ? 'Stocks and leavers of several years' : `One of the sources loaded: ${held.join('; ')}`, next: 'Load the published turnover series, or name a source that is loaded',
  })
}

const refuses = ['nothing-loaded', 'source-without-series', 'nothing-to-backtest']

export const backtestRoutes: readonly Route[] = [
  readRoute({
    url: '/api/backtest', says: 'How past projections would have done, by staff group and years ahead, beside naive baselines', group: 'Projection', query: BacktestRequest, answer: BacktestAnswer, refuses,
    handle: ({ house, viewer }, query) => answerBacktest(house, viewer, query),
  }),
  fileRoute({
    url: '/api/backtest.csv', says: 'The same scores as csv', group: 'Projection', query: BacktestRequest, params: z.object({}), refuses,
    handle: async ({ house, viewer }, query) => {
      const answer = await answerBacktest(house, viewer, query)
      return isRefusal(answer) ? answer : writeBacktestCsv(answer)
    },
  }),
]
