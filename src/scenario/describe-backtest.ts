import type { AccuracyRow } from './backtest-rows.ts'

/** Say how past projections did, in one sentence: error, coverage, and whether drift was beaten. */
export function sayBacktest(overall: readonly AccuracyRow[], groups: number, [one, several]: readonly [string, string]): string {
  const [first, last] = [overall[0]!, overall.at(-1)!]
  const beaten = overall.filter((row) => row.skill > 0).map((row) => row.horizon)
  const against = beaten.length === overall.length ? 'It beat drift at every horizon'
    : beaten.length === 0 ? 'It did not beat drift at any horizon' : `It beat drift at ${beaten.length} of ${overall.length} horizons`
  const skewed = [first, last].some(({ model }) => model.mape > 2 * model.medianError && model.mape > 0.2)
  const middle = skewed ? `A few very large errors make the mean: the middle error was ${percent(first.model.medianError)} and ${percent(last.model.medianError)}, that of all staff together ${percent(first.model.pooledError)} and ${percent(last.model.pooledError)}. ` : ''
  return `Over ${groups === 1 ? `one ${one}` : `${groups} ${several}`} the projection was wrong by ${percent(first.model.mape)} ${ahead(first)} and by ${percent(last.model.mape)} ${ahead(last)} on average; `
    + `80 % intervals held ${percent(first.model.coverage80, 0)} and ${percent(last.model.coverage80, 0)} of outcomes. ${middle}${against}.`
}

function ahead(row: AccuracyRow): string {
  return row.horizon === 1 ? 'one year ahead' : `${row.horizon} years ahead`
}

function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`
}
