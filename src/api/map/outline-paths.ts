import { readParts, type Point, type Ring } from './outline-places.ts'

/** An area as it is drawn: its path, and the middle of its largest part. Units: steps of the grid, y downwards. */
export interface DrawnArea { readonly code: string; readonly path: string; readonly x: number; readonly y: number }
export interface DrawnOutlines { readonly width: number; readonly height: number; readonly areas: readonly DrawnArea[] }

/** Steps of the grid along the longer side; how far a line may be moved from where it runs; and the smallest part of an area that is drawn beside its largest. Units: steps, square steps. */
const [gridSize, mostMoved, smallestPart] = [1000, 1.2, 12]

type Spot = readonly [x: number, y: number]

/**
 * Draw the outlines of areas as short paths. Corners are put on a grid and lines made simpler between the corners where areas meet, so that neighbours still share their border.
 *
 * An area whose outline is no GeoJSON polygon, or is smaller than a step of the grid, is not drawn. Holes are.
 * Shape: `outlines` is GeoJSON geometry text per code (longitude and latitude, WGS84; parts do not cross the 180th meridian).
 * Source: Douglas and Peucker 1973, along borders cut at their junctions.
 */
export function drawOutlines(outlines: ReadonlyMap<string, string>): DrawnOutlines | null {
  const parts = new Map([...outlines].map(([code, text]) => [code, readParts(text)]))
  const grid = gridFor([...parts.values()].flat(2))
  if (grid === null) return null
  const rings = new Map([...parts].map(([code, own]) => [code, worthDrawing(own.map((part) => part.flatMap((ring) => onGrid(ring, grid.place))))]))
  const meet = junctionsOf([...rings.values()].flat())
  const areas = [...rings].flatMap(([code, own]): DrawnArea[] => {
    const [largest] = own.toSorted((a, b) => Math.abs(twiceArea(b)) - Math.abs(twiceArea(a)))
    return largest === undefined ? [] : [{ code, path: own.map((ring) => writeRing(simplerRing(ring, meet))).join(''), ...middleOf(largest) }]
  })
  return { width: grid.width, height: grid.height, areas: areas.toSorted((a, b) => (a.code < b.code ? -1 : 1)) }
}

interface Grid { readonly width: number; readonly height: number; readonly place: (point: Point) => Spot }

/** Lay a grid over all points; longitudes are narrowed by the cosine of the middle latitude. Null without points. */
function gridFor(rings: readonly Ring[]): Grid | null {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const ring of rings) for (const [x, y] of ring) {
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  if (!Number.isFinite(west)) return null
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = gridSize / Math.max((east - west) * narrowing, north - south)
  if (!Number.isFinite(scale)) return null
  return { width: Math.ceil((east - west) * narrowing * scale), height: Math.ceil((north - south) * scale), place: ([x, y]) => [Math.round((x - west) * narrowing * scale), Math.round((north - y) * scale)] }
}

/** Put a ring on the grid, without its closing point and without repeats; none when nothing is left of it. */
function onGrid(ring: Ring, place: Grid['place']): Spot[][] {
  const spots: Spot[] = []
  for (const point of ring) {
    const spot = place(point)
    if (!same(spots.at(-1), spot)) spots.push(spot)
  }
  while (spots.length > 1 && same(spots[0], spots.at(-1)!)) spots.pop()
  return spots.length < 3 || twiceArea(spots) === 0 ? [] : [spots]
}

/** Rings of an area that can be seen: its largest part, other parts and holes that are not specks. Shape: `parts` is rings per part, the outer one first. */
function worthDrawing(parts: readonly (readonly Spot[][])[]): Spot[][] {
  const largest = Math.max(0, ...parts.map(([outer]) => (outer === undefined ? 0 : Math.abs(twiceArea(outer)))))
  return parts.flatMap(([outer, ...holes]) => {
    if (outer === undefined) return []
    const size = Math.abs(twiceArea(outer))
    return size < 2 * smallestPart && size < largest ? [] : [outer, ...holes.filter((hole) => Math.abs(twiceArea(hole)) >= 2 * smallestPart)]
  })
}

