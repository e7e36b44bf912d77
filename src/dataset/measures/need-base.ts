import type { Basis } from '../basis.ts'

/** What staff are set against: an amount held for areas, of the date nearest to that of the staff. */
export interface NeedBase {
  /** What the amount is, to begin a sentence. */
  readonly name: string
  readonly basis: Basis
  /** For every so many of them. */
  readonly times: number
  /** What has to be loaded for it. */
  readonly needs: string
}
