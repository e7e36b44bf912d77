import type { CalendarDate } from '../units/calendar-date.ts'

/** Rows of the reference tables (dataset/tables.ts: organisation, area, relation, succession), as plain values. */
export interface Validity {
  readonly source: string
  readonly valid_from: CalendarDate | null
  readonly valid_to: CalendarDate | null
  /** Edition or period in which the source showed the row. */
  readonly seen_at: CalendarDate | null
}
export interface OrganisationRow extends Validity { readonly code: string; readonly role: string; readonly name: string; readonly kind: string | null }
export interface AreaRow extends Validity { readonly level: string; readonly code: string; readonly name: string; readonly other_code: string | null }
export interface RelationRow extends Validity {
  readonly child_level: string
  readonly child_code: string
  readonly parent_level: string
  readonly parent_code: string
  readonly share: number
}
export interface SuccessionRow {
  readonly source: string
  readonly level: string
  readonly from_code: string
  readonly to_code: string
  /** First day of the successor. */
  readonly on_date: CalendarDate
  readonly share: number
  /** What a share rests on, where it is known. */
  readonly basis?: string | null
}

export interface MapRows {
  readonly organisations: readonly OrganisationRow[]
  readonly areas: readonly AreaRow[]
  readonly relations: readonly RelationRow[]
  readonly successions: readonly SuccessionRow[]
}

/** Who something belongs to on a map, and the share of it that does. */
export interface Parent {
  readonly level: string
  readonly code: string
  readonly share: number
  /** Source that says so, and the other parents named by sources seen further from the date. */
  readonly source: string
  readonly otherwise: readonly { readonly code: string; readonly source: string }[]
}

export const noMapRows: MapRows = { organisations: [], areas: [], relations: [], successions: [] }
