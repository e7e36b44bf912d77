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
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre backtest', 'cadre backtest --horizon 3 --csv > accuracy.csv'))
    .action((options: { source?: string; horizon: number }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await answerBacktest(house, viewer, options)
      return isRefusal(answer) ? answer : { json: answer, text: sayBacktest(answer), csv: writeBacktestCsv(answer).text, notes: answer.notes }
    }))
}

function sayBacktest(answer: BacktestAnswer): string {
  const names = Object.keys(answer.overall[0]?.baselines ?? {})
  const horizons = answer.overall.map(({ horizon }) => horizon)
  const skill = answer.series.map(({ name, horizons: rows }) => [name, ...horizons.map((horizon) => rows.find((row) => row.horizon === horizon)?.skill ?? null)])
  return [
    answer.summary, '',
    `All groups together (${answer.model}, ${answer.unit}, origins ${answer.origins[0]} to ${answer.origins.at(-1)})`, layTable(overallHeader(names), answer.overall.map((row) => overallRow(row, names)), 4),
    'The same with the declared breaks left in', layTable(overallHeader(names), answer.withBreaks.map((row) => overallRow(row, names)), 4),
    'Skill against drift by group and years ahead (above 0: better than drift)', layTable(['group', ...horizons.map(String)], skill, 3),
    `${answer.excluded.length} forecasts are left out because they cross a declared break; --json lists them.`,
  ].join('\n')
}

function overallHeader(names: readonly string[]): string[] {
  return ['ahead', 'n', 'MAPE', 'MASE', 'CRPS', '80 % held', ...names.flatMap((name) => [`MAPE ${name}`, `CRPS ${name}`]), 'skill']
}

function overallRow({ horizon, n, model, baselines, skill }: AccuracyRow, names: readonly string[]): (number | null)[] {
  return [horizon, n, model.mape, model.mase, model.crps, model.coverage80, ...names.flatMap((name) => [baselines[name]?.mape ?? null, baselines[name]?.crps ?? null]), skill]
}
