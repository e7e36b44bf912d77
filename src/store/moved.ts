import type { CataloguedFile } from './house.ts'

/** What is needed of a file to say what it moved. */
export type MovedFile = Pick<CataloguedFile, 'id' | 'table' | 'source' | 'rows' | 'sums' | 'sender' | 'places'>

/** What changed between two snapshots. `replaced` pairs the file that went with the one that came in its place. */
export interface Moved { readonly added: readonly MovedFile[]; readonly replaced: readonly (readonly [MovedFile, MovedFile])[]; readonly withdrawn: readonly MovedFile[] }

/** Say in words what a publication moved: `2 files added (staff_count +81,603 rows); 1 file replaced (no rows more or fewer, FTE +12.3)`. */
export function sayMoved(moved: Moved): string {
  const sentences = [
    moved.added.length > 0 ? `${files(moved.added.length)} added (${rowsByTable(moved.added, 1)})` : null,
    moved.replaced.length > 0 ? `${files(moved.replaced.length)} replaced (${sayReplaced(moved.replaced)})` : null,
    moved.withdrawn.length > 0 ? `${files(moved.withdrawn.length)} withdrawn (${rowsByTable(moved.withdrawn, -1)})` : null,
  ]
  return sentences.filter((sentence) => sentence !== null).join('; ')
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`
}

function rowsByTable(list: readonly MovedFile[], sign: 1 | -1): string {
  const rows = new Map<string, number>()
  for (const file of list) rows.set(file.table, (rows.get(file.table) ?? 0) + file.rows.loaded)
  return [...rows].map(([table, count]) => `${table} ${signed(sign * count, 0)} rows`).join(', ')
}

function sayReplaced(pairs: Moved['replaced']): string {
  const rows = pairs.reduce((sum, [before, after]) => sum + after.rows.loaded - before.rows.loaded, 0)
  const fte = pairs.filter(([before, after]) => before.sums.fte !== null && after.sums.fte !== null).reduce((sum, [before, after]) => sum + Number(after.sums.fte) - Number(before.sums.fte), 0)
  const some = pairs.some(([before, after]) => before.sums.fte !== null && after.sums.fte !== null)
  return [rows === 0 ? 'no rows more or fewer' : `${signed(rows, 0)} rows`, ...(some ? [`FTE ${signed(fte, 1)}`] : [])].join(', ')
}

function signed(value: number, places: number): string {
  const [whole = '', part] = Math.abs(value).toFixed(places).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${value < 0 ? '−' : '+'}${grouped}${part ? `.${part}` : ''}`
}
