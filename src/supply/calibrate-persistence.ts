import { exactExp } from '../random/exp.ts'
import { exactLog } from '../random/log.ts'
import { exactSqrt } from '../random/sqrt.ts'
import { monthsBetween, type CalendarDate } from '../units/calendar-date.ts'
import { sum } from './calibrate-shrinkage.ts'

/** Yearly figures of one group, oldest first; years may be missing between them. */
export interface Swings {
  readonly years: readonly CalendarDate[]
  readonly values: readonly number[]
}

/** What is taken to be left of a swing a year later before any data: normal about `value`. An `error` of 0 is certain. */
export interface PersistencePrior { readonly value: number; readonly error: number }

/**
 * Find what share of one year's swing is left the next, from many groups at once: each swings about a level of its own by an amount of its own,
 * and all keep the same share.
 *
 * Groups with fewer than three years, or that never move, say nothing. Below 0 a year up is followed by a year down, as in sample surveys.
 *
 * Source: docs/method/uncertainty.md, levels and swings: posterior mean over a grid, from the residual likelihood of AR(1) swings (Patterson and
 * Thompson 1971, Biometrika 58:545–554), so that the levels, which are learnt from the same few years, do not pull it down.
 */
export function pooledPersistence(groups: readonly Swings[], prior: PersistencePrior): number {
  const telling = groups.filter(({ values }) => values.length >= 3 && spreadOf(values) > least)
  if (prior.error === 0 || telling.length === 0) return prior.value
  const logs = grid.map((share) => sum(telling.map((group) => residualLog(group, share))) - ((share - prior.value) / prior.error) ** 2 / 2)
  const most = Math.max(...logs)
  const weights = logs.map((log) => exactExp(log - most))
  return sum(grid.map((share, at) => share * weights[at]!)) / sum(weights)
}

// From −0.5 to 0.9 by 0.05: a swing that stays whole would be a level.
const grid = Array.from({ length: 29 }, (_, at) => (at - 10) / 20)

/** A group whose figures lie closer than this does not swing: what is left is the rounding of the arithmetic. */
const least = 1e-9

function spreadOf(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values)
}

/** Logarithm of the residual likelihood of one group for a share, its level and its variance taken out. */
function residualLog({ years, values }: Swings, share: number): number {
  let [lengths, products, squares, shrunk] = [1, values[0]!, values[0]! ** 2, 1]
  for (let at = 1; at < values.length; at++) {
    const left = powerOf(share, Math.round(monthsBetween(years[at - 1]!, years[at]!) / 12))
    const fresh = 1 - left * left
    const [level, value] = [(1 - left) / exactSqrt(fresh), (values[at]! - left * values[at - 1]!) / exactSqrt(fresh)]
    lengths += level * level
    products += level * value
    squares += value * value
    shrunk *= fresh
  }
  const rest = Math.max(squares - (products * products) / lengths, least * least)
  return -(exactLog(shrunk) + exactLog(lengths) + (values.length - 1) * exactLog(rest)) / 2
}

function powerOf(share: number, years: number): number {
  let left = share
  for (let year = 1; year < years; year++) left *= share
  return left
}
