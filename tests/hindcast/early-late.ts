import { backtestDefaults, scorePairs } from '../../src/scenario/backtest.ts'
import { originsOf } from '../../src/scenario/backtest-origins.ts'
import type { Scored } from '../../src/scenario/backtest-rows.ts'
import { backtestSeriesOf, withJudgedLeavers } from '../../src/scenario/backtest-series.ts'
import type { GroupHistory } from '../../src/dataset/history.ts'
import { addMonths } from '../../src/units/calendar-date.ts'
import { percent, table } from './accuracy-tables.ts'

/** A series, and the last outcome that a choice was allowed to see. */
export interface Split { readonly title: string; readonly source: string; readonly histories: readonly GroupHistory[]; readonly seenTo: string }

/** Score a judgement (half of a swing is left) beside what the groups themselves show, on the outcomes the choice was made with and on those after. */
export function earlyAndLate(splits: readonly Split[]): string[] {
  const rows = splits.flatMap((split) => {
    const [judged, learnt] = [scored(split, 0), scored(split, undefined)]
    return [['early', (pair: Scored) => outcome(pair) <= split.seenTo], ['late', (pair: Scored) => outcome(pair) > split.seenTo]].map(([name, counts]) => {
      const [before, after] = [judged, learnt].map((pairs) => sumUp(pairs.filter(counts as (pair: Scored) => boolean))) as [Sum, Sum]
      return [split.title, `${name as string}, ${name === 'early' ? 'to' : 'after'} ${split.seenTo.slice(0, 4)}`, before.n, percent(before.crps, 2), percent(after.crps, 2), before.held, after.held]
    })
  })
  return [
    '## How long a swing lasts, learnt from the groups',
    'Up to version 4 of the model half of every swing was left a year later, in every series. England’s groups keep more of it (0.71 to 0.84 by origin), organisations a fifth or less, and states next to nothing: there a year that differs from the whole says little of the next. Version 5 learns the share from all groups of an area together '
      + '(docs/method/uncertainty.md, levels and swings), starting from one half ± 0.2. The early outcomes of each series alone speak for it; both halves were in sight while it was worked out, so the late ones are a check and not a proof.',
    table(['series', 'outcomes', 'n', 'CRPS, half', 'CRPS, learnt', '50, 80, 95 % held, half', '50, 80, 95 % held, learnt'], rows),
    'Means over one to five years ahead, every year ahead counting the same. Starting from 0.3 ± 0.2, from ½ ± 0.1 or from nothing at all moved no figure of this table by more than a fortieth. A variance that gives old years less weight '
      + '(by a tenth a year) gained up to 7 % on England’s early outcomes and lost 2 % on its late ones; an error of the level tied to the last swing held 48 % and 77 % of England’s late outcomes where 50 % and 80 % were promised; levels from more than three years, and with weights for how long a swing lasts, lost in England. None was taken.',
  ]
}

interface Sum { readonly n: number; readonly crps: number; readonly held: string }

function scored({ source, histories, seenTo }: Split, persistenceError: number | undefined): Scored[] {
  const { unit, firstYear, fewestStaff, called } = backtestSeriesOf(source)
  const judged = histories.map(withJudgedLeavers)
  const calibration = persistenceError === undefined ? {} : { persistenceError }
  return scorePairs(judged, originsOf(judged, firstYear), { ...backtestDefaults, source, unit, firstYear, fewestStaff, called, horizon: 5, draws: 64, calibration }, false)
    .pairs.filter(({ series }) => !(series in backtestDefaults.notOverall) && seenTo !== '')
}

function outcome({ origin, horizon }: Scored): string {
  return addMonths(origin, 12 * horizon)
}

function sumUp(pairs: readonly Scored[]): Sum {
  const horizons = [...new Set(pairs.map(({ horizon }) => horizon))].sort((a, b) => a - b)
  const over = (of: (pair: Scored) => number) => mean(horizons.map((horizon) => mean(pairs.filter((pair) => pair.horizon === horizon).map(of))))
  const held = (name: 'inside50' | 'inside80' | 'inside95') => percent(over(({ model }) => (model[name] ? 1 : 0)), 0)
  return { n: pairs.length, crps: over(({ model, opening }) => model.crps / opening), held: [held('inside50'), held('inside80'), held('inside95')].join(', ') }
}

function mean(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total / values.length
}
