import { InvalidArgumentError } from 'commander'
import { isCalendarDate } from '../units/calendar-date.ts'

/** Read a whole number within a range. */
export function readWhole(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^-?\d+$/.test(text) || value < min || value > max) throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`)
    return value
  }
}

/** Read a share such as 0.015, or 1.5% as people write it. */
export function readShare(min: number, max: number): (text: string) => number {
  return (text) => {
    const found = /^(-?\d*\.?\d+)(%?)$/.exec(text)
    const value = found ? Number(found[1]) / (found[2] === '%' ? 100 : 1) : Number.NaN
    if (!(value >= min && value <= max)) throw new InvalidArgumentError(`Give a share from ${min} to ${max}, for example 0.015 or 1.5%.`)
    return value
  }
}

/** Read a day that exists, as YYYY-MM-DD. */
export function readDate(text: string): string {
  if (!isCalendarDate(text)) throw new InvalidArgumentError('Give a day that exists, as YYYY-MM-DD.')
  return text
}

/** Read a number above 0. */
export function readAbove0(text: string): number {
  const value = Number(text)
  if (!/^\d*\.?\d+$/.test(text) || !(value > 0)) throw new InvalidArgumentError('Give a number above 0, for example 2.5.')
  return value
}
