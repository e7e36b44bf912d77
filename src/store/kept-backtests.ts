import { reachesAll } from '../access/reach.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Records } from './records.ts'

/** Scores of past projections as they were worked out once. */
export interface KeptBacktest {
  /** Version of the model, and the snapshot it was scored on. */
  readonly model: string
  readonly snapshot: string
  readonly source: string
  /** All else that the scores are a function of. */
  readonly settings: string
  /** When, ISO 8601. */
  readonly at: string
  /** The scores as text, byte for byte. */
  readonly answer: string
}

export interface KeptBacktests {
  /** Every result of these settings, newest first, whatever the model and the snapshot. */
  list(viewer: Viewer, settings: string): Promise<KeptBacktest[]>
  /** Every result without its scores, newest first. */
  all(viewer: Viewer): Promise<Omit<KeptBacktest, 'answer' | 'settings'>[]>
  /** Keep a result, unless one of the same model, snapshot and settings is kept already. */
  keep(viewer: Viewer, made: KeptBacktest): Promise<void>
}

/** Open the kept back-tests of the records. They are only ever added to. */
export function openKeptBacktests(records: Records): KeptBacktests {
  return {
    list: (viewer, settings) => records.transaction(viewer, async (query) => {
      const rows = await query('select model, snapshot, source, settings, scored_at, answer from cadre.backtest where settings = $1 order by id desc', [settings])
      return rows.map((row) => ({
        model: String(row.model), snapshot: String(row.snapshot), source: String(row.source), settings: String(row.settings), at: String(row.scored_at), answer: String(row.answer),
      }))
    }),
    all: (viewer) => records.transaction(viewer, async (query) => (await query('select model, snapshot, source, scored_at from cadre.backtest order by id desc')).map((row) => ({ model: String(row.model), snapshot: String(row.snapshot), source: String(row.source), at: String(row.scored_at) }))),
    // Scores of a part of the records are nobody else's: they are worked out again when they are asked for again.
    keep: async (viewer, { model, snapshot, source, settings, at, answer }) => {
      if (!reachesAll(viewer.reach)) return
      await records.transaction(viewer, (query) => query(
        'insert into cadre.backtest (model, snapshot, source, settings, scored_at, answer) values ($1, $2, $3, $4, $5, $6) on conflict do nothing', [model, snapshot, source, settings, at, answer]))
      await records.flush()
    },
  }
}
