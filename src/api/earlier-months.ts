import type { Viewer } from '../access/viewer.ts'
import type { EarlierMonth } from '../ingest/source.ts'
import type { AcceptedFile } from '../store/publish.ts'
import type { House } from '../store/house.ts'

/** What is held of returns, by organisation, month-end and staff group: the rules that compare months are handed it. */
export async function earlierMonths(house: House, viewer: Viewer): Promise<EarlierMonth[]> {
  const live = await house.catalogue.live(viewer)
  if (live === null) return []
  const rows = await house.lake.select(viewer, live, `
    SELECT 'staff' AS kind, at_code, period_to::VARCHAR AS period_to, staff_group, sum(fte) AS fte, count(*)::INTEGER AS held FROM staff WHERE source = 'staff-return' GROUP BY ALL
    UNION ALL SELECT 'establishment', at_code, period_to::VARCHAR, staff_group, coalesce(sum(funded_fte), 0), count(*)::INTEGER FROM establishment WHERE source = 'establishment-return' GROUP BY ALL ORDER BY ALL`)
  return rows.map((row) => ({
    table: row.kind === 'staff' ? 'staff' : 'establishment', organisation: String(row.at_code), periodTo: String(row.period_to), staffGroup: String(row.staff_group), fte: Number(row.fte), rows: Number(row.held),
  }))
}

/** The same of a file that was just read, so that months that come together are compared with each other. */
export function monthsOf(file: AcceptedFile): EarlierMonth[] {
  if (!file.source.startsWith(`${file.table}-return-`) || (file.table !== 'staff' && file.table !== 'establishment')) return []
  const { table } = file
  const months = new Map<string, EarlierMonth>()
  for (const row of file.into.get(table) ?? []) {
    const [organisation, periodTo, staffGroup] = [String(row.at_code), String(row.period_to), String(row.staff_group)]
    const key = [organisation, periodTo, staffGroup].join('\n')
    const { fte, rows } = months.get(key) ?? { fte: 0, rows: 0 }
    months.set(key, { table, organisation, periodTo, staffGroup, fte: fte + Number(row.fte ?? row.funded_fte ?? 0), rows: rows + 1 })
  }
  return [...months.values()]
}
