import { acrossFile } from '../../across-rows.ts'
import type { Fault, Rule } from '../../rule.ts'

/** Two columns under one heading that say different things. */
export const headingTwice: Rule = {
  id: 'heading-twice', severity: 'stop-file',
  says: 'Two columns have the same heading and different values',
  because: 'Nobody can know which of the two is meant, and taking the first would be a guess. Two columns that agree in every row are harmless.',
  check: acrossFile((read) => {
    const pairs = pairsOf(read.header ?? []).map(([first, second]) => ({ first, second, row: null as number | null }))
    return {
      see({ row, raw }) { for (const pair of pairs) if (pair.row === null && (raw[pair.first] ?? '').trim() !== (raw[pair.second] ?? '').trim()) pair.row = row },
      end: () => pairs.flatMap(({ first, second, row }): Fault[] => (row === null ? []
        : [{ row, column: read.header?.[first]?.trim() ?? null, found: `columns ${first + 1} and ${second + 1} under one heading, and they differ`, expected: 'one column for each heading', fte: null }])),
    }
  }),
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
