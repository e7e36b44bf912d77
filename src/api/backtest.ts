import { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import { BacktestAnswer, BacktestSources } from '../contract/backtest.ts'
import type { AccuracyRow, ProjectionAnswer } from '../contract/projection.ts'
import { backtestDefaults } from '../scenario/backtest.ts'
import { givenWords } from '../scenario/backtest-realised.ts'
import { backtestSeriesOf } from '../scenario/backtest-series.ts'
import type { House } from '../store/house.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { readBacktestSources, readSeries } from './backtest/backtest-histories.ts'
import { earlierResults, scoreOnce } from './backtest/backtest-kept.ts'
import { titleOfSeries } from './backtest/backtest-title.ts'
import type { Calibrated } from './rates/calibrated.ts'
import { writeCsv } from './csv.ts'
import type { Place } from './map/find-place.ts'
import { fileRoute, readRoute, type CsvFile, type Route } from './route.ts'

const BacktestRequest = z.object({
  source: z.string().optional().describe('Source of the series; the one with most series when left out'),
  horizon: z.coerce.number().int().min(1).max(10).default(5).describe('Most years ahead'),
})

/** Forecast a source's series from every past year, and compare with what happened and with the naive baselines. */
export async function answerBacktest(house: House, viewer: Viewer, request: { source?: string | undefined; horizon: number }): Promise<BacktestAnswer | Refusal> {
  const read = await readSeries(house, viewer, request.source)
  if (isRefusal(read)) return read
  const { source, called, unit, firstYear, fewestStaff } = read.series
  const scoring = { source, unit, horizon: request.horizon, only: null, called, firstYear, fewestStaff }
  const kept = await scoreOnce(house, viewer, read.place, read.histories, scoring)
  if (isRefusal(kept)) return kept
  const series = kept.scores.series.map((one) => ({ ...one, name: read.names.get(one.id) ?? one.name }))
  const title = await titleOfSeries(house, viewer, read.place, source)
  return { ...kept.scores, series, title, snapshot: kept.snapshot, at: kept.at, givenWords: { ...givenWords }, earlier: await earlierResults(house, viewer, kept) }
}

/** How past projections of one group of an area did, and which model was scored when; empty where there is too little history to know. */
export async function accuracyOf(
  house: House, viewer: Viewer, place: Place, groups: readonly Calibrated[], group: Calibrated, unit: 'fte' | 'headcount',
): Promise<Pick<ProjectionAnswer, 'accuracy' | 'accuracyFrom'>> {
  const { source } = group.history
  const same = groups.filter(({ history }) => history.source === source).map(({ history }) => history)
  const { called, firstYear, fewestStaff } = backtestSeriesOf('turnover')
  const kept = await scoreOnce(house, viewer, place, same, { source, unit, horizon: backtestDefaults.horizon, only: group.history.group, called, firstYear, fewestStaff })
  const series = isRefusal(kept) ? undefined : kept.scores.series.find(({ id }) => id === group.history.group)
  if (isRefusal(kept) || !series) return { accuracy: [], accuracyFrom: null }
  return { accuracy: series.horizons, accuracyFrom: { model: kept.scores.model, at: kept.at, snapshot: kept.snapshot, source } }
}

/** The scores as a csv file: one row per series and years ahead, the model first, then each baseline. */
export function writeBacktestCsv(answer: BacktestAnswer): CsvFile {
  const names = Object.keys(answer.overall[0]?.baselines ?? {})
  const scores = ['mape', 'medianError', 'pooledError', 'mase', 'crps', 'coverage50', 'coverage80', 'coverage95', 'bias'] as const
  const header = ['series', 'horizon', 'n', ...scores, ...names.flatMap((name) => scores.map((score) => `${name}_${score}`)), 'skill']
  const row = (name: string) => ({ horizon, n, model, baselines, skill }: AccuracyRow): (string | number | null)[] =>
    [name, horizon, n, ...scores.map((score) => model[score]), ...names.flatMap((other) => scores.map((score) => baselines[other]?.[score] ?? null)), skill]
  return { name: `backtest-${answer.source}.csv`, text: writeCsv(header, [...answer.overall.map(row('all groups together')), ...answer.series.flatMap(({ name, horizons }) => horizons.map(row(name)))]) }
}

const refuses = ['nothing-loaded', 'source-without-series', 'nothing-to-backtest']

export const backtestRoutes: readonly Route[] = [
  readRoute({
    url: '/api/backtest', policy: 'figures', says: 'How past projections would have done, by series and years ahead, beside naive baselines and earlier versions of the model', group: 'Projection', query: BacktestRequest, answer: BacktestAnswer, refuses,
    handle: ({ house, viewer }, query) => answerBacktest(house, viewer, query),
  }),
  readRoute({
    url: '/api/backtest/sources', policy: 'figures', says: 'The sources held whose series past projections can be scored on', group: 'Projection', query: z.object({}), answer: BacktestSources, refuses: ['nothing-loaded'],
    handle: ({ house, viewer }) => readBacktestSources(house, viewer),
  }),
  fileRoute({
    url: '/api/backtest.csv', policy: 'figures', says: 'The same scores as csv', group: 'Projection', query: BacktestRequest, params: z.object({}), refuses,
    handle: async ({ house, viewer }, query) => {
      const answer = await answerBacktest(house, viewer, query)
      return isRefusal(answer) ? answer : writeBacktestCsv(answer)
    },
  }),
]
