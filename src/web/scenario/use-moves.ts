import { useState } from 'react'
import { unitOf } from '../../scenario/scenario-lever.ts'
import { sayNumber } from '../format.ts'
import { readNumber } from '../read-number.ts'
import type { PlannedLever } from './central-messages.ts'

/** Where levers stand while a hand moves them, before they are kept. */
export interface Moves {
  /** What stands in the number field of a lever. */
  text(lever: PlannedLever): string
  move(id: string, text: string): void
  /** Go back to what is kept. */
  leave(id?: string): void
  /** Every lever as it stands now; one that cannot be read stands where it is kept. */
  readonly now: readonly PlannedLever[]
}

/** Follow the hand: what is typed or slid stands until it is kept, or left. */
export function useMoves(levers: readonly PlannedLever[]): Moves {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const standing = (lever: PlannedLever): string | undefined => (typed[lever.id] === undefined || readNumber(typed[lever.id]!) === lever.change ? undefined : typed[lever.id])
  return {
    text: (lever) => standing(lever) ?? sayPlain(lever.change),
    move: (id, text) => setTyped((before) => ({ ...before, [id]: text })),
    leave: (id) => setTyped((before) => (id === undefined ? {} : Object.fromEntries(Object.entries(before).filter(([name]) => name !== id)))),
    now: levers.map((lever) => {
      const text = standing(lever)
      return text === undefined || wrongWith(lever, text) !== null ? lever : { ...lever, change: readNumber(text)! }
    }),
  }
}

/** Say what is wrong with a change, in the words shown at its field. */
export function wrongWith(lever: Pick<PlannedLever, 'kind' | 'unit'>, text: string): string | null {
  const { low, high } = unitOf(lever) ?? { low: -100, high: 100 }
  const value = readNumber(text)
  return value === null || value < low || value > high ? `Enter a number between ${sayNumber(low)} and ${sayNumber(high)}` : null
}

/** A number as it is typed, with a true minus sign. */
export function sayPlain(value: number): string {
  return String(value).replace('-', '−')
}
