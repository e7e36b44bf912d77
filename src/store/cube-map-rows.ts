import type { Cell, Row } from '../dataset/table.ts'
import type { AreaRow, MapRows, OrganisationRow, RelationRow, SuccessionRow, Validity } from '../reference/map-rows.ts'
import type { CalendarDate } from '../units/calendar-date.ts'

type Select = (sql: string, parameters?: readonly Cell[]) => Promise<Row[]>

const validity = 'source, valid_from::VARCHAR AS valid_from, valid_to::VARCHAR AS valid_to, seen_at::VARCHAR AS seen_at'

/** Employers that records name and no list does: each is on the map by its code, so that a trust that loads nothing but its own records finds itself. */
const unlistedSql = `
  SELECT code, 'trust' AS role, code AS name, NULL AS kind, 'records' AS source, NULL AS valid_from, NULL AS valid_to, CASE WHEN (SELECT count(*) FROM organisation) = 0 THEN max(period_to)::VARCHAR END AS seen_at
  FROM (SELECT at_code AS code, max(period_to) AS period_to FROM staff WHERE at_level = 'organisation' GROUP BY 1 UNION ALL SELECT at_code, max(period_to) FROM establishment WHERE at_level = 'organisation' GROUP BY 1)
  WHERE code NOT IN (SELECT code FROM organisation) GROUP BY code ORDER BY code`

/** Read the reference tables of a snapshot; rows that differ only in the file they came from are one row. Employers that only records name come last. */
export async function readMapRows(select: Select): Promise<MapRows> {
  const [organisations, unlisted, areas, relations, successions] = await Promise.all([
    select(`SELECT DISTINCT code, role, name, kind, ${validity} FROM organisation ORDER BY ALL`),
    select(unlistedSql),
    select(`SELECT DISTINCT level, code, name, other_code, ${validity} FROM area ORDER BY ALL`),
    select(`SELECT DISTINCT child_level, child_code, parent_level, parent_code, share, ${validity} FROM relation ORDER BY ALL`),
    select('SELECT DISTINCT source, level, from_code, to_code, on_date::VARCHAR AS on_date, share FROM succession ORDER BY ALL'),
  ])
  return { organisations: [...organisations, ...unlisted].map(organisationFrom), areas: areas.map(areaFrom), relations: relations.map(relationFrom), successions: successions.map(successionFrom) }
}

/** The latest date the reference rows speak of: the map shown when nobody asks for a date. */
export function latestMapDate(rows: MapRows): CalendarDate {
  let latest = '1900-01-01'
  for (const row of [...rows.organisations, ...rows.areas, ...rows.relations]) for (const date of [row.seen_at, row.valid_from]) if (date !== null && date > latest) latest = date
  return latest
}

function organisationFrom(row: Row): OrganisationRow {
  return { code: String(row.code), role: String(row.role), name: String(row.name), kind: textOrNull(row.kind), ...validityFrom(row) }
}

function areaFrom(row: Row): AreaRow {
  return { level: String(row.level), code: String(row.code), name: String(row.name), other_code: textOrNull(row.other_code), ...validityFrom(row) }
}

function relationFrom(row: Row): RelationRow {
  return { child_level: String(row.child_level), child_code: String(row.child_code), parent_level: String(row.parent_level), parent_code: String(row.parent_code), share: Number(row.share), ...validityFrom(row) }
}

function successionFrom(row: Row): SuccessionRow {
  return { source: String(row.source), level: String(row.level), from_code: String(row.from_code), to_code: String(row.to_code), on_date: String(row.on_date), share: Number(row.share) }
}

function validityFrom(row: Row): Validity {
  return { source: String(row.source), valid_from: textOrNull(row.valid_from), valid_to: textOrNull(row.valid_to), seen_at: textOrNull(row.seen_at) }
}

function textOrNull(cell: Cell | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell)
}
