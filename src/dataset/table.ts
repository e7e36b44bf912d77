/** How a table is declared once: from it come types, validation, the data dictionary and templates. */
export type ColumnType = 'text' | 'number' | 'integer' | 'date' | 'boolean'

export interface Column {
  readonly name: string
  readonly type: ColumnType
  /** One sentence: what a value means. */
  readonly means: string
  /** Unit of a number: people, FTE, FTE days, per cent … */
  readonly unit?: string
  /** A required column is never null. */
  readonly required?: boolean
  /** Lowest and highest plausible value. */
  readonly min?: number
  readonly max?: number
  /** Closed list of values. */
  readonly values?: readonly string[]
  /** `personal` columns describe one person and are only in record-level tables. */
  readonly sensitivity?: 'open' | 'personal'
}

export interface Table {
  readonly name: string
  /** What one row is. */
  readonly grain: string
  readonly means: string
  /** Facts have a period and are replaced by period; references are dated rows. */
  readonly kind: 'fact' | 'reference'
  readonly columns: readonly Column[]
}

/** A cell as stored. Absences are null with a status column beside the number. */
export type Cell = string | number | boolean | null
export type Row = Record<string, Cell>
