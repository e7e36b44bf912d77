import type { Viewer } from '../access/viewer.ts'
import { tables } from '../dataset/tables.ts'
import type { House } from '../store/house.ts'
import { addMonths, monthsBetween, type CalendarDate } from '../units/calendar-date.ts'
import type { Holdings } from '../contract/holdings.ts'

type SourceMonths = Holdings['months'][number]

/** Say which source is held for which month: the last 24 months up to the newest period of any source up to `today` (projections lie beyond it), oldest first. */
export async function listHeldMonths(house: House, viewer: Viewer, snapshot: string, titles: ReadonlyMap<string, string>, today: CalendarDate): Promise<SourceMonths[]> {
  const facts = tables.filter(({ kind }) => kind === 'fact').map(({ name }) => `SELECT DISTINCT source, CAST(period_to AS VARCHAR) AS period_to FROM ${name}`)
  const rows = await house.lake.select(viewer, snapshot, `${facts.join(' UNION ')} ORDER BY source, period_to`)
  const held = new Map<string, CalendarDate[]>()
  for (const row of rows) held.set(String(row['source']), [...held.get(String(row['source'])) ?? [], String(row['period_to'])])
  const newest = [...held.values()].flat().filter((date) => date <= today).reduce((latest, date) => (date > latest ? date : latest), '')
  if (newest === '') return []
  const axis = Array.from({ length: shown }, (_, at) => addMonths(newest, at - shown + 1))
  return [...held].map(([source, dates]) => ({ source, title: titles.get(source) ?? source, periods: stateOfMonths(axis, dates) }))
}

const shown = 24

/**
 * Say the state of each month of `axis` for a source that is held for `dates` (sorted).
 * A month between the first and the last held is absent when the source’s own rhythm asks for it; outside them nothing is due.
 */
export function stateOfMonths(axis: readonly CalendarDate[], dates: readonly CalendarDate[]): SourceMonths['periods'] {
  const [first, last] = [dates[0] ?? '', dates.at(-1) ?? '']
  const rhythm = Math.min(...dates.slice(1).map((date, at) => monthsBetween(dates[at] ?? date, date)).filter((months) => months > 0))
  return axis.map((date) => {
    if (dates.some((held) => monthsBetween(held, date) === 0)) return { date, state: 'present' }
    const due = date > first && date < last && monthsBetween(first, date) % rhythm === 0
    return { date, state: due ? 'absent' : 'not-due' }
  })
}
