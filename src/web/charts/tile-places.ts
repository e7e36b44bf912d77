import { hexagonCells, rowHeight, type GroundPoint, type Spot } from './hexagon-cells.ts'

/** An area to draw; `place` is where it lies on the ground, when that is known. */
export interface PlacedTile { readonly code: string; readonly place?: { readonly x: number; readonly y: number } | undefined }

export interface TilePlaces {
  /** Shape: one per tile, in the order given. */
  readonly spots: readonly Spot[]
  /** Where to start saying that the tiles below have no place; null when all have one, or none. */
  readonly note: Spot | null
  /** From the middle of the first tile to the middle of the last. Units: widths of a tile. */
  readonly across: number
  readonly down: number
}

/**
 * Find a spot for every tile: about where its area lies, and those without a place in rows below.
 * Where no area has a place, all stand in rows in the order given.
 */
export function placeTiles(tiles: readonly PlacedTile[]): TilePlaces {
  const cells = hexagonCells(tiles.flatMap(pointOf))
  const placed = [...cells.values()]
  const rest = tiles.filter(({ code }) => !cells.has(code))
  const columns = placed.length === 0 ? Math.max(1, Math.min(8, Math.ceil(Math.sqrt(tiles.length * 1.15)))) : Math.max(4, Math.ceil(furthest(placed).x))
  const from = placed.length === 0 ? 0 : furthest(placed).y + noteHeight
  const rows = new Map(rest.map(({ code }, index) => {
    const row = Math.floor(index / columns)
    return [code, { x: (index % columns) + (row % 2) / 2, y: from + row * rowHeight }]
  }))
  const spots = tiles.map(({ code }) => cells.get(code) ?? rows.get(code)!)
  const { x: across, y: down } = furthest(spots)
  return { spots, note: placed.length > 0 && rest.length > 0 ? { x: -0.5, y: from - noteHeight / 2 } : null, across, down }
}

/** Room for a row of tiles and the words above it. */
const noteHeight = 1.6

function pointOf({ code, place }: PlacedTile): GroundPoint[] {
  return place === undefined ? [] : [{ code, ...place }]
}

function furthest(spots: readonly Spot[]): Spot {
  return { x: Math.max(0, ...spots.map(({ x }) => x)), y: Math.max(0, ...spots.map(({ y }) => y)) }
}
