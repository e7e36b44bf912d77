import { formatNumber } from '../units/format.ts'

/** Say how many of something: `1 file`, `1,204 rows`, or the number alone. */
export function sayCount(count: number, noun?: string): string {
  const number = formatNumber(count, 0)
  if (noun === undefined) return number
  return `${number} ${noun}${count === 1 ? '' : 's'}`
}

/** Say a change with its sign; what rounds to nothing has none. */
export function saySigned(value: number, decimals: number): string {
  const text = formatNumber(Math.abs(value), decimals)
  return /^[0.]*$/.test(text) ? text : `${value > 0 ? '+' : '−'}${text}`
}
