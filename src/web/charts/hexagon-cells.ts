import { cheapestColumns } from './cheapest.ts'

/** A point on the ground: x eastwards, y northwards, the same length both ways. */
export interface GroundPoint { readonly code: string; readonly x: number; readonly y: number }

/** Middle of a tile, x rightwards and y downwards. Units: widths of a tile. */
export interface Spot { readonly x: number; readonly y: number }

/** Height of a row of locked hexagons against the width of one. */
export const rowHeight = Math.sqrt(3) / 2

/** Cells per area: the spare ones let the drawing keep the shape of the land. */
const cellsPerArea = 1.5
/** More columns than this make labels too small to read. */
const mostColumns = 10

/**
 * Give each area a cell of a hexagon grid near where it lies, no two the same: the grid is laid over all points and the sum of squared shifts is least.
 *
 * The order of the points does not matter; where two ways are as good, the code decides.
 * Shape: one spot per code, the westernmost at x = 0 and the northernmost at y = 0.
 */
export function hexagonCells(points: readonly GroundPoint[]): Map<string, Spot> {
  if (points.length === 0) return new Map()
  const sorted = points.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const [west, east] = rangeOf(sorted.map(({ x }) => x))
  const [south, north] = rangeOf(sorted.map(({ y }) => y))
  const cells = gridFor(sorted.length, (east - west) / (north - south))
  const [right, bottom] = [Math.max(...cells.map(({ x }) => x)), Math.max(...cells.map(({ y }) => y))]
  const wanted = sorted.map(({ x, y }) => ({ x: share(x - west, east - west) * right, y: share(north - y, north - south) * bottom }))
  const chosen = cheapestColumns(wanted.map((spot) => cells.map((cell) => (cell.x - spot.x) ** 2 + (cell.y - spot.y) ** 2)))
  return toCorner(new Map(sorted.map(({ code }, index) => [code, cells[chosen[index]!]!])))
}

/** Cells of a grid about as wide for its height as the land; every second row is half a tile to the right. */
function gridFor(areas: number, widthForHeight: number): Spot[] {
  const wanted = Math.ceil(areas * cellsPerArea)
  const shape = Math.max(0.25, Math.min(4, Number.isNaN(widthForHeight) ? 1 : widthForHeight))
  const columns = Math.max(1, Math.min(mostColumns, Math.round(Math.sqrt(wanted * rowHeight * shape))))
  return Array.from({ length: Math.ceil(wanted / columns) * columns }, (_, index) => {
    const row = Math.floor(index / columns)
    return { x: (index % columns) + (row % 2) / 2, y: row * rowHeight }
  })
}

/** Move everything so that no space is left empty to the left or above. */
function toCorner(spots: ReadonlyMap<string, Spot>): Map<string, Spot> {
  const left = Math.min(...[...spots.values()].map(({ x }) => x))
  const top = Math.min(...[...spots.values()].map(({ y }) => y))
  return new Map([...spots].map(([code, { x, y }]) => [code, { x: x - left, y: y - top }]))
}

/** How far along a range; in the middle of one without length. */
function share(part: number, whole: number): number {
  return whole === 0 ? 0.5 : part / whole
}

function rangeOf(values: readonly number[]): [low: number, high: number] {
  return [Math.min(...values), Math.max(...values)]
}
