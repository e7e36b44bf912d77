import type { CalendarDate } from '../units/calendar-date.ts'
import type { ValueStatus } from '../units/status.ts'

/** Dimensions a request may split or filter by. Not every measure has every one; the answer says so. */
const dimensions = ['organisation', 'pcn', 'network', 'place', 'sub_icb', 'ics', 'region', 'nation', 'state', 'local_authority', 'sector', 'staff_group', 'profession', 'band', 'nationality', 'sex', 'age_band', 'reason', 'destination', 'ethnicity', 'disability', 'country_of_training', 'level_of_practice', 'contract_type', 'job_role', 'area_of_work', 'occupation_code', 'service', 'indicator', 'kind', 'period', 'source'] as const
export type Dimension = (typeof dimensions)[number]

/** One question about the dataset. CLI, API and page all build this one. */
export interface CubeRequest {
  readonly measure: string
  readonly by: readonly Dimension[]
  /** Filter values are codes or names; `area` takes any area or organisation, code or name, at any level. */
  readonly where: Readonly<Partial<Record<Dimension | 'area', string>>>
  /** A date (the latest stock or period ending on or before it is refused unless exact; null = the latest there is). */
  readonly at: CalendarDate | null
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
  /** Map of areas as of this date; null = as of the data. */
  readonly map: CalendarDate | null
  /** Where people of staff records count: with their employer (when left out) or where they work. */
  readonly basis?: 'employer' | 'host'
}

export interface CubeRow {
  /** One entry per dimension asked for: its code, or its published words where the field has no codes. A share has `declared` besides: of how many of the people of the row the answer is known, in per cent. */
  readonly [dimension: string]: string | number | null
  readonly value: number | null
  readonly status: ValueStatus
}

/** Where an answer comes from: what the provenance panel shows. */
export interface Provenance {
  readonly measure: string
  readonly definition: string
  readonly formula: string
  readonly sources: readonly { id: string; title: string; file: string; fileSha256: string; licence: string; importedAt: string; periodFrom: CalendarDate; periodTo: CalendarDate }[]
  readonly snapshot: string
  readonly asOf: CalendarDate
  readonly map: string
  /** Caveats a reader must know: proxies, breaks, net-of-moves, parts that do not sum. */
  readonly notes: readonly string[]
}

/**
 * `rows` never overlap, networks apart: adding them up counts nothing twice. Published totals over them stand in `totals`.
 * An organisation may belong to several networks; by network, the notes say that rows are not to be added up.
 * A dimension with a code has its name beside it as `<dimension>_name`.
 */
export interface CubeAnswer {
  readonly measure: string
  readonly name: string
  readonly unit: string
  readonly asOf: CalendarDate
  readonly summary: string
  readonly rows: readonly CubeRow[]
  readonly totals: readonly CubeRow[]
  readonly provenance: Provenance
}
