import { sayNumber } from '../format.ts'

interface Rows {
  readonly read: number
  readonly loaded: number
  readonly quarantined: number
  readonly duplicate: number
}

/** Say what became of every row: read = loaded + quarantined + duplicate. */
export function sayRows(rows: Rows): string {
  const parts = [
    `${sayNumber(rows.loaded)} loaded`,
    ...(rows.quarantined > 0 ? [`${sayNumber(rows.quarantined)} quarantined`] : []),
    ...(rows.duplicate > 0 ? [`${sayNumber(rows.duplicate)} duplicate`] : []),
  ]
  return `${sayNumber(rows.read)} ${rows.read === 1 ? 'row' : 'rows'} read: ${parts.join(', ')}`
}

/** Say the sums that let a reader check a file against its publisher. */
export function saySums(sums: { readonly fte: number | null; readonly headcount: number | null }): string {
  const parts = [...(sums.fte === null ? [] : [`${sayNumber(sums.fte)} FTE`]), ...(sums.headcount === null ? [] : [`${sayNumber(sums.headcount)} people`])]
  return parts.length === 0 ? '' : `Sums: ${parts.join(', ')}`
}
