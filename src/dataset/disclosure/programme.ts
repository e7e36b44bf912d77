/** A linear programme: unknowns with least and most values, and rows that must equal a number. */
export interface ProgrammeLayout {
  readonly least: ArrayLike<number>
  /** Infinity for no bound. */
  readonly most: ArrayLike<number>
  readonly rows: readonly { readonly equals: number; readonly terms: readonly Term[] }[]
}
/** An unknown's place and what it is multiplied by. */
export type Term = readonly [unknown: number, times: number]

/** A programme kept in memory, asked again and again with other aims and bounds. */
export interface Programme {
  /** Say which weighted sum is sought; the one before is forgotten. */
  aim(terms: readonly Term[]): void
  /** The least or the most of that sum. Infinite when nothing bounds it; null when the solver did not finish; 'impossible' when no values keep to all rows and bounds. */
  best(towards: 'least' | 'most'): number | 'impossible' | null
  /** Values of the unknowns at the last best. */
  values(): Float64Array
  /** Change the least and the most of one unknown. */
  bound(unknown: number, least: number, most: number): void
  close(): void
}

/** Opens a programme; handed in from the edge, where the solver is loaded. */
export type OpenProgramme = (layout: ProgrammeLayout) => Programme
