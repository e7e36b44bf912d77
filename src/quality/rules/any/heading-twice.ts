import type { Fault, Rule } from '../../rule.ts'
import type { ReadFile } from '../../../ingest/source.ts'

/** Two columns under one heading that say different things. */
export const headingTwice: Rule = {
  id: 'heading-twice', severity: 'stop-file',
  says: 'Two columns have the same heading and different values',
  because: 'Nobody can know which of the two is meant, and taking the first would be a guess. Two columns that agree in every row are harmless.',
  check: (read) => pairsOf(read.header ?? []).flatMap(([first, second]) => disagreement(read, first, second)),
}

/** Positions of each heading that stands again further on; single letters and empty cells head nothing. */
function pairsOf(header: readonly string[]): [number, number][] {
  const seen = new Map<string, number>()
  const pairs: [number, number][] = []
  header.forEach((cell, at) => {
    const name = cell.trim()
    const before = seen.get(name)
    if (/^[a-z]?$/i.test(name)) return
    if (before === undefined) seen.set(name, at)
    else pairs.push([before, at])
  })
  return pairs
}

/** The first row in which the two columns differ, if there is one. */
function disagreement(read: ReadFile, first: number, second: number): Fault[] {
  const row = read.rows.find(({ raw }) => (raw[first] ?? '').trim() !== (raw[second] ?? '').trim())
  return row === undefined ? [] : [{ row: row.row, column: read.header?.[first]?.trim() ?? null, found: `columns ${first + 1} and ${second + 1} under one heading, and they differ`, expected: 'one column for each heading', fte: null }]
}
