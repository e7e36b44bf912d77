import type { KeyFigure } from '../../contract/overview.ts'
import { monthsBetween, sayDate } from '../../units/calendar-date.ts'

/** From this age in months on, a figure is marked as old. */
const old = 4

/** Say to when a figure goes and how old that is. Shape: `today` is null where dates are made up, so that nothing has an age. */
export function sayFreshness({ asOf, behind, status }: Pick<KeyFigure, 'asOf' | 'behind' | 'status'>, today: string | null): { says: string; isOld: boolean } {
  if (asOf === null) return { says: 'No date', isOld: false }
  const age = today === null ? 0 : monthsBetween(asOf, today)
  const parts = [
    `To ${sayDate(asOf)}`,
    ...(age >= old ? [`${age} months old`] : []),
    ...(behind !== null && behind > 0 ? [`${behind} ${behind === 1 ? 'month' : 'months'} behind the newest`] : []),
    ...(status === 'estimated' ? ['estimated'] : []),
  ]
  return { says: parts.join(', '), isOld: age >= old || (behind ?? 0) > 0 }
}
