import { Command, Option } from 'commander'
import { answerBacktest, writeBacktestCsv } from '../api/backtest.ts'
import type { BacktestAnswer } from '../contract/backtest.ts'
import type { AccuracyRow } from '../contract/projection.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { readWhole } from './read-option.ts'
import { layTable } from './table.ts'

/** `cadre backtest`: forecast from the past, and compare with what happened. */
export function backtestCommand(shop: Shop): Command {
  return new Command('backtest').description('Forecast from every past year with what was known then, and compare with what happened and with naive baselines')
    .option('--source <id>', 'source of the series; the one with most series when left out')
    .addOption(new Option('--horizon <n>', 'most years ahead').default(5).argParser(readWhole(1, 10)))
    .option('--compare', 'beside what earlier versions of the model, or earlier data, scored')
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre backtest', 'cadre backtest --horizon 3 --csv > accuracy.csv', 'cadre backtest --source us-nurses --horizon 10', 'cadre backtest --compare'))
    .action((options: { source?: string; horizon: number; compare?: true }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await answerBacktest(house, viewer, options)
      return isRefusal(answer) ? answer : { json: answer, text: options.compare ? sayComparison(answer) : sayBacktest(answer), csv: writeBacktestCsv(answer).text, notes: answer.notes }
    }))
}

function sayBacktest(answer: BacktestAnswer): string {
  const names = printed.filter((name) => name in (answer.overall[0]?.baselines ?? {}))
  const horizons = answer.overall.map(({ horizon }) => horizon)
  return [
    answer.summary, '',
    `${answer.title}: all together (${answer.model}, ${answer.unit}, origins ${answer.origins[0]} to ${answer.origins.at(-1)})`, layTable(overallHeader(names), answer.overall.map((row) => overallRow(row, names)), 2),
    ...(answer.excluded.length === 0 ? [] : ['The same with the declared breaks left in', layTable(overallHeader(names), answer.withBreaks.map((row) => overallRow(row, names)), 2)]),
    ...sayRealised(answer),
    ...names.flatMap((name) => [`Skill against ${baselineWords[name] ?? name}, by series and years ahead (above 0: better)`, layTable(['series', ...horizons.map(String)], skillRows(answer, name), 2)]),
    `${answer.excluded.length} forecasts are left out because they cross a declared break; --json lists them.`,
  ].join('\n')
}

/** Plan and realised apart: what of the error nobody could know at the origin, and what is the model's own. */
function sayRealised({ realised, givenWords }: BacktestAnswer): string[] {
  return [...new Set(realised.map(({ given }) => given))].flatMap((given) => [
    `Given ${givenWords[given] ?? given}`,
    layTable(['ahead', 'n', 'MAPE % planned', 'MAPE % realised', 'CRPS % planned', 'CRPS % realised', 'bias % planned', 'bias % realised'], realised.filter((row) => row.given === given)
      .map(({ horizon, n, plan, realised: came }) => [horizon, n, percent(plan.mape), percent(came.mape), percent(plan.crps), percent(came.crps), percent(plan.bias), percent(came.bias)]), 2),
  ])
}

/** This model beside every result kept for the same settings, newest first. */
function sayComparison(answer: BacktestAnswer): string {
  const now = { model: answer.model, snapshot: answer.snapshot, at: answer.at, overall: answer.overall.map(({ horizon, n, model, skill }) => ({ horizon, n, mape: model.mape, crps: model.crps, coverage80: model.coverage80, skill })) }
  const rows = [now, ...answer.earlier].flatMap(({ model, snapshot, at, overall }) => overall.map((row) => [model, snapshot, at.slice(0, 10), row.horizon, row.n, percent(row.mape), percent(row.crps), percent(row.coverage80), row.skill]))
  const none = answer.earlier.length === 0 ? ['No earlier result with these settings is kept: it will stand here once the model or the data change.'] : []
  return [`${answer.title}, by version of the model and data`, layTable(['model', 'data', 'scored', 'ahead', 'n', 'MAPE %', 'CRPS %', '80 % held %', 'skill against drift'], rows, 2), ...none].join('\n')
}

/** The baselines that are printed; all of them are in --json and --csv. */
const printed = ['last', 'drift', 'growth3', 'growth5', 'constantRates']
const baselineWords: Readonly<Record<string, string>> = { last: 'last value', drift: 'drift', growth3: 'growth of 3 years', growth5: 'growth of 5 years', constantRates: 'rates of the last year' }

/** Skill is 1 − CRPS ÷ CRPS of the baseline; a group never scored at a horizon is missing there. */
function skillRows({ overall, series }: BacktestAnswer, baseline: string): (string | number | null)[][] {
  const cells = (rows: readonly AccuracyRow[]): (number | null)[] => overall.map(({ horizon }) => skillOf(rows.find((row) => row.horizon === horizon), baseline))
  return [['All together', ...cells(overall)], ...series.map(({ name, horizons }) => [name, ...cells(horizons)])]
}

function skillOf(row: AccuracyRow | undefined, baseline: string): number | null {
  const crps = row?.baselines[baseline]?.crps
  return row === undefined || crps === undefined || crps === 0 ? null : 1 - row.model.crps / crps
}

function overallHeader(names: readonly string[]): string[] {
  return ['ahead', 'n', 'MAPE %', 'middle error %', 'all together %', 'MASE', 'CRPS %', '80 % held %', ...names.flatMap((name) => [`MAPE % ${baselineWords[name] ?? name}`, `CRPS % ${baselineWords[name] ?? name}`])]
}

/** Shares are printed as per cent, of the stock at the origin. */
function overallRow({ horizon, n, model, baselines }: AccuracyRow, names: readonly string[]): (number | null)[] {
  return [horizon, n, percent(model.mape), percent(model.medianError), percent(model.pooledError), model.mase, percent(model.crps), percent(model.coverage80), ...names.flatMap((name) => [percent(baselines[name]?.mape), percent(baselines[name]?.crps)])]
}

function percent(share: number | undefined): number | null {
  return share === undefined ? null : 100 * share
}
