import type { Viewer } from '../access/viewer.ts'
import type { Moved, MovedFile } from '../contract/history.ts'
import type { TableName } from '../dataset/tables.ts'
import type { CataloguedFile, House } from '../store/house.ts'
import { fileVersionOf } from '../store/snapshot-id.ts'
import { formatNumber } from '../units/format.ts'
import { sayCount } from './say.ts'

/** Say what moved from one snapshot to another: files, rows, FTE and people, and by staff group. Null is nothing loaded. */
export async function movedBetween(house: House, viewer: Viewer, from: string | null, to: string | null): Promise<Moved> {
  const [before, after] = [from === null ? [] : await house.catalogue.files(viewer, from), to === null ? [] : await house.catalogue.files(viewer, to)]
  const [gone, come] = [without(before, after), without(after, before)]
  const [groupsBefore, groupsAfter] = [await groupsOf(house, viewer, from, gone), await groupsOf(house, viewer, to, come)]
  const pairs = [...gone.map((file) => ({ was: file, is: come.find((other) => coversSame(file, other)) ?? null })), ...come.filter((file) => !gone.some((other) => coversSame(other, file))).map((file) => ({ was: null, is: file }))]
  const files = pairs.map(({ was, is }) => sayMovedFile(was, is, groupsBefore.get(was?.id ?? '') ?? [], groupsAfter.get(is?.id ?? '') ?? []))
  return { from, to, summary: summarise(files), files }
}

function without(files: readonly CataloguedFile[], others: readonly CataloguedFile[]): CataloguedFile[] {
  const known = new Set(others.map(fileVersionOf))
  return files.filter((file) => !known.has(fileVersionOf(file)))
}

/** A file takes the place of one of its source, table and period, or of itself read anew. */
function coversSame(one: CataloguedFile, other: CataloguedFile): boolean {
  return one.id === other.id || (one.source === other.source && one.table === other.table && one.periodFrom === other.periodFrom && one.periodTo === other.periodTo)
}

type Amount = MovedFile['before']
interface Group extends Amount { readonly staffGroup: string | null }

/** What is summed in each table that has staff groups; numbers as decimals, so that no order of adding shows. */
const sums: Partial<Record<TableName, string>> = {
  staff: 'count(*) as rows, sum(cast(fte as decimal(24, 9))) as fte, count(distinct person) as headcount from staff where true',
  staff_count: 'count(*) as rows, sum(cast(fte as decimal(24, 9))) as fte, sum(headcount) as headcount from staff_count where is_total is not true',
  establishment: 'count(*) as rows, sum(cast(funded_fte as decimal(24, 9))) as fte, null as headcount from establishment where true',
}

/** Amounts by file and staff group. */
async function groupsOf(house: House, viewer: Viewer, snapshot: string | null, files: readonly CataloguedFile[]): Promise<Map<string, Group[]>> {
  const found = new Map<string, Group[]>()
  for (const [table, select] of Object.entries(sums)) {
    const ids = files.filter((file) => file.table === table).map(({ id }) => id)
    if (snapshot === null || ids.length === 0) continue
    const sql = `select file_id, staff_group, ${select} and file_id in (${ids.map((_, at) => `$${at + 1}`).join(', ')}) group by all order by all`
    for (const row of await house.lake.select(viewer, snapshot, sql, ids)) {
      const group = { staffGroup: row.staff_group as string | null, rows: Number(row.rows), fte: row.fte as number | null, headcount: row.headcount === null ? null : Number(row.headcount) }
      found.set(String(row.file_id), [...(found.get(String(row.file_id)) ?? []), group])
    }
  }
  return found
}

const nothing: Amount = { rows: 0, fte: null, headcount: null }

function sayMovedFile(was: CataloguedFile | null, is: CataloguedFile | null, before: readonly Group[], after: readonly Group[]): MovedFile {
  const { source, table, periodFrom, periodTo } = (is ?? was)!
  const names = [...new Set([...before, ...after].map(({ staffGroup }) => staffGroup))]
  const groups = names.map((staffGroup) => ({ staffGroup, before: amountOf(before, staffGroup), after: amountOf(after, staffGroup) }))
  return {
    source, table, periodFrom, periodTo, what: was && is ? 'replaced' : is ? 'added' : 'withdrawn', before: totalOf(was), after: totalOf(is),
    groups: groups.filter((group) => hasMoved(group.before, group.after)).toSorted((a, b) => sizeOf(b) - sizeOf(a)),
  }
}

function amountOf(groups: readonly Group[], name: string | null): Amount {
  const found = groups.find(({ staffGroup }) => staffGroup === name)
  return found ? { rows: found.rows, fte: found.fte, headcount: found.headcount } : nothing
}

function totalOf(file: CataloguedFile | null): Amount {
  return file ? { rows: file.rows.loaded, ...file.sums } : nothing
}

function hasMoved(before: Amount, after: Amount): boolean {
  return before.rows !== after.rows || before.fte !== after.fte || before.headcount !== after.headcount
}

function sizeOf({ before, after }: { before: Amount; after: Amount }): number {
  return Math.abs((after.fte ?? 0) - (before.fte ?? 0)) || Math.abs(after.rows - before.rows) / 1e6
}

function summarise(files: readonly MovedFile[]): string {
  if (files.length === 0) return 'Nothing moved.'
  const count = (what: MovedFile['what']): string[] => {
    const some = files.filter((file) => file.what === what).length
    return some === 0 ? [] : [`${sayCount(some, 'file')} ${what}`]
  }
  const rows = files.reduce((sum, { before, after }) => sum + after.rows - before.rows, 0)
  const corrected = files.filter(({ what, before, after }) => what === 'replaced' && before.fte !== null && after.fte !== null)
  const fte = corrected.reduce((sum, { before, after }) => sum + after.fte! - before.fte!, 0)
  return `${[...count('added'), ...count('replaced'), ...count('withdrawn')].join(', ')}: ${signed(rows, 0)} rows${corrected.length === 0 ? '' : `; ${signed(fte, 1)} FTE by correction`}.`
}

function signed(value: number, digits: number): string {
  return `${value > 0 ? '+' : ''}${formatNumber(value, digits)}`
}
