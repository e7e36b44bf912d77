import type { BoardTrend } from '../../contract/board.ts'
import type { KeyFigure } from '../../contract/overview.ts'
import { sayMonth } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'

/** What a board reads above each series: when it is higher than it always was, lower, or as ever. */
const titles: Readonly<Record<string, Readonly<Record<'up' | 'down' | 'flat', string>>>> = {
  sickness_absence_rate: { up: 'More staff are off sick than usual', down: 'Fewer staff are off sick than usual', flat: 'Sickness absence is as usual' },
  vacancy_rate: { up: 'More posts are vacant than usual', down: 'Fewer posts are vacant than usual', flat: 'Vacancies are as usual' },
  leaver_rate: { up: 'More staff leave than a year before', down: 'Fewer staff leave than a year before', flat: 'Staff leave about as often as a year before' },
  stability: { up: 'More staff stay than a year before', down: 'Fewer staff stay than a year before', flat: 'About as many staff stay as a year before' },
  fte: { up: 'Staff in post are more than usual', down: 'Staff in post are fewer than usual', flat: 'Staff in post are as usual' },
}

/** The key figure whose history a board is shown: what gets worse first, then what gets better, then what has limits of chance. Null where none has a history. */
export function boardTrend(figures: readonly KeyFigure[]): BoardTrend | null {
  const drawable = figures.filter(({ value, points, provenance }) => value !== null && provenance !== null && points.length > 1)
  const [chosen] = drawable.toSorted((one, other) => rankOf(one) - rankOf(other))
  return chosen === undefined ? null : sayTrend(chosen)
}

/** Limits are what lets a reader tell a change from chance, so figures with limits come before those without. */
function rankOf({ variation, measure }: KeyFigure): number {
  const { limits, meaning } = variation
  if (limits === null) return measure === 'leaver_rate' ? 6 : 7
  if (meaning === 'worsening') return 0
  if (meaning === 'improving') return 1
  return ['sickness_absence_rate', 'vacancy_rate'].indexOf(measure) >= 0 ? 2 : 3
}

function sayTrend({ measure, name, unit, value, asOf, points, variation, provenance }: KeyFigure): BoardTrend {
  const { direction, says, limits, meaning } = variation
  const amount = `${formatNumber(value ?? 0, unit.startsWith('%') ? 1 : 0)} ${unit}`
  return {
    measure, name, unit, direction, meaning, limits, points, provenance: provenance!,
    title: direction === 'unknown' ? `${name}: too early to say how it moves` : titles[measure]?.[direction] ?? name, verdict: `${amount}${asOf === null ? '' : ` in ${sayMonth(asOf)}`}. ${says}.`,
  }
}
