import type { ExploreFigure } from '../../contract/explore.ts'
import { formatNumber } from '../../units/format.ts'

/** A total and the parts that stand beside it. */
export interface Summed { readonly total: ExploreFigure | null; readonly parts: readonly (ExploreFigure | null)[] }

/** What the sums of a table are judged by. */
export interface SumsOf {
  readonly unit: string
  readonly decimals: number
  /** Whether parts add up, in words: `Adds up …` when they do. */
  readonly aggregates: string
  /** The figures come rounded from a view. */
  readonly rounded: boolean
  /** Networks overlap: an organisation may belong to several. */
  readonly overlaps: boolean
}

/** Say whether the parts of a table add up to its totals, and why not: hidden, not available, rounded, overlapping, or no sum at all. */
export function saySums(of: SumsOf, all: readonly Summed[]): string[] {
  const totals = all.filter(({ total }) => total?.value != null)
  if (totals.length === 0) return []
  const short = totals.filter((one) => !isSum(one))
  if (short.length === 0) return of.aggregates.startsWith('Adds up') ? [`The parts add up to the ${totals.length === 1 ? 'total' : 'totals'}.`] : [`The parts happen to add up here. ${of.aggregates}`]
  const [worst] = short.toSorted((one, other) => Math.abs(apart(other)) - Math.abs(apart(one)))
  return [...reasonsOf(of, short), ...(of.unit.startsWith('%') || / per /.test(of.unit) ? [] : [sayApart(of, worst!, short.length, totals.length)])]
}

/** Parts and total agree to what a sum of decimals can carry. */
function isSum(one: Summed): boolean {
  return !one.parts.some((part) => part !== null && part.value === null) && Math.abs(apart(one)) <= 1e-6 * Math.max(1, Math.abs(one.total?.value ?? 0))
}

/** Parts shown less the total. */
function apart({ total, parts }: Summed): number {
  return parts.reduce((sum, part) => sum + (part?.value ?? 0), 0) - (total?.value ?? 0)
}

function reasonsOf(of: SumsOf, short: readonly Summed[]): string[] {
  const parts = short.flatMap(({ parts: own }) => own)
  const counted = (status: ExploreFigure['status']): number => parts.filter((part) => part?.value === null && part.status === status).length
  const [hidden, absent] = [counted('suppressed'), counted('not-available')]
  return [
    ...(hidden > 0 ? [`Parts are hidden [c] to protect small numbers, and the totals hold them: the parts shown do not add up to the totals, on purpose.`] : []),
    ...(absent > 0 ? ['Parts are not available [x]: what is missing is not taken for nothing.'] : []),
    ...(of.rounded ? ['Figures are rounded one by one, so that sums may be a little off.'] : []),
    ...(of.overlaps ? ['Networks overlap: an organisation may belong to several, and counts in each.'] : []),
    ...(of.aggregates.startsWith('Adds up') ? [] : [of.aggregates]),
  ]
}

function sayApart(of: SumsOf, worst: Summed, short: number, all: number): string {
  const shown = (worst.total?.value ?? 0) + apart(worst)
  const where = all === 1 ? '' : short === all ? 'In every total; the furthest: ' : `In ${formatNumber(short, 0)} of ${formatNumber(all, 0)} totals; the furthest: `
  return `${where}${where === '' ? 'The' : 'the'} parts shown add up to ${formatNumber(shown, of.decimals)} ${of.unit}, the total is ${formatNumber(worst.total?.value ?? 0, of.decimals)}.`
}
