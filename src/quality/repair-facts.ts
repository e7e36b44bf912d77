import type { Cell, Row } from '../dataset/table.ts'
import type { ReadFile } from '../ingest/source.ts'

/** What is usual in a file: what a repair fills in where a row says nothing. Null where nothing is usual. */
export interface RepairFacts {
  readonly organisation: string | null
  readonly month: string | null
  /** Most common staff group and profession of an occupation code, a profession and a job role. */
  readonly groupOf: (row: Row) => { readonly group: string; readonly profession: string } | null
  /** Most common profession of a staff group. */
  readonly professionIn: (group: string) => string | null
  /** Middle FTE of the rows of a profession. */
  readonly usualFte: (profession: string) => number | null
}

/** Gather what is usual in the rows of a file that can be read. */
export function repairFacts(read: ReadFile): RepairFacts {
  const known = gathered.get(read)
  if (known) return known
  const gathering = gatherFacts()
  for (const { into } of read.rows) for (const { table, row } of into) if (table === read.table) gathering.see(row)
  const made = gathering.facts()
  gathered.set(read, made)
  return made
}

const gathered = new WeakMap<ReadFile, RepairFacts>()

/** Counts what stands on rows, one after the other. Ties go to the first in the alphabet. */
export function gatherFacts(): { see(row: Row): void; facts(): RepairFacts } {
  const [organisations, months]: Counts<string>[] = [new Map(), new Map()]
  const [byOccupation, byProfession, byGroup]: Map<string, Counts<string>>[] = [new Map(), new Map(), new Map()]
  const [amounts, usual] = [new Map<string, Counts<number>>(), new Map<string, number | null>()]
  const pairBy = (known: Map<string, Counts<string>>, word: Cell | undefined, pair: string): void => {
    if (typeof word === 'string' && word !== '') count(countsAt(known, word), pair)
  }
  return {
    see(row) {
      if (typeof row.at_code === 'string') count(organisations!, row.at_code)
      if (typeof row.period_to === 'string') count(months!, row.period_to)
      if (typeof row.fte === 'number') count(countsAt(amounts, String(row.profession)), row.fte)
      if (row.staff_group === null || row.profession === null) return
      const pair = `${String(row.staff_group)}\n${String(row.profession)}`
      pairBy(byOccupation!, row.occupation_code, pair)
      pairBy(byProfession!, row.profession, pair)
      pairBy(byGroup!, row.staff_group, pair)
    },
    facts: () => ({
      organisation: mostCommon(organisations!), month: mostCommon(months!),
      groupOf(row) {
        const found = mostCommon(byOccupation!.get(String(row.occupation_code ?? ''))) ?? mostCommon(byProfession!.get(String(row.profession ?? '')))
        const [group, profession] = found?.split('\n') ?? []
        return group === undefined || profession === undefined ? null : { group, profession }
      },
      professionIn: (group) => mostCommon(byGroup!.get(group))?.split('\n')[1] ?? null,
      usualFte: (profession) => {
        const known = usual.get(profession)
        if (known !== undefined) return known
        const made = middle(amounts.get(profession))
        usual.set(profession, made)
        return made
      },
    }),
  }
}

type Counts<T> = Map<T, number>

function count<T>(counts: Counts<T>, value: T): void {
  counts.set(value, (counts.get(value) ?? 0) + 1)
}

function countsAt<T>(known: Map<string, Counts<T>>, word: string): Counts<T> {
  const found = known.get(word)
  if (found) return found
  const made: Counts<T> = new Map()
  known.set(word, made)
  return made
}

function mostCommon(counts: Counts<string> = new Map()): string | null {
  let most: readonly [string, number] | null = null
  for (const [word, times] of counts) if (most === null || times > most[1] || (times === most[1] && word < most[0])) most = [word, times]
  return most?.[0] ?? null
}

/** The value half of the values lie below; of two in the middle the higher. */
function middle(counts: Counts<number> = new Map()): number | null {
  const all = [...counts].toSorted(([one], [other]) => one - other)
  let left = Math.floor(all.reduce((sum, [, times]) => sum + times, 0) / 2)
  for (const [value, times] of all) {
    if (left < times) return value
    left -= times
  }
  return null
}
