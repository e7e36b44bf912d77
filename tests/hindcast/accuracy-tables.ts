import type { AccuracyRow, Scores } from '../../src/scenario/backtest-rows.ts'

/** Words for the baselines, in the order of the tables. */
export const baselineNames: Readonly<Record<string, string>> = {
  last: 'last value', drift: 'drift', driftUnbroken: 'drift, unbroken years', growth3: 'mean growth of 3 years', growth5: 'mean growth of 5 years', constantRates: 'rates of the last year',
}

/** One row per horizon and forecast, the projection first. */
export function scoreTable(rows: readonly AccuracyRow[], everything = true): string {
  const names = everything ? Object.keys(baselineNames) : ['drift', 'driftUnbroken', 'growth3']
  return table(
    ['years ahead', 'n', 'forecast', 'MAPE', 'middle error', 'all together', 'MASE', 'CRPS', '50 % holds', '80 % holds', '95 % holds', 'bias'],
    rows.flatMap((row) => [line(row, '**projection**', row.model), ...names.map((name) => line(row, baselineNames[name]!, row.baselines[name]!))]),
  )
}

function line(row: AccuracyRow, name: string, scores: Scores): (string | number)[] {
  return [row.horizon, row.n, name, percent(scores.mape), percent(scores.medianError), percent(scores.pooledError), scores.mase.toFixed(2), percent(scores.crps, 2), percent(scores.coverage50, 0), percent(scores.coverage80, 0), percent(scores.coverage95, 0), percent(scores.bias)]
}

export function percent(share: number, digits = 1): string {
  const text = (100 * share).toFixed(digits)
  return `${text.replace(/^-(0(\.0+)?)$/, '$1').replace('-', '−')} %`
}

export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n')
}

