import type { EstablishmentLine } from '../dataset/establishment-line.ts'
import type { Cell, Row } from '../dataset/table.ts'
import { awayStatuses } from '../dataset/vacancy-basis.ts'
import { canonicalGroup } from '../reference/staff-group-tree.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { CubeContext } from './cube-context.ts'
import { between } from './cube-holdings.ts'
import { alikeOverDates, type Pair, type Sender } from './establishment-sides.ts'

/** Lines of one date, and how many were left out on both sides because the ledger names them without an amount. */
export interface LinesRead { readonly lines: readonly EstablishmentLine[]; readonly withoutAmount: number }

/**
 * Read the lines of one date on which the ledger and the staff record of the senders meet.
 *
 * `before` are the senders of the month-ends that a post must have been vacant at to be long-vacant, this one included; empty for none.
 * Order: organisation, cost centre, staff group, profession, band.
 */
export async function readLines(context: CubeContext, pair: Pair, senders: readonly Sender[], before: readonly Sender[] = []): Promise<LinesRead> {
  const rows = await selectLines(context, pair, senders)
  const long = await readLongVacant(context, pair, senders, before)
  const said = new Map(senders.map((sender) => [sender.unit, sender]))
  const known = rows.filter((row) => row.unknown !== true)
  return { lines: known.map((row) => lineOf(row, said.get(String(row.unit)), long)), withoutAmount: rows.length - known.length }
}

/** Statement of the lines: both sides under one key, added up as decimals so that no order of rows changes a sum. */
const metSql = `WITH sides AS (SELECT unnest(string_split($3, chr(31))) AS at_level, unnest(string_split($4, chr(31))) AS at_code, unnest(string_split($5, chr(31))) AS unit,
    unnest(string_split($6, chr(31)))::DATE AS period_to, unnest(string_split($7, chr(31))) AS keeps),
  keyed AS (
    SELECT unit, period_to, cost_centre, staff_group, profession, band, keeps, ledger_code, funded_fte::DECIMAL(28, 12) AS funded, NULL::DECIMAL(28, 12) AS in_post, 0 AS positions,
      0::DECIMAL(28, 12) AS away, 0::DECIMAL(28, 12) AS leaving, funded_fte IS NULL AS unknown
    FROM establishment JOIN sides USING (at_level, at_code, period_to) WHERE source = $1
    UNION ALL
    SELECT unit, period_to, cost_centre, staff_group, profession, band, keeps, NULL, NULL, fte::DECIMAL(28, 12), 1,
      CASE WHEN assignment_status IN (${awayStatuses.map((status) => `'${status}'`).join(', ')}) THEN fte ELSE 0 END::DECIMAL(28, 12), CASE WHEN leave_date > period_to THEN fte ELSE 0 END::DECIMAL(28, 12), false
    FROM staff JOIN sides USING (at_level, at_code, period_to) WHERE source = $2),
  met AS (
    SELECT unit, period_to, CASE WHEN contains(keeps, 'cost_centre') THEN trim(cost_centre) END AS cost_centre, staff_group, CASE WHEN contains(keeps, 'profession') THEN profession END AS profession,
      CASE WHEN contains(keeps, 'band') THEN band END AS band, string_agg(DISTINCT ledger_code, ' ' ORDER BY ledger_code) AS ledger_codes, sum(funded)::DOUBLE AS funded, sum(in_post)::DOUBLE AS in_post,
      sum(positions)::INTEGER AS positions, sum(away)::DOUBLE AS away, sum(leaving)::DOUBLE AS leaving, bool_or(unknown) AS unknown
    FROM keyed GROUP BY ALL)`

function selectLines(context: CubeContext, pair: Pair, senders: readonly Sender[]): Promise<Row[]> {
  return context.select(`${metSql} SELECT * EXCLUDE (period_to) FROM met ORDER BY unit, cost_centre, staff_group, profession, band`, sidesParameters(pair, senders))
}

/** FTE vacant throughout by line; organisations without every month, or that record other parts of the key in some of them, are not in it. */
interface LongVacant { readonly units: ReadonlySet<string>; readonly byLine: ReadonlyMap<string, number> }

async function readLongVacant(context: CubeContext, pair: Pair, senders: readonly Sender[], before: readonly Sender[]): Promise<LongVacant> {
  const units = heldThroughout(senders, before)
  if (units.size === 0) return { units, byLine: new Map() }
  const own = before.filter(({ unit }) => units.has(unit))
  const months = new Set(own.map(({ date }) => date)).size
  const sql = `${metSql} SELECT unit, cost_centre, staff_group, profession, band, min(greatest(funded - coalesce(in_post, 0), 0)) AS vacant FROM met WHERE funded IS NOT NULL GROUP BY ALL HAVING count(*) = ${months} ORDER BY ALL`
  const rows = await context.select(sql, sidesParameters(pair, own))
  return { units, byLine: new Map(rows.map((row) => [keyOfLine(row), Number(row.vacant)])) }
}

function heldThroughout(senders: readonly Sender[], before: readonly Sender[]): ReadonlySet<string> {
  const dates = new Set(before.map(({ date }) => date))
  const now = new Map(senders.map(({ unit, keeps }) => [unit, keeps.join(' ')]))
  const alike = new Map(alikeOverDates(before).map(({ unit, keeps }) => [unit, keeps.join(' ')]))
  const held = Map.groupBy(before, ({ unit }) => unit)
  return new Set([...held].filter(([unit, own]) => new Set(own.map(({ date }) => date)).size === dates.size && now.get(unit) === alike.get(unit)).map(([unit]) => unit))
}

function sidesParameters({ ledger, staff }: Pair, senders: readonly Sender[]): Cell[] {
  const list = (of: (sender: Sender) => string | CalendarDate): string => senders.map(of).join(between)
  return [ledger, staff, list(({ level }) => level), list(({ code }) => code), list(({ unit }) => unit), list(({ date }) => date), list(({ keeps }) => keeps.join(' '))]
}

function lineOf(row: Row, sender: Sender | undefined, long: LongVacant): EstablishmentLine {
  const [level = '', organisation = ''] = [String(row.unit).split(':', 1)[0], String(row.unit).slice(String(row.unit).indexOf(':') + 1)]
  const text = (name: string): string | null => (row[name] === null ? null : String(row[name]))
  const number = (name: string): number | null => (row[name] === null ? null : Number(row[name]))
  return {
    level, organisation, costCentre: text('cost_centre'), staffGroup: canonicalGroup(String(row.staff_group)), profession: text('profession'), band: text('band'), ledgerCodes: text('ledger_codes') ?? '',
    funded: number('funded'), inPost: number('in_post'), positions: Number(row.positions), away: sender?.saysAway ? Number(row.away) : null, leavers: sender?.saysLeaving ? Number(row.leaving) : null,
    longVacant: long.units.has(String(row.unit)) ? (long.byLine.get(keyOfLine(row)) ?? 0) : null,
  }
}

function keyOfLine(row: Row): string {
  return ['unit', 'cost_centre', 'staff_group', 'profession', 'band'].map((name) => String(row[name] ?? '')).join(between)
}
