import type { Fan } from '../../contract/projection.ts'
import { sayNumber } from '../format.ts'

/** Say a gap (demand − supply) as people do: short by, over by, or no gap. */
export function sayGap(gap: number): string {
  const amount = sayNumber(Math.abs(gap))
  if (amount === '0') return 'no gap'
  return gap > 0 ? `short by ${amount}` : `over by ${amount}`
}

/** Say a gap with its unit; no gap needs none. */
export function sayGapIn(gap: number, unit: string): string {
  const words = sayGap(gap)
  return words === 'no gap' ? words : `${words} ${unit}`
}

/** Say the 80 % range of a gap in the direction of its median, so that both ends read the same way. */
export function sayGapRange(gap: Fan): string {
  const over = gap.p50 < 0 && sayNumber(gap.p50) !== '0'
  return over ? `${sayNumber(-gap.p90)} to ${sayNumber(-gap.p10)}` : sayRange(gap)
}

/** Say the 80 % range of a gap where no gap stands beside it: whether short or over is said with it, at both ends where they differ. */
export function sayGapRangeAlone(gap: Fan): string {
  if (gap.p10 < 0 && gap.p90 > 0) return `over by ${sayNumber(-gap.p10)} to short by ${sayNumber(gap.p90)}`
  return gap.p10 < 0 ? `over by ${sayNumber(-gap.p90)} to ${sayNumber(-gap.p10)}` : `short by ${sayRange(gap)}`
}

/** Say the 80 % range of anything else. */
export function sayRange(fan: Fan): string {
  return `${sayNumber(fan.p10)} to ${sayNumber(fan.p90)}`
}

/** Say whether the 80 % range includes no gap: then the direction is not known. */
export function includesNone(gap: Fan): boolean {
  return gap.p10 <= 0 && gap.p90 >= 0
}
