import type { BacktestAnswer } from '../../contract/backtest.ts'
import type { AccuracyRow } from '../../contract/projection.ts'
import { amount, shown, words, type TableCell, type TableData } from '../figure/cell.ts'
import { sayNumber } from '../format.ts'

/** Words for the baselines. */
const baselineWords: Readonly<Record<string, string>> = {
  last: 'last value', drift: 'drift', driftUnbroken: 'drift of unbroken years', growth3: 'growth of 3 years', growth5: 'growth of 5 years', constantRates: 'rates of the last year',
}

/** Accuracy by years ahead: error, score, coverage, and skill against each baseline. */
export function horizonTable({ overall }: BacktestAnswer): TableData {
  const baselines = Object.keys(overall[0]?.baselines ?? {})
  return {
    columns: [
      { name: 'Years ahead' }, ...['Past runs', 'Error (MAPE), %', 'Middle error, %', 'All staff together, %', 'MASE', 'CRPS, %', 'In the 50 % range', 'In the 80 % range', 'In the 95 % range', 'Bias, %'].map(number),
      ...baselines.map((name) => number(`Skill against ${baselineWords[name] ?? name}`)),
    ],
    rows: overall.map((row) => [
      words(String(row.horizon)), amount(row.n), percentCell(row.model.mape), percentCell(row.model.medianError), percentCell(row.model.pooledError), amount(row.model.mase, 2), percentCell(row.model.crps, 2), percentCell(row.model.coverage50, 0), percentCell(row.model.coverage80, 0),
      percentCell(row.model.coverage95, 0), percentCell(row.model.bias), ...baselines.map((name) => skillCell(skillAgainst(row, name))),
    ]),
  }
}

/** Skill of each series against drift by years ahead, with a verdict. */
export function seriesTable({ overall, series }: BacktestAnswer): TableData {
  return {
    columns: [{ name: 'Series' }, ...overall.map(({ horizon }) => number(`Skill, ${horizon} ${horizon === 1 ? 'year' : 'years'} ahead`)), number('Error (MAPE) at the longest, %'), { name: 'Verdict' }],
    rows: series.map(({ name, horizons }) => {
      const wins = horizons.filter((row) => row.skill > 0).length
      const skills = overall.map(({ horizon }) => skillCell(horizons.find((row) => row.horizon === horizon)?.skill))
      return [words(name), ...skills, percentCell(horizons.at(-1)?.model.mape), words(wins === 0 ? 'does not beat drift' : `beats drift at ${wins} of ${horizons.length}`)]
    }),
  }
}

/** Planned and realised beside each other, by what is given and years ahead. */
export function realisedTable({ realised, givenWords }: BacktestAnswer): TableData {
  return {
    columns: [{ name: 'Given' }, ...['Years ahead', 'Past runs', 'MAPE planned, %', 'MAPE realised, %', 'CRPS planned, %', 'CRPS realised, %', 'Skill against drift, planned', 'Skill against drift, realised'].map(number)],
    rows: realised.map(({ given, horizon, n, plan, realised: came, drift }) => [
      words(givenWords[given]?.split(':')[0] ?? given), amount(horizon), amount(n), percentCell(plan.mape), percentCell(came.mape), percentCell(plan.crps, 2), percentCell(came.crps, 2),
      skillCell(drift.crps > 0 ? 1 - plan.crps / drift.crps : undefined), skillCell(drift.crps > 0 ? 1 - came.crps / drift.crps : undefined),
    ]),
  }
}

function skillAgainst(row: AccuracyRow, baseline: string): number | undefined {
  const crps = row.baselines[baseline]?.crps
  return crps === undefined || crps === 0 ? undefined : 1 - row.model.crps / crps
}

function number(name: string) {
  return { name, numeric: true }
}

function percentCell(share: number | undefined, decimals = 1): TableCell {
  return share === undefined ? amount(null) : shown(sayNumber(share * 100, decimals), share * 100)
}

function skillCell(skill: number | undefined): TableCell {
  return skill === undefined ? amount(null) : shown(sayNumber(skill, 2), skill)
}
