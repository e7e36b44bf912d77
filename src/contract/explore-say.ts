import { formatNumber } from '../units/format.ts'
import { absenceMarks } from '../units/status.ts'
import type { ExploreAnswer, ExploreFigure } from './explore.ts'

/** How figures of a measure are printed in a table: rates as the measure says, FTE with one decimal, people whole; an estimate carries [e], a share on how many of the people it rests. */
export function sayInTable(measure: ExploreAnswer['measure']): (figure: ExploreFigure | null) => string {
  const decimals = Math.min(measure.decimals, isRatio(measure) ? 2 : 1)
  return (figure) => (figure === null ? absenceMarks['not-applicable'] : figure.value === null ? markOf(figure) : `${formatNumber(figure.value, decimals)}${figure.status === 'estimated' ? ' [e]' : ''}${typeof figure.declared === 'number' ? ` (${formatNumber(figure.declared, 0)} % known)` : ''}`)
}

/** How they are printed in a drawing: amounts whole unless they are small. */
export function sayInChart(measure: ExploreAnswer['measure']): (figure: Pick<ExploreFigure, 'value' | 'status'>) => string {
  return (figure) => {
    if (figure.value === null) return markOf(figure)
    const small = !isRatio(measure) && Math.abs(figure.value) < 10 && !Number.isInteger(figure.value)
    return formatNumber(figure.value, isRatio(measure) ? Math.min(measure.decimals, 1) : small ? 1 : 0)
  }
}

/** Is a measure worked out anew for every part, so that parts are no sums? */
export function isRatio({ unit }: Pick<ExploreAnswer['measure'], 'unit'>): boolean {
  return unit.includes('%') || / per /.test(unit)
}

/** Name a measure and how it is split. */
export function sayQuestion({ measure, rows, columns }: ExploreAnswer): string {
  const by = [rows, columns].filter(({ dimension }) => dimension !== '').map(({ name }) => inSentence(name))
  const split = by.length === 2 && rows.dimension.includes(',') ? `${by[0]!.replace(' and ', ', ')} and ${by[1]}` : by.join(' and ')
  return by.length === 0 ? measure.name : `${measure.name} by ${split}`
}

function inSentence(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

function markOf({ status }: Pick<ExploreFigure, 'status'>): string {
  return status === 'ok' || status === 'estimated' ? absenceMarks['not-available'] : absenceMarks[status]
}
