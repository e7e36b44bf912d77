import { formatNumber } from '../units/format.ts'
import type { Fault } from './rule.ts'

/** A published total beside the sum of its parts. */
export interface TotalCheck {
  readonly row: number
  readonly column: string
  readonly total: number
  readonly parts: number
}

/** Keep the totals that differ from their parts by more than the tolerance, in the unit of the total. */
export function disagreements(checks: readonly TotalCheck[], tolerance: (total: number) => number): Fault[] {
  return checks.filter(({ total, parts }) => Math.abs(total - parts) > tolerance(total)).map(({ row, column, total, parts }) => (
    { row, column, found: `total ${formatNumber(total, 2)}`, expected: `${formatNumber(parts, 2)}, the sum of its parts`, fte: null }
  ))
}
