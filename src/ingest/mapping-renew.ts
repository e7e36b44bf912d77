import type { Mapping } from './mapping.ts'

/**
 * Start from a mapping a person confirmed once, for a file whose headings have changed since: what still stands is kept, and
 * only columns that lost their heading take one from the proposal made from names. `header` is the file's, trimmed.
 */
export function renewMapping(confirmed: Mapping, proposed: Mapping, header: readonly string[]): Mapping {
  const there = new Set(header)
  const known = new Set([...Object.values(confirmed.columns), ...confirmed.ignore])
  const kept = Object.entries(confirmed.columns).filter(([, heading]) => there.has(heading))
  const given = new Set([...kept.map(([column]) => column), ...Object.keys(confirmed.constants)])
  const found = Object.entries(proposed.columns).filter(([column, heading]) => !given.has(column) && !known.has(heading))
  const columns = Object.fromEntries([...kept, ...found])
  const ignore = [...new Set([...confirmed.ignore.filter((heading) => there.has(heading)), ...proposed.ignore.filter((heading) => !known.has(heading))])]
  const placed = new Set([...Object.values(columns), ...ignore])
  return { ...confirmed, columns, values: { ...proposed.values, ...confirmed.values }, ignore, undecided: [...new Set(header.filter((heading) => heading !== '' && !placed.has(heading)))] }
}
