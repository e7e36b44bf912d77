import type { ReadFile } from '../ingest/source.ts'
import type { ReturnRow } from './each-row.ts'
import { numberOf } from './facts.ts'
import { keyTable } from './key-table.ts'
import { numberList, type NumberList } from './number-list.ts'
import { numbered } from './numbered.ts'
import { thingsOf } from './things.ts'

/** One position of a person, as much of it as rules about people look at. Units: FTE. */
export interface Position {
  /** Row number as a spreadsheet counts. */
  readonly row: number
  readonly fte: number | null
  readonly organisation: string
  readonly periodTo: string
  readonly birthMonth: string | null
  readonly sex: string | null
}

/** The people of a staff return, in the order first seen, each with the positions held at the month-end they are first seen at. An assignment said twice counts once. */
export interface People {
  /** Look at the next row. Rows come in their order; one that was shown before is not looked at again. */
  see(row: ReturnRow): void
  readonly count: number
  /** Number of positions of a person, 0 for a person of none that counts. */
  held(person: number): number
  positions(person: number): Position[]
  /** Row of the first position of a person who holds one. */
  firstRow(person: number): number
  /** Number of the person with this pseudonym, who is added without a position when new. */
  numberOf(pseudonym: string): number
  /** Number of the person with this pseudonym, -1 when nobody has it. */
  find(pseudonym: string): number
}

/** The people of a file, the same whichever rule asks. Units: about 35 bytes a person and 20 for each further position. */
export function peopleOf(read: ReadFile): People {
  const known = gathered.get(read)
  if (known) return known
  const made = gatherPeople(read)
  gathered.set(read, made)
  return made
}

const gathered = new WeakMap<ReadFile, People>()

function gatherPeople(read: ReadFile): People {
  const [things, people, kept] = [thingsOf(read), keyTable(2), packPositions()]
  /** By person: how many positions, and the last further one + 1; by further position: the one before it of the same person + 1. The first is kept under the person’s own number. */
  const [counts, lasts, nexts] = [numberList(), numberList(), numberList()]
  const further = packPositions()
  let [last, more] = [-1, 0]
  const add = (person: number, row: ReturnRow): void => {
    const count = counts.get(person)
    if (count === 0) kept.put(person, row)
    else if (kept.at(person).periodTo !== String(row.row.period_to)) return
    else {
      further.put(more, row)
      more += 1
      if (count > 1) nexts.set(more - 1, lasts.get(person))
      lasts.set(person, more)
    }
    counts.set(person, count + 1)
  }
  return {
    get count() { return people.size },
    held: (person) => counts.get(person),
    find: (pseudonym) => people.find(pseudonym),
    numberOf: (pseudonym) => people.numberOf(pseudonym),
    firstRow: (person) => kept.at(person).row,
    see(row) {
      if (row.of.row <= last) return
      last = row.of.row
      const { person } = row.row
      if (person === null || person === undefined || !things.seen(row).isNew) return
      add(people.numberOf(String(person)), row)
    },
    positions(person) {
      if (counts.get(person) === 0) return []
      const found: Position[] = []
      for (let left = counts.get(person) - 1, at = lasts.get(person) - 1; left > 0; left -= 1, at = nexts.get(at) - 1) found.push(further.at(at))
      return [kept.at(person), ...found.reverse()]
    },
  }
}

/** Positions by place, in a few bytes each. */
function packPositions(): { put(at: number, row: ReturnRow): void; at(at: number): Position } {
  const [rows, amounts, places, traits]: NumberList[] = [numberList(), numberList(), numberList(), numberList()]
  const [fte, place, trait] = [numbered<number | null>(), numbered<string>(), numbered<string>()]
  return {
    put(at, { of, row }) {
      rows!.set(at, of.row)
      amounts!.set(at, fte.numberOf(numberOf(row, 'fte')))
      places!.set(at, place.numberOf(`${String(row.period_to)}\n${String(row.at_code)}`))
      traits!.set(at, trait.numberOf(`${String(row.birth_month ?? '')}\n${String(row.sex ?? '')}`))
    },
    at(at) {
      const [periodTo, organisation] = place.valueOf(places!.get(at)).split('\n') as [string, string]
      const [birthMonth, sex] = trait.valueOf(traits!.get(at)).split('\n') as [string, string]
      return { row: rows!.get(at), fte: fte.valueOf(amounts!.get(at)), organisation, periodTo, birthMonth: birthMonth || null, sex: sex || null }
    },
  }
}
