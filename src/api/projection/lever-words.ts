import type { WhatIfAnswer } from '../../contract/what-if.ts'
import type { PlannedLever } from '../../scenario/lever-set.ts'
import type { PlannedTraining } from '../../scenario/training-plan.ts'
import { addMonths, sayMonth } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'

/** Say a lever: its change with sign and unit, where, from when, and how it grows. */
export function sayLever({ lever, kind, unit, times }: Pick<PlannedLever, 'lever' | 'unit' | 'times'> & { readonly kind: { readonly title: string } }, opening: string): string {
  const size = `${signed(lever.change)} ${unit}${lever.range === undefined ? '' : ` (${signed(lever.range.low)} to ${signed(lever.range.high)})`}`
  const where = [lever.programme, lever.profession, lever.area].filter((part) => part !== undefined).join(', ')
  const to = lever.toSector ?? [lever.toProfession, lever.toArea].filter((part) => part !== undefined).join(', ')
  const when = times.from === 0 ? 'from the start' : `from ${sayMonth(addMonths(opening, times.from + 1))}`
  return `${kind.title} ${size}${where === '' ? '' : `, ${where}`}${to === '' ? '' : ` to ${to}`}${factsOf(lever)}, ${when}${times.to === undefined ? '' : ` until ${sayMonth(addMonths(opening, times.to))}`}${times.ramp > 0 ? `, growing over ${times.ramp} months` : ''}`
}

/** What a lever rests on: whom it reaches, what moved work takes elsewhere, how much of it may move. */
function factsOf({ reaches, coefficient, ceiling }: PlannedLever['lever']): string {
  return `${reaches === undefined ? '' : `, among ${formatNumber(100 * reaches, 1)} % of the staff`}${coefficient === undefined ? '' : `, ${formatNumber(coefficient, decimalsOf(coefficient))} FTE there for one`}${ceiling === undefined ? '' : `, at most ${formatNumber(100 * ceiling, 0)} % of the work`}`
}

function signed(change: number): string {
  return `${change > 0 ? '+' : change < 0 ? '−' : ''}${formatNumber(Math.abs(change), decimalsOf(change))}`
}

/** As many decimals as the change has, at most three. */
function decimalsOf(change: number): number {
  return [0, 1, 2].find((decimals) => Number(change.toFixed(decimals)) === change) ?? 3
}

/** A programme year by year, with its levers. */
export function sayTraining({ facts, before, after, asked }: PlannedTraining, opening: string): WhatIfAnswer['training'][number] {
  return {
    programme: facts.id, provider: facts.provider,
    years: Array.from({ length: asked.length / 12 }, (_, year) => {
      const [places, turnedAway] = [yearOf(asked, year), yearOf(after.turnedAway, year)]
      return {
        year: Number(addMonths(opening, 12 * (year + 1)).slice(0, 4)), asked: places, started: places - turnedAway, turnedAway, qualified: yearOf(after.qualified, year), qualifiedBefore: yearOf(before.qualified, year),
        onCourse: after.onCourse[12 * year + 11]!, learnerWeeks: yearOf(after.learnerWeeks, year), capacity: facts.placementCapacity ?? null,
      }
    }),
  }
}

function yearOf(values: Float64Array, year: number): number {
  let sum = 0
  for (let month = 12 * year; month < 12 * year + 12; month++) sum += values[month]!
  return sum
}
