import type { Viewer } from '../../access/viewer.ts'
import type { Row } from '../../dataset/table.ts'
import type { EarlierMonth, EarlierPeople } from '../../ingest/source.ts'
import { amountOf, groupOf } from '../../quality/amounts.ts'
import type { AcceptedFile } from '../../store/publish.ts'
import type { House } from '../../store/house.ts'

/** What is held of returns, by organisation, month-end and staff group: the rules that compare months are handed it. */
export async function earlierMonths(house: House, viewer: Viewer): Promise<EarlierMonth[]> {
  const live = await house.catalogue.live(viewer)
  if (live === null) return []
  const rows = await house.lake.select(viewer, live, `
    SELECT 'staff' AS kind, at_code, period_to::VARCHAR AS period_to, staff_group, sum(fte) AS fte, count(*)::INTEGER AS held FROM staff WHERE source = 'staff-return' GROUP BY ALL
    UNION ALL SELECT 'establishment', at_code, period_to::VARCHAR, staff_group, coalesce(sum(funded_fte), 0), count(*)::INTEGER FROM establishment WHERE source = 'establishment-return' GROUP BY ALL
    UNION ALL SELECT 'temporary', at_code, period_to::VARCHAR, staff_group, coalesce(sum(worked_fte), 0), count(*)::INTEGER FROM temporary WHERE source = 'temporary-return' GROUP BY ALL
    UNION ALL SELECT 'sickness', at_code, period_to::VARCHAR, coalesce(staff_group, 'all staff'), coalesce(sum(fte_days_available), 0), count(*)::INTEGER FROM sickness WHERE source = 'sickness-return' GROUP BY ALL
    UNION ALL SELECT 'staff_count', at_code, period_to::VARCHAR, staff_group, coalesce(sum(fte), 0), count(*)::INTEGER FROM staff_count WHERE source = 'staff-count-return' GROUP BY ALL ORDER BY ALL`)
  return rows.map((row) => ({
    table: row.kind as EarlierMonth['table'], organisation: String(row.at_code), periodTo: String(row.period_to), staffGroup: String(row.staff_group), fte: Number(row.fte), rows: Number(row.held),
  }))
}

/** People kept of each organisation, enough to see whether a numbering goes on. */
const sample = 200

/** A sample of the people held of each organisation at its last month-end. */
export async function earlierPeople(house: House, viewer: Viewer): Promise<EarlierPeople[]> {
  const live = await house.catalogue.live(viewer)
  if (live === null) return []
  const rows = await house.lake.select(viewer, live, `
    SELECT at_code, period_to::VARCHAR AS period_to, string_agg(person, ' ' ORDER BY person) AS people FROM (
      SELECT DISTINCT at_code, period_to, person, dense_rank() OVER (PARTITION BY at_code ORDER BY person) AS place FROM staff
      WHERE source = 'staff-return' AND (at_code, period_to) IN (SELECT (at_code, max(period_to)) FROM staff WHERE source = 'staff-return' GROUP BY at_code))
    WHERE place <= ${sample} GROUP BY ALL ORDER BY ALL`)
  return rows.map((row) => ({ organisation: String(row.at_code), periodTo: String(row.period_to), people: String(row.people).split(' ') }))
}

const compared = ['staff', 'establishment', 'temporary', 'sickness', 'staff_count'] as const

/** The same of a file that was just read, so that months that come together are compared with each other. */
export function monthsOf(file: AcceptedFile): readonly EarlierMonth[] {
  if (file.months) return file.months
  const table = compared.find((one) => one === file.table)
  if (table === undefined || !file.source.startsWith(`${table.replaceAll('_', '-')}-return-`)) return []
  const months = gatherMonths(table)
  for (const row of file.into.get(table) ?? []) months.see(row)
  return months.months()
}

/** Adds up what rows of a return add to the months held, one after the other. */
export function gatherMonths(table: EarlierMonth['table']): { see(row: Row): void; months(): EarlierMonth[] } {
  const months = new Map<string, EarlierMonth>()
  return {
    months: () => [...months.values()],
    see(row) {
      const [organisation, periodTo, staffGroup] = [String(row.at_code), String(row.period_to), groupOf(row)]
      const key = [organisation, periodTo, staffGroup].join('\n')
      const { fte, rows } = months.get(key) ?? { fte: 0, rows: 0 }
      months.set(key, { table, organisation, periodTo, staffGroup, fte: fte + amountOf(row), rows: rows + 1 })
    },
  }
}
