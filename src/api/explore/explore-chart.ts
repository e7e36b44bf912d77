import type { ChartKind, ExploreAnswer, ExploreAxis } from '../../contract/explore.ts'

const places = new Set(['organisation', 'pcn', 'network', 'place', 'sub_icb', 'ics', 'region', 'nation', 'state', 'local_authority'])

/** Lines that can be told apart in one drawing, and marks on one line of dots. */
const mostTogether = 4
/** Fewest values a box, and fewest months limits of variation, are drawn from. Limits from fewer than twelve points move too much (Making Data Count). */
const fewestInBox = 8
const fewestForLimits = 12

/** Most areas that a map of tiles shows. */
const mostOnMap = 60

/**
 * Choose what a table may be drawn as, the best first: lines for time, bars for categories, dots, a funnel or a map for peers, a heat table for two categories.
 * `stacks`: the figures are amounts and none is missing, so that both sides of a pyramid can be drawn.
 */
export function chartsFor(rows: ExploreAxis, columns: ExploreAxis, stacks: boolean, peers: ExploreAnswer['peers'] = null): ChartKind[] {
  if (rows.dimension === '' || rows.items.length === 0) return []
  if (isTime(rows) || isTime(columns)) return overTime(isTime(rows) ? rows : columns, isTime(rows) ? columns : rows)
  return columns.dimension === '' ? [...ofOne(rows), ...amongPeers(rows, peers)] : ofTwo(rows, columns, stacks)
}

function isTime({ dimension }: ExploreAxis): boolean {
  return dimension === 'period'
}

/** Is a dimension a level of the map? Two dimensions together are not. */
export function isPlace(dimension: string): boolean {
  return places.has(dimension)
}

function overTime(time: ExploreAxis, other: ExploreAxis): ChartKind[] {
  if (time.items.length < 2) return other.dimension === '' ? ['bar'] : ofOne(other)
  if (other.dimension === '') return time.items.length >= fewestForLimits ? ['line', 'spc', 'bar'] : ['line', 'bar']
  return other.items.length <= mostTogether ? ['line', 'multiples', 'heat'] : ['multiples', 'heat']
}

function ofOne(rows: ExploreAxis): ChartKind[] {
  const box: ChartKind[] = rows.items.length >= fewestInBox ? ['box'] : []
  return isPlace(rows.dimension) ? ['dots', 'bar', ...box] : ['bar', 'dots']
}

/** A funnel where the size of enough places is known, a map where the rows are areas. */
function amongPeers(rows: ExploreAxis, peers: ExploreAnswer['peers']): ChartKind[] {
  if (peers === null) return []
  const funnel: ChartKind[] = (peers.size?.places ?? []).filter((place) => place !== null).length >= 3 ? ['funnel'] : []
  return [...funnel, ...(rows.dimension !== 'organisation' && rows.items.length <= mostOnMap ? ['map' as const] : [])]
}

function ofTwo(rows: ExploreAxis, columns: ExploreAxis, stacks: boolean): ChartKind[] {
  const dots: ChartKind[] = columns.items.length <= mostTogether ? ['dots'] : []
  const box: ChartKind[] = isPlace(rows.dimension) && rows.items.length >= fewestInBox ? ['box'] : []
  if (stacks && rows.dimension === 'age_band' && columns.dimension === 'sex' && columns.items.length === 2) return ['pyramid', 'heat', ...dots]
  return isPlace(rows.dimension) ? [...dots, 'heat', ...box] : ['heat', ...dots]
}
