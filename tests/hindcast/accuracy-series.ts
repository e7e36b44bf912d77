import type { Backtest } from '../../src/scenario/backtest.ts'
import { givenWords, type Given } from '../../src/scenario/backtest-realised.ts'
import { baselineNames, percent, scoreTable, table } from './accuracy-tables.ts'

/** A back-test of a series beside England's staff groups. */
export interface OtherSeries { readonly title: string; readonly says: readonly string[]; readonly found: Backtest; /** Show the scores with the declared breaks left in. */ readonly leftIn?: boolean }

/** Plan skill and model skill apart: what of the error nobody could know, and what is the model's own. */
export function realisedSection(found: Backtest, depth = '##'): string[] {
  const kinds = [...new Set(found.realised.map(({ given }) => given))] as Given[]
  return [
    `${depth} Planned and realised`,
    'The same forecasts once more, with the years ahead given in part. *Planned* is the forecast as it was made (plan skill). *Realised* has the rates given as they came (model skill): what then remains is the model’s own error, and the rest is what nobody could know at the origin. The whole is not scored with its own growth given; a large group is itself a part of its whole, so for it more is given than for a small one.',
    ...kinds.flatMap((given) => [
      `Given ${givenWords[given]}.`,
      table(
        ['years ahead', 'n', 'MAPE, planned', 'MAPE, realised', 'CRPS, planned', 'CRPS, realised', 'skill against drift, planned', 'skill against drift, realised', 'bias, planned', 'bias, realised'],
        found.realised.filter((row) => row.given === given).map(({ horizon, n, plan, realised, drift }) => [
          horizon, n, percent(plan.mape), percent(realised.mape), percent(plan.crps, 2), percent(realised.crps, 2), percent(1 - plan.crps / drift.crps, 0), percent(1 - realised.crps / drift.crps, 0), percent(plan.bias), percent(realised.bias),
        ]),
      ),
    ]),
  ]
}

/** The section of one more series: what it is, its scores, which baselines it beats, and planned beside realised. */
export function otherSeries({ title, says, found, leftIn }: OtherSeries): string[] {
  return [
    `## ${title}`,
    [`- Origins: ${found.origins[0]!.slice(0, 4)} to ${found.origins.at(-1)!.slice(0, 4)}; ${found.overall.reduce((sum, row) => sum + row.n, 0)} forecasts of ${found.series.length} series; counted in ${found.unit === 'fte' ? 'FTE' : 'people'}. Scored with 64 draws here, with 200 by \`cadre backtest --source ${found.source}\`.`,
      ...says.map((line) => `- ${line}`), ...found.notes.filter((note) => note.startsWith('Leavers are') || note.startsWith('Nothing is')).map((note) => `- ${note}`),
      ...(found.excluded.length > 0 ? [`- ${found.excluded.length} spans that cross a declared break are left out: ${[...new Set(found.excluded.map(({ why }) => why))].join('; ')}.`] : [])].join('\n'),
    scoreTable(found.overall),
    `Over all series the projection beats ${Object.entries(baselineNames).map(([name, words]) => `${words} at ${beaten(found, name)} of ${found.overall.length} horizons`).join(', ')}.`,
    ...(leftIn ? ['### With the declared breaks left in', 'Neither the model nor the score knows of any break here.', scoreTable(found.withBreaks, false)] : []),
    ...realisedSection(found, '###'),
  ]
}

function beaten(found: Backtest, name: string): number {
  return found.overall.filter((row) => row.model.crps < row.baselines[name]!.crps).length
}
