import type { BoardAnswer } from '../../contract/board.ts'
import type { KeyFigure } from '../../contract/overview.ts'
import type { SnapshotRecord } from '../../store/house.ts'
import { monthsBetween, sayMonth } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import { sayChanges } from '../changed.ts'

type Change = BoardAnswer['changed'][number]

/** What changed, in the room a page has: staff in post and the rate that moved most, each against the month before; the newest data; and the figure that most employers are missing from. */
export function boardChanges(figures: readonly KeyFigure[], snapshots: readonly SnapshotRecord[]): Change[] {
  const moved = figures.flatMap((figure) => moveOf(figure) ?? [])
  const staff = moved.filter(({ measure }) => measure === 'fte')
  const [rate] = moved.filter(({ measure, size }) => measure !== 'fte' && size > 0).toSorted((one, other) => other.size - one.size)
  const data = sayChanges(snapshots).slice(0, 1).map((one) => ({ ...one, what: one.what.split(' (')[0]! }))
  return [...staff.map(({ change }) => change), ...(rate === undefined ? [] : [rate.change]), ...data, ...latest(figures)]
}

interface Move { readonly measure: string; /** Change as a share of the value. */ readonly size: number; readonly change: Change }

/** A figure against the month before it; null where there is none, or where the two are not a month apart. */
function moveOf({ measure, name, unit, value, points }: KeyFigure): Move | null {
  const [before, last] = points.slice(-2)
  if (value === null || before === undefined || last === undefined || monthsBetween(before.date, last.date) !== 1) return null
  const isRate = unit.startsWith('%')
  const difference = last.value - before.value
  const decimals = isRate ? 1 : 0
  const printed = formatNumber(Math.abs(difference), decimals)
  const amount = /^[0.,]*$/.test(printed) ? 'No change' : `${difference > 0 ? '+' : '−'}${printed} ${isRate ? 'points' : unit}`
  const say = (of: number): string => `${formatNumber(of, decimals)} ${unit}`
  return { measure, size: amount === 'No change' ? 0 : Math.abs(difference / (before.value || 1)), change: { amount, what: `${name}, ${sayMonth(last.date)}`, why: `${say(last.value)}; ${say(before.value)} in ${sayMonth(before.date)}` } }
}

/** The figure that the largest share of employers is missing from. */
function latest(figures: readonly KeyFigure[]): Change[] {
  const lacking = figures.flatMap(({ name, coverage }) => (coverage === null || coverage.held >= coverage.expected ? [] : [{ name, coverage }]))
  const [most] = lacking.toSorted((one, other) => one.coverage.held / one.coverage.expected - other.coverage.held / other.coverage.expected)
  return most === undefined ? [] : [{ amount: `${most.coverage.expected - most.coverage.held} of ${most.coverage.expected}`, what: `employers are not in: ${most.name}`, why: most.coverage.says }]
}
