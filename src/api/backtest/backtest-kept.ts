import type { Viewer } from '../../access/viewer.ts'
import type { BacktestAnswer } from '../../contract/backtest.ts'
import type { GroupHistory } from '../../dataset/history.ts'
import type { Backtest, BacktestSettings } from '../../scenario/backtest.ts'
import { canonicalText, modelVersion } from '../../scenario/manifest.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { backtestInThread } from './backtest-thread.ts'
import type { Place } from '../map/find-place.ts'
import { keepAnswer } from '../kept.ts'

export type Scoring = Pick<BacktestSettings, 'source' | 'unit' | 'horizon' | 'only' | 'called' | 'firstYear' | 'fewestStaff'>

/** A back-test as it was worked out once: on which data, when, and with which settings. */
export interface KeptScores { readonly scores: Backtest; readonly snapshot: string; readonly at: string; readonly settings: string }

// Raised when the same model on the same data can score otherwise: another baseline, another score.
const scoringVersion = 1

/** Score once per model, snapshot and settings, and keep the result with the records; what is kept answers from then on. One group alone is asked for by a projection. */
export function scoreOnce(house: House, viewer: Viewer, { area, snapshot }: Place, histories: readonly GroupHistory[], scoring: Scoring): Promise<KeptScores | Refusal> {
  const settings = canonicalText({ ...scoring, area: `${area.level}:${area.code}`, scoring: scoringVersion })
  return keepAnswer(house, viewer, snapshot, `backtest ${settings}`, async () => {
    const found = (await house.backtests.list(viewer, settings)).find((kept) => kept.model === modelVersion && kept.snapshot === snapshot)
    if (found) return { scores: JSON.parse(found.answer) as Backtest, snapshot, at: found.at, settings }
    const scores = await backtestInThread(histories, scoring)
    if (isRefusal(scores)) return scores
    const at = new Date().toISOString()
    await house.backtests.keep(viewer, { model: scores.model, snapshot, source: scoring.source, settings, at, answer: JSON.stringify(scores) })
    return { scores, snapshot, at, settings }
  })
}

/** What other versions of the model, or other data, scored with the same settings; newest first. */
export async function earlierResults(house: House, viewer: Viewer, { scores, snapshot, settings }: KeptScores): Promise<BacktestAnswer['earlier']> {
  const kept = await house.backtests.list(viewer, settings)
  return kept.filter((one) => one.model !== scores.model || one.snapshot !== snapshot).map((one) => ({
    model: one.model, snapshot: one.snapshot, at: one.at,
    overall: (JSON.parse(one.answer) as Backtest).overall.map(({ horizon, n, model, skill }) => ({ horizon, n, mape: model.mape, crps: model.crps, coverage80: model.coverage80, skill })),
  }))
}
