import type { ReturnedFlow } from '../dataset/flows.ts'
import type { Row } from '../dataset/table.ts'
import type { AreaMap, MapNode } from '../reference/area-map.ts'
import { shareInside } from '../reference/map-walk.ts'
import { placeOn } from '../reference/placing.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { CubeContext } from './cube-context.ts'

/**
 * Read joiners and leavers that were counted before they reached us, for the area and what lies in it, of the periods that end within the dates;
 * the last period of each source when none is asked. Those of the area itself come first, then what lies in it, added up. They stand apart: nobody can say whom of the records they count.
 */
export async function readReturnedFlows(context: CubeContext, map: AreaMap, area: MapNode | null, from: CalendarDate | null, to: CalendarDate | null): Promise<ReturnedFlow[]> {
  const rows = await context.once('flow counts', () => context.select(`SELECT source, at_level, at_code, staff_group, period_from::VARCHAR AS period_from, period_to::VARCHAR AS period_to, flow, basis, headcount, fte, is_total FROM flow_count ORDER BY ALL`))
  const inside = rows.filter((row) => area === null || isInside(map, area, row))
  const last = new Map<string, string>()
  for (const row of inside) if (String(row.period_to) > (last.get(String(row.source)) ?? '')) last.set(String(row.source), String(row.period_to))
  const wanted = (row: Row) => (from === null && to === null ? row.period_to === last.get(String(row.source)) : String(row.period_to) > (from ?? '') && String(row.period_to) <= (to ?? '9999'))
  const found = inside.filter(wanted).map((row) => returnedFrom(map, row))
  const isOwn = ({ level, code }: ReturnedFlow) => area !== null && level === area.level && code === area.code
  return [...found.filter(isOwn), ...addedUp(found.filter((flow) => !isOwn(flow)))]
}

/** Add up what organisations inside the area counted, line by line; a line that lacks a number anywhere has none. */
function addedUp(flows: readonly ReturnedFlow[]): ReturnedFlow[] {
  const lines = Map.groupBy(flows, ({ source, level, staffGroup, from, to, flow, basis, total }) => [source, level, staffGroup, from, to, flow, basis, total].join('\u001f'))
  return [...lines.values()].map((line) => {
    const [first] = line
    const sum = (of: 'heads' | 'fte') => line.reduce<number | null>((total, one) => (total === null || one[of] === null ? null : total + one[of]), 0)
    return line.length === 1 ? first! : { ...first!, code: '', name: `${line.length} places`, heads: sum('heads'), fte: sum('fte') }
  })
}

function isInside(map: AreaMap, area: MapNode, row: Row): boolean {
  return placeOn(map, String(row.at_level), String(row.at_code)).some(({ node }) => (node.level === area.level && node.code === area.code) || shareInside(map, node, area) > 0)
}

function returnedFrom(map: AreaMap, row: Row): ReturnedFlow {
  const [level, code] = [String(row.at_level), String(row.at_code)]
  return {
    source: String(row.source), level, code, name: placeOn(map, level, code)[0]?.node.name ?? code, staffGroup: String(row.staff_group), from: String(row.period_from), to: String(row.period_to),
    flow: row.flow === 'joiners' ? 'joiners' : 'leavers', basis: String(row.basis), heads: numberOrNull(row.headcount), fte: numberOrNull(row.fte), total: row.is_total === true,
  }
}

function numberOrNull(cell: unknown): number | null {
  return cell === null || cell === undefined ? null : Number(cell)
}
