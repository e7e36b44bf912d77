import type { NodePath } from '../supply/system.ts'
import { addMonths } from '../units/calendar-date.ts'

/** Every person of a year, or of all years: start + joined − left − aged out + moved in − moved out = end. Units: people. */
export interface MoveAccountYear {
  readonly name: string
  readonly year: number
  readonly start: number
  readonly joined: number
  readonly left: number
  readonly agedOut: number
  readonly movedIn: number
  readonly movedOut: number
  readonly end: number
  readonly residual: number
}

/** Write down the account of each year of a node. */
export function moveAccounts(name: string, path: NodePath, opening: string): MoveAccountYear[] {
  return Array.from(path.joiners, (joined, year) => balanced({
    name, year: Number(addMonths(opening, 12 * (year + 1)).slice(0, 4)), start: path.heads[year]!, joined,
    left: path.leavers[year]!, agedOut: path.agedOut[year]!, movedIn: path.movedIn[year]!, movedOut: path.movedOut[year]!, end: path.heads[year + 1]!,
  }))
}

/** Account for everybody over all years, each profession by itself and all of them together. */
export function conservationOf(places: readonly { readonly name: string; readonly account: readonly MoveAccountYear[] }[]): MoveAccountYear[] {
  const whole = places.map(({ name, account }) => balanced({ ...sumOf(account), name, start: account[0]!.start, end: account.at(-1)!.end }))
  return [...whole, balanced({ ...sumOf(whole), name: 'All together', start: total(whole, 'start'), end: total(whole, 'end') })]
}

type Amounts = Omit<MoveAccountYear, 'residual'>

function sumOf(account: readonly MoveAccountYear[]): Amounts {
  return {
    name: '', year: account.at(-1)!.year, start: 0, end: 0,
    joined: total(account, 'joined'), left: total(account, 'left'), agedOut: total(account, 'agedOut'), movedIn: total(account, 'movedIn'), movedOut: total(account, 'movedOut'),
  }
}

function total(account: readonly MoveAccountYear[], of: 'start' | 'joined' | 'left' | 'agedOut' | 'movedIn' | 'movedOut' | 'end'): number {
  return account.reduce((sum, each) => sum + each[of], 0)
}

/** Everybody is accounted for, to the rounding of the arithmetic. Errors: throws when somebody is not (a bug). */
function balanced(amounts: Amounts): MoveAccountYear {
  const { name, year, start, joined, left, agedOut, movedIn, movedOut, end } = amounts
  const residual = start + joined - left - agedOut + movedIn - movedOut - end
  if (!(Math.abs(residual) <= 1e-9 * Math.max(1, start, end, joined, movedIn, movedOut))) throw new Error(`Accounting for ${name}: ${year} is off by ${residual} people of ${start}`)
  return { ...amounts, residual }
}
