import type { AreaMap } from '../reference/area-map.ts'
import { compareText } from '../reference/in-force.ts'
import { placeOn } from '../reference/placing.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { Row } from '../dataset/table.ts'
import type { CubeContext } from './cube-context.ts'
import { between } from './cube-holdings.ts'

/** The ledger and the staff record that are held against each other: one source each. */
export interface Pair { readonly ledger: string; readonly staff: string }

/** A place that takes part on a date, and the organisation of the map it belongs to. */
export interface Sender {
  readonly level: string
  readonly code: string
  /** `level:code` on the map: merged organisations are one, whichever code their files still carry. */
  readonly unit: string
  readonly date: CalendarDate
  /** Parts of the key that both sides record: any of cost_centre, profession, band. */
  readonly keeps: readonly KeyPart[]
  /** The staff record says who is away, and who is about to leave. */
  readonly saysAway: boolean
  readonly saysLeaving: boolean
}
export type KeyPart = (typeof keyParts)[number]
const keyParts = ['cost_centre', 'profession', 'band'] as const

/** A place left out of both sides, with why. */
export interface Lonely { readonly level: string; readonly code: string; readonly date: CalendarDate; readonly why: string }

export interface Sides { readonly senders: readonly Sender[]; readonly leftOut: readonly Lonely[] }

/**
 * Find who sent ledger and staff record both on each date. Who sent one without the other is left out of both sides, and named.
 *
 * Where one side still carries the codes of merged organisations and the other that of their successor, they are held against each other as one.
 */
export async function readSides(context: CubeContext, pair: Pair, dates: readonly CalendarDate[], map: AreaMap): Promise<Sides> {
  const [ledger, staff] = await Promise.all([presence(context, 'establishment', pair.ledger, dates), presence(context, 'staff', pair.staff, dates)])
  // Every area asks about the same senders.
  return context.once(`sides ${pair.ledger} ${pair.staff} ${dates.join(' ')} ${map.date}`, async () => {
    const sides = dates.map((date) => sidesOn(map, ledger.filter((row) => row.date === date), staff.filter((row) => row.date === date)))
    return { senders: sides.flatMap(({ senders }) => senders), leftOut: sides.flatMap(({ leftOut }) => leftOut) }
  })
}

/** Keep for every organisation only the parts of the key it records on all its dates. */
export function alikeOverDates(senders: readonly Sender[]): Sender[] {
  const common = commonParts(senders)
  return senders.map((sender) => ({ ...sender, keeps: common.get(sender.unit) ?? [] }))
}

interface Present { readonly level: string; readonly code: string; readonly date: CalendarDate; readonly parts: ReadonlySet<KeyPart>; readonly away: boolean; readonly leaving: boolean }

/** Places with figures, and what they record. */
function presence(context: CubeContext, table: 'establishment' | 'staff', source: string, dates: readonly CalendarDate[]): Promise<Present[]> {
  const said = table === 'staff' ? 'count(assignment_status) > 0 AS away, count(leave_date) > 0 AS leaving' : 'false AS away, false AS leaving'
  const amount = table === 'staff' ? 'fte' : 'funded_fte'
  const sql = `SELECT at_level, at_code, period_to::VARCHAR AS date, ${keyParts.map((part) => `count(${part}) > 0 AS ${part}`).join(', ')}, ${said} FROM ${table}
    WHERE source = $1 AND period_to IN (SELECT unnest(string_split($2, chr(31)))::DATE) GROUP BY at_level, at_code, period_to HAVING count(${amount}) > 0 ORDER BY 1, 2, 3`
  return context.once(`presence ${table} ${source} ${dates.join(' ')}`, async () => (await context.select(sql, [source, dates.join(between)])).map(presentOf))
}

function presentOf(row: Row): Present {
  return { level: String(row.at_level), code: String(row.at_code), date: String(row.date), parts: new Set(keyParts.filter((part) => row[part] === true)), away: row.away === true, leaving: row.leaving === true }
}

function sidesOn(map: AreaMap, ledger: readonly Present[], staff: readonly Present[]): Sides {
  const [ledgerBy, staffBy] = [ledger, staff].map((rows) => Map.groupBy(rows, ({ level, code }) => unitOf(map, level, code)))
  const units = [...new Set([...(ledgerBy?.keys() ?? []), ...(staffBy?.keys() ?? [])])].toSorted(compareText)
  const found = units.map((unit) => sidesOfUnit(unit, ledgerBy?.get(unit) ?? [], staffBy?.get(unit) ?? []))
  return { senders: found.flatMap(({ senders }) => senders), leftOut: found.flatMap(({ leftOut }) => leftOut) }
}

/** A unit's places take part when both sides have them, or when one side carries the successor's code alone. */
function sidesOfUnit(unit: string, ledger: readonly Present[], staff: readonly Present[]): Sides {
  const asOne = isWhole(unit, ledger) || isWhole(unit, staff)
  const hasBoth = ({ level, code }: Present) => [ledger, staff].every((rows) => rows.some((row) => row.level === level && row.code === code))
  const takesPart = (row: Present) => (asOne ? ledger.length > 0 && staff.length > 0 : hasBoth(row))
  const members = [...ledger.filter((row) => !staff.some((other) => other.level === row.level && other.code === row.code)), ...staff].filter(takesPart).toSorted((a, b) => compareText(a.code, b.code))
  const keeps = keyParts.filter((part) => [ledger, staff].every((rows) => rows.some((row) => takesPart(row) && row.parts.has(part))))
  const said = { saysAway: staff.some((row) => takesPart(row) && row.away), saysLeaving: staff.some((row) => takesPart(row) && row.leaving) }
  const lonely = [...ledger.map((row) => ({ row, why: 'Sent a ledger and no staff record' })), ...staff.map((row) => ({ row, why: 'Sent a staff record and no ledger' }))]
  return {
    senders: members.map(({ level, code, date }) => ({ level, code, unit, date, keeps, ...said })),
    leftOut: lonely.filter(({ row }) => !takesPart(row)).map(({ row: { level, code, date }, why }) => ({ level, code, date, why })),
  }
}

function isWhole(unit: string, rows: readonly Present[]): boolean {
  const [only, further] = rows
  return only !== undefined && further === undefined && `${only.level}:${only.code}` === unit
}

/** The organisation of the map a place belongs to whole; the place itself where the map does not know it, or splits it. */
function unitOf(map: AreaMap, level: string, code: string): string {
  const [only, further] = placeOn(map, level, code)
  return only !== undefined && further === undefined && only.share === 1 ? `${only.node.level}:${only.node.code}` : `${level}:${code}`
}

function commonParts(senders: readonly Sender[]): Map<string, KeyPart[]> {
  const common = new Map<string, KeyPart[]>()
  for (const { unit, keeps } of senders) common.set(unit, (common.get(unit) ?? [...keyParts]).filter((part) => keeps.includes(part)))
  return common
}
