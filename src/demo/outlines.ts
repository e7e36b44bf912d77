import type { Row } from '../dataset/table.ts'
import { stream } from '../random/stream.ts'
import type { Nation } from './nation.ts'
import { referenceRows } from './reference-rows.ts'

type Point = readonly [x: number, y: number]

/** A comb's first direction leads east, its second south-east. Units: cells. */
type Cell = readonly [first: number, second: number]

/**
 * Middle cell of each region and the one of its seven that stays sea, in the order of names.json: north, east, north-east, south-west, west, south, and the
 * centre with a lake. Flowers of seven cells around these middles leave no gap; the sea cells face outwards.
 */
const regions: readonly { readonly middle: Cell; readonly sea: Cell }[] = [
  { middle: [1, -3], sea: [0, -1] }, { middle: [2, 1], sea: [1, 0] }, { middle: [3, -2], sea: [1, -1] }, { middle: [-3, 2], sea: [-1, 1] },
  { middle: [-2, -1], sea: [-1, 0] }, { middle: [-1, 3], sea: [0, 1] }, { middle: [0, 0], sea: [0, 0] },
]
const flower: readonly Cell[] = [[0, 0], [1, 0], [0, 1], [-1, 1], [-1, 0], [0, -1], [1, -1]]

/** Corners of a cell around its middle, from the top to the left; and the same cut down the middle, west and east. */
const whole: readonly Point[] = [[0, 4], [-3, 2], [-3, -2], [0, -4], [3, -2], [3, 2]]
const halves: readonly (readonly Point[])[] = [whole.slice(0, 4), [...whole.slice(3), [0, 4]]]

/** Size of the grid that corners lie on: a cell is six steps across. Units: degrees; longitude and latitude. */
const step: Point = [0.08, 0.07]

/**
 * Draw outlines for the care systems: cells of a comb, six of the seven of each region, in the open sea around 0° N 0° E where no real area lies.
 * The two systems of before the merger share the cell of the one they became.
 */
export function outlineRows(seed: number, nation: Nation, source: string): Row[] {
  const middles = drawMiddles(seed, nation)
  const areas = (referenceRows(nation, source).get('area') ?? []).filter(({ level }) => level === 'ics')
  return areas.map(({ other_code: _other, ...area }) => {
    const system = nation.systems.findIndex((one) => one.code === area.code)
    const former = nation.formerSystems.findIndex((one) => one.code === area.code)
    const corners = system >= 0 ? whole : halves[former]!
    const middle = middles[system >= 0 ? system : nation.formerSystems[former]!.into]!
    return { ...area, geometry: writePolygon(middle, corners) }
  })
}

/** Give the systems of each region the cells of its flower, in an order drawn by chance. Shape: one per system. */
function drawMiddles(seed: number, nation: Nation): Cell[] {
  const chance = stream(seed, 'demo/outlines')
  const free = regions.map(({ middle, sea }) => {
    const land = flower.filter(([first, second]) => first !== sea[0] || second !== sea[1])
    const drawn = land.map((cell) => ({ cell, rank: chance.next() })).sort((a, b) => a.rank - b.rank)
    return drawn.map(({ cell: [first, second] }): Cell => [middle[0] + first, middle[1] + second])
  })
  return nation.systems.map(({ region }, system) => free[region]![nation.systems.slice(0, system).filter((before) => before.region === region).length]!)
}

/** Write a polygon as GeoJSON; whole steps are multiplied at the end, so that cells side by side share their corners to the last digit. */
function writePolygon([first, second]: Cell, corners: readonly Point[]): string {
  const ring = corners.map(([x, y]) => [(6 * first + 3 * second + x) * step[0], (y - 6 * second) * step[1]])
  return JSON.stringify({ type: 'Polygon', coordinates: [[...ring, ring[0]]] })
}
