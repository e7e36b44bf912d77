import type { SimpleLevers } from '../supply/parameters.ts'
import { formatNumber } from '../units/format.ts'
import { sayLevers } from './describe-levers.ts'
import type { Fan } from './uncertainty.ts'

/** Say where a projection ends, in one sentence, short or over, with its 80 % range. */
export function sayGap(last: { readonly year: number; readonly gap: Fan }, what: { readonly area: string; readonly group: string; readonly unit: 'fte' | 'headcount'; readonly levers?: SimpleLevers | undefined; readonly need?: string | undefined }): string {
  const moved = sayLevers(what.levers)
  return `${moved === null ? 'If nothing changes' : `With ${moved}`}, ${groupInSentence(what.group)} in ${what.area} would be ${saySize(last.gap, what.unit)} in ${last.year}. This is what today’s rates${moved === null ? '' : ', so moved,'} lead to${what.need === undefined ? '' : `, with need reckoned by ${what.need}`}, not a forecast of what must happen.`
}

/** Name a group inside a sentence: all of them are no name and lose their capital. */
export function groupInSentence(group: string): string {
  return group === 'All staff groups' ? 'all staff groups' : group
}

/** Say the size of a gap: `short by 12,300 FTE (80 % range 4,000 to 21,000)`; a range across zero says on which side each end lies. */
export function saySize(gap: Fan, unit: 'fte' | 'headcount'): string {
  const word = gap.p50 >= 0 ? 'short' : 'over'
  return `${word} by ${sayPeople(gap.p50)} ${unit === 'fte' ? 'FTE' : 'people'} (80 % range ${sayRange(gap, word)})`
}

function sayRange({ p10, p90 }: Fan, word: 'short' | 'over'): string {
  if (p10 >= 0 && word === 'short') return `${sayPeople(p10)} to ${sayPeople(p90)}`
  if (p90 <= 0 && word === 'over') return `${sayPeople(p90)} to ${sayPeople(p10)}`
  return `${side(p10)} to ${side(p90)}`
}

function side(gap: number): string {
  return `${gap < 0 ? 'over' : 'short'} by ${sayPeople(gap)}`
}

/** Three digits are as many as a projection can bear; small numbers are whole. */
export function sayPeople(amount: number): string {
  const size = Math.abs(amount)
  const step = size >= 10000 ? 100 : size >= 1000 ? 10 : 1
  return formatNumber(Math.round(size / step) * step, 0)
}
