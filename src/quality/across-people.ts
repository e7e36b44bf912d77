import type { ReadFile } from '../ingest/source.ts'
import { acrossRows, type WatchingCheck } from './across-rows.ts'
import { faultOfRow, type Objection } from './each-row.ts'
import { peopleOf, type Position } from './people.ts'
import type { Fault } from './rule.ts'

/** Ask one question of every person of a staff return who holds so many positions or more, in the order first seen. */
export function acrossPeople(fewest: number, question: (read: ReadFile, positions: readonly Position[]) => readonly Fault[]): WatchingCheck {
  return acrossRows(['staff'], (read) => {
    const people = peopleOf(read)
    return {
      see: people.see,
      end() {
        const found: number[] = []
        for (let person = 0; person < people.count; person += 1) if (people.held(person) >= fewest) found.push(person)
        return found.toSorted((one, other) => people.firstRow(one) - people.firstRow(other)).flatMap((person) => question(read, people.positions(person)))
      },
    }
  })
}

/** Place an objection at the row of a position. */
export function faultAtPosition(read: ReadFile, position: Position, objection: Objection): Fault {
  return faultOfRow(read, position.row, position.fte, objection)
}
