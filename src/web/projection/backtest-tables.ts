import type { BacktestAnswer } from '../../contract/backtest.ts'
import type { AccuracyRow } from '../../contract/projection.ts'
import { quoted } from '../../contract/query-command.ts'
import { amount, repeatable, repeatableShare, shown, words, type TableCell, type TableData } from '../figure/cell.ts'
import { sayNumber } from '../format.ts'

/** Words for the baselines. */
const baselineWords: Readonly<Record<string, string>> = {
  last: 'last value', drift: 'drift', driftUnbroken: 'drift of unbroken years', growth3: 'growth of 3 years', growth5: 'growth of 5 years', constantRates: 'rates of the last year',
}

/** The command that scores a source again, as many years ahead as the page asks. */
export function backtestCommand({ source }: Pick<BacktestAnswer, 'source'>): string {
  return `cadre backtest --source ${quoted(source)} --horizon ${backtestHorizon} --compare`
}

/** As many years ahead as the series allow, at most ten. */
export const backtestHorizon = '10'

/** Accuracy by years ahead: error, score, coverage, and skill against each baseline; skill against others than drift is reckoned here from the scores of both. */
export function horizonTable(answer: BacktestAnswer): TableData {
  const { overall } = answer
  const cells = cellsOf(answer, '/overall')
  const baselines = Object.keys(overall[0]?.baselines ?? {})
  return {
    columns: [
      { name: 'Years ahead' }, ...['Past runs', 'Error (MAPE), %', 'Middle error, %', 'All staff together, %', 'MASE', 'CRPS, %', 'In the 50 % range', 'In the 80 % range', 'In the 95 % range', 'Bias, %'].map(number),
      ...baselines.map((name) => number(`Skill against ${baselineWords[name] ?? name}`)),
    ],
    rows: overall.map((row, at) => {
      const score = (name: 'mape' | 'medianError' | 'pooledError' | 'crps' | 'coverage50' | 'coverage80' | 'coverage95' | 'bias', decimals = 1) => cells.percent(row.model[name], `/${at}/model/${name}`, decimals)
      return [
        words(String(row.horizon)), cells.plain(row.n, `/${at}/n`), score('mape'), score('medianError'), score('pooledError'), cells.plain(row.model.mase, `/${at}/model/mase`, 2), score('crps', 2), score('coverage50', 0), score('coverage80', 0), score('coverage95', 0), score('bias'),
        ...baselines.map((name) => (name === 'drift' ? cells.plain(row.skill, `/${at}/skill`, 2) : skillCell(skillAgainst(row, name)))),
      ]
    }),
  }
}

/** Skill of each series against drift by years ahead, with a verdict. */
export function seriesTable(answer: BacktestAnswer): TableData {
  const { overall, series } = answer
  const cells = cellsOf(answer, '/series')
  return {
    columns: [{ name: 'Series' }, ...overall.map(({ horizon }) => number(`Skill, ${horizon} ${horizon === 1 ? 'year' : 'years'} ahead`)), number('Error (MAPE) at the longest, %'), { name: 'Verdict' }],
    rows: series.map(({ name, horizons }, at) => {
      const wins = horizons.filter((row) => row.skill > 0).length
      const skills = overall.map(({ horizon }) => {
        const place = horizons.findIndex((row) => row.horizon === horizon)
        return cells.plain(horizons[place]?.skill ?? null, `/${at}/horizons/${place}/skill`, 2)
      })
      return [words(name), ...skills, cells.percent(horizons.at(-1)?.model.mape, `/${at}/horizons/${horizons.length - 1}/model/mape`), words(wins === 0 ? 'does not beat drift' : `beats drift at ${wins} of ${horizons.length}`)]
    }),
  }
}

/** Planned and realised beside each other, by what is given and years ahead; skill is reckoned here from the scores of both. */
export function realisedTable(answer: BacktestAnswer): TableData {
  const { realised, givenWords } = answer
  const cells = cellsOf(answer, '/realised')
  return {
    columns: [{ name: 'Given' }, ...['Years ahead', 'Past runs', 'MAPE planned, %', 'MAPE realised, %', 'CRPS planned, %', 'CRPS realised, %', 'Skill against drift, planned', 'Skill against drift, realised'].map(number)],
    rows: realised.map(({ given, horizon, n, plan, realised: came, drift }, at) => [
      words(givenWords[given]?.split(':')[0] ?? given), cells.plain(horizon, `/${at}/horizon`), cells.plain(n, `/${at}/n`), cells.percent(plan.mape, `/${at}/plan/mape`), cells.percent(came.mape, `/${at}/realised/mape`), cells.percent(plan.crps, `/${at}/plan/crps`, 2), cells.percent(came.crps, `/${at}/realised/crps`, 2),
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

/** Figures of the answer below `from`, as they stand and in per cent. */
function cellsOf(answer: BacktestAnswer, from: string) {
  const command = backtestCommand(answer)
  return {
    plain: (value: number | null, path: string, decimals = 0): TableCell => repeatable(amount(value, decimals), command, from + path),
    percent: (share: number | undefined, path: string, decimals = 1): TableCell => repeatableShare(amount(share === undefined ? null : share * 100, decimals), share, command, from + path),
  }
}

function skillCell(skill: number | undefined): TableCell {
  return skill === undefined ? amount(null) : shown(sayNumber(skill, 2), skill)
}
