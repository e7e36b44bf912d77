/** Cells of one field in the records of one organisation and month. `of` are the rows read, those held back among them. */
export interface FieldCells { readonly field: string; readonly usable: number; readonly of: number }

/** How a score is made, as pages and the command line say it. */
export const scoreFormula = 'Field: usable cells ÷ rows read × 100. A cell is usable when it is filled and read, no rule objects to it, and its row was not held back. Organisation: the plain mean of its fields. Not judged: fields of which the organisation has sent none in any month.'

/** Score a field from 0 to 100; null where nothing was read. */
export function fieldScore({ usable, of }: FieldCells): number | null {
  return of === 0 ? null : (100 * Math.max(0, Math.min(of, usable))) / of
}

/** Score an organisation: the mean of its fields that can be judged; null where none can. */
export function meanScore(fields: readonly FieldCells[]): number | null {
  const known = fields.flatMap((field) => fieldScore(field) ?? [])
  return known.length === 0 ? null : known.reduce((sum, score) => sum + score, 0) / known.length
}

/** Place of each among its peers, 1 the best; equals share a place. Null for those without a score, or without a peer. */
export function placeAmong(scores: readonly { readonly peer: string; readonly score: number | null }[]): { readonly rank: number | null; readonly peers: number }[] {
  return scores.map(({ peer, score }) => {
    const peers = scores.filter((other) => other.peer === peer && other.score !== null)
    return { rank: score === null || peers.length < 2 ? null : 1 + peers.filter((other) => other.score! > score).length, peers: peers.length }
  })
}
