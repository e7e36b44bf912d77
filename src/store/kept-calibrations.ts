import type { Viewer } from '../access/viewer.ts'
import type { Records } from './records.ts'

/** Rates of an area as they were learnt once. */
export interface KeptCalibration {
  readonly snapshot: string
  /** Version of the model that learnt them. */
  readonly model: string
  /** `level:code`. */
  readonly area: string
  /** When, ISO 8601. */
  readonly at: string
  /** The rates as text, byte for byte. */
  readonly parameters: string
}

export interface KeptCalibrations {
  /** Every set of an area learnt from a snapshot, newest first, whatever the model. */
  list(viewer: Viewer, snapshot: string, area: string): Promise<KeptCalibration[]>
  /** Keep a set, unless one of the same snapshot, model and area is kept already. */
  keep(viewer: Viewer, made: KeptCalibration): Promise<void>
}

/** Open the kept calibrations of the records. They are only ever added to. */
export function openKeptCalibrations(records: Records): KeptCalibrations {
  return {
    list: (viewer, snapshot, area) => records.transaction(viewer, async (query) => {
      const rows = await query('select snapshot, model, area, kept_at, parameters from cadre.calibration where snapshot = $1 and area = $2 order by id desc', [snapshot, area])
      return rows.map((row) => ({ snapshot: String(row.snapshot), model: String(row.model), area: String(row.area), at: String(row.kept_at), parameters: String(row.parameters) }))
    }),
    keep: async (viewer, { snapshot, model, area, at, parameters }) => {
      await records.transaction(viewer, (query) => query(
        'insert into cadre.calibration (snapshot, model, area, kept_at, parameters) values ($1, $2, $3, $4, $5) on conflict do nothing', [snapshot, model, area, at, parameters]))
      await records.flush()
    },
  }
}
