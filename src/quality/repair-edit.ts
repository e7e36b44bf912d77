/** Begins the person of a row whose person is not known: whoever held the position before, if somebody did. */
export const nobodyKnown = 'not known, row '

/** A post as the plan reads it. */
export interface RepairedPost { readonly person: string; readonly group: string; readonly profession: string; readonly age: number | null; readonly fte: number }

/** One row as it counts now and as it would count; null where it does not count. Whole rows, never parts: a repair is only thought of. */
export interface RowEdit {
  readonly level: string
  readonly organisation: string
  readonly month: string
  readonly assignment: string
  readonly before: RepairedPost | null
  readonly after: RepairedPost | null
}

/** What would plausibly put the rows of a finding right. `of` says how many rows the edits stand for: more than there are edits where they are too many to keep. */
export interface Repair { readonly says: string; readonly table: string; readonly of: number; readonly edits: readonly RowEdit[] }