/** Spots from which lines lead to more than two others: there, areas meet. */
function junctionsOf(rings: readonly (readonly Spot[])[]): ReadonlySet<string> {
  const next = new Map<string, Set<string>>()
  const join = (from: Spot, to: Spot): void => {
    const known = next.get(keyOf(from))
    if (known === undefined) next.set(keyOf(from), new Set([keyOf(to)]))
    else known.add(keyOf(to))
  }
  for (const ring of rings) ring.forEach((spot, at) => {
    const after = ring[(at + 1) % ring.length]!
    join(spot, after)
    join(after, spot)
  })
  return new Set([...next].flatMap(([key, others]) => (others.size > 2 ? [key] : [])))
}

/** Make a ring simpler, border by border between junctions. A ring without a junction is cut at its first corner and the one furthest from it. */
function simplerRing(ring: readonly Spot[], meet: ReadonlySet<string>): Spot[] {
  const cuts = ring.flatMap((spot, at) => (meet.has(keyOf(spot)) ? [at] : []))
  const corners = cuts.length > 1 ? cuts : twoCorners(ring, cuts[0])
  return corners.flatMap((from, at) => {
    const to = corners[at + 1] ?? corners[0]! + ring.length
    const border = Array.from({ length: to - from + 1 }, (_, step) => ring[(from + step) % ring.length]!)
    // Both neighbours simplify a border in the same direction, so that it stays one line.
    const isForward = compare(border[0]!, border.at(-1)!) < 0
    const simpler = simplerLine(isForward ? border : border.toReversed())
    return (isForward ? simpler : simpler.toReversed()).slice(0, -1)
  })
}

function twoCorners(ring: readonly Spot[], known: number | undefined): number[] {
  const first = known ?? ring.reduce((least, spot, at) => (compare(spot, ring[least]!) < 0 ? at : least), 0)
  const furthest = ring.reduce((most, spot, at) => (distance(spot, ring[first]!) > distance(ring[most]!, ring[first]!) ? at : most), first)
  return [first, furthest].toSorted((a, b) => a - b)
}

/** Leave out every point that lies within `mostMoved` of the line without it; the ends stay. */
function simplerLine(line: readonly Spot[]): Spot[] {
  const kept = new Set([0, line.length - 1])
  const open: [number, number][] = [[0, line.length - 1]]
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span
    let [furthest, away] = [-1, mostMoved]
    for (let at = from + 1; at < to; at++) {
      const moved = offLine(line[at]!, line[from]!, line[to]!)
      if (moved > away) [furthest, away] = [at, moved]
    }
    if (furthest < 0) continue
    kept.add(furthest)
    open.push([from, furthest], [furthest, to])
  }
  return line.filter((_, at) => kept.has(at))
}

/** How far a spot lies from the stretch between two others. */
function offLine([x, y]: Spot, [fromX, fromY]: Spot, [toX, toY]: Spot): number {
  const [alongX, alongY] = [toX - fromX, toY - fromY]
  const length = alongX * alongX + alongY * alongY
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - fromX) * alongX + (y - fromY) * alongY) / length))
  return Math.hypot(x - fromX - share * alongX, y - fromY - share * alongY)
}

/** Write a ring as an SVG path in steps from corner to corner: short numbers. */
function writeRing(ring: readonly Spot[]): string {
  const [x, y] = ring[0]!
  const steps = ring.slice(1).map(([toX, toY], at) => `${toX - ring[at]![0]} ${toY - ring[at]![1]}`)
  return `M${x} ${y}l${steps.join(' ')}z`
}

function twiceArea(ring: readonly Spot[]): number {
  return ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length]!
    return sum + x * nextY - nextX * y
  }, 0)
}

/** Middle of a ring by the trapezoid sums of its edges, whole steps. */
function middleOf(ring: readonly Spot[]): { x: number; y: number } {
  const twice = twiceArea(ring)
  let [sumX, sumY] = [0, 0]
  ring.forEach(([x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length]!
    const cross = x * nextY - nextX * y
    sumX += (x + nextX) * cross
    sumY += (y + nextY) * cross
  })
  return { x: Math.round(sumX / (3 * twice)), y: Math.round(sumY / (3 * twice)) }
}

function compare([x, y]: Spot, [otherX, otherY]: Spot): number {
  return x - otherX || y - otherY
}

function distance([x, y]: Spot, [otherX, otherY]: Spot): number {
  return Math.hypot(x - otherX, y - otherY)
}

function same(one: Spot | undefined, other: Spot): boolean {
  return one !== undefined && one[0] === other[0] && one[1] === other[1]
}

function keyOf([x, y]: Spot): string {
  return `${x} ${y}`
}
