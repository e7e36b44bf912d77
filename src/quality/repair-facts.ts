import type { Row } from '../dataset/table.ts'
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

/** Gather what is usual in the rows of a file that can be read. Ties go to the first in the alphabet. */
export function repairFacts(read: ReadFile): RepairFacts {
  const known = gathered.get(read)
  if (known) return known
  const rows = read.rows.flatMap(({ into }) => into.filter(({ table }) => table === read.table).map(({ row }) => row))
  const made = factsOf(rows)
  gathered.set(read, made)
  return made
}

const gathered = new WeakMap<ReadFile, RepairFacts>()

function factsOf(rows: readonly Row[]): RepairFacts {
  const pairs = rows.filter((row) => row.staff_group !== null && row.profession !== null)
  const by = (column: string): ((word: string) => string | null) => lookUp(() => [...Map.groupBy(pairs.filter((row) => typeof row[column] === 'string' && row[column] !== ''), (row) => String(row[column]))].map(([word, own]) => [word, mostCommon(own.map(pairOf))]))
  const [byOccupation, byProfession, byGroup] = [by('occupation_code'), by('profession'), by('staff_group')]
  const fte = lookUp(() => [...Map.groupBy(rows.filter((row) => typeof row.fte === 'number'), (row) => String(row.profession))].map(([word, own]) => [word, String(middle(own.map((row) => Number(row.fte))))]))
  return {
    organisation: mostCommon(rows.flatMap((row) => (typeof row.at_code === 'string' ? [row.at_code] : []))),
    month: mostCommon(rows.flatMap((row) => (typeof row.period_to === 'string' ? [row.period_to] : []))),
    groupOf: (row) => {
      const found = byOccupation(String(row.occupation_code ?? '')) ?? byProfession(String(row.profession ?? ''))
      const [group, profession] = found?.split('\n') ?? []
      return group === undefined || profession === undefined ? null : { group, profession }
    },
    professionIn: (group) => byGroup(group)?.split('\n')[1] ?? null,
    usualFte: (profession) => { const found = fte(profession); return found === null ? null : Number(found) },
  }
}

/** Staff group and profession of a row as one word. */
function pairOf(row: Row): string {
  return `${String(row.staff_group)}\n${String(row.profession)}`
}

/** A list that is only made when somebody asks. */
function lookUp(make: () => readonly (readonly [string, string | null])[]): (word: string) => string | null {
  let made: ReadonlyMap<string, string | null> | null = null
  return (word) => (made ??= new Map(make())).get(word) ?? null
}

function mostCommon(words: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
