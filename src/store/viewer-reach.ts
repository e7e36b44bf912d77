import { isInForce, type Grant } from '../access/grant.ts'
import { reachOf, type Reach } from '../access/reach.ts'
import { roles, type Right } from '../access/role.ts'
import { localViewer } from '../access/viewer.ts'
import { tables } from '../dataset/tables.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import { openCube, type CubeContext } from './cube-context.ts'
import { literal } from './duckdb.ts'
import type { House } from './house.ts'
import { openSources } from './lake-reach.ts'

/** Whose records grants reach, on the live map through time. Before anything is loaded, the organisations named are all there is. */
export function readReach(house: House, grants: readonly Grant[], today: CalendarDate): Promise<Reach> {
  return reachBy(house, grants, ['records'], today)
}

/** The places over which grants give one of some rights, in the same way. */
export async function reachBy(house: House, grants: readonly Grant[], wanted: readonly Right[], today: CalendarDate): Promise<Reach> {
  const scopes = grants.filter((grant) => isInForce(grant, today) && roles[grant.role].rights.some((right) => wanted.includes(right))).map(({ scope }) => scope)
  if (scopes.every(({ kind }) => ['everything', 'organisation', 'programme'].includes(kind))) return reachOf(scopes, [])
  const context = await openCube(house, localViewer)
  if (isRefusal(context)) return reachOf(scopes, [])
  return context.once(`reach ${JSON.stringify(scopes)} ${today}`, async () => {
    const days = [...new Set([...await recordDays(context), today])].toSorted()
    const maps = []
    for (const day of days) maps.push(await context.mapOn(day))
    return reachOf(scopes, maps)
  })
}

/** Days on which records stand that are not open to everybody. */
function recordDays(context: CubeContext): Promise<CalendarDate[]> {
  return context.once('days of records', async () => {
    const dated = tables.filter(({ kind, columns }) => kind === 'fact' && columns.some(({ name }) => name === 'period_to'))
    const open = openSources.map(literal).join(', ')
    const rows = await context.select(dated.map(({ name }) => `select distinct period_to::varchar as day from ${name} ${name === 'staff' ? '' : `where source not in (${open})`}`).join(' union '))
    return rows.map(({ day }) => String(day))
  })
}
