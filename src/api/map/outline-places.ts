import { z } from 'zod'

/** Where an area lies for a drawing: x grows eastwards, y northwards. Units: degrees of latitude, the same length both ways. */
export interface GroundPlace { readonly x: number; readonly y: number }

export type Point = readonly [longitude: number, latitude: number, ...rest: number[]]
export type Ring = readonly Point[]

/**
 * Find where areas lie from their outlines: the centroid of the largest part of each, longitudes narrowed by the cosine of the middle latitude.
 *
 * An area whose outline is no GeoJSON polygon, or encloses nothing, has no place.
 * Shape: `outlines` is GeoJSON geometry text per code (longitude and latitude, WGS84; parts do not cross the 180th meridian).
 */
export function placeOutlines(outlines: ReadonlyMap<string, string>): Map<string, GroundPlace> {
  const centroids = [...outlines].flatMap(([code, text]) => {
    // Holes do not move a place.
    const largest = centroidOfLargest(readParts(text).flatMap(([outer]) => (outer === undefined ? [] : [outer])))
    return largest === null ? [] : [{ code, ...largest }]
  })
  const latitudes = centroids.map(({ y }) => y)
  const narrowing = Math.cos((((Math.min(...latitudes) + Math.max(...latitudes)) / 2) * Math.PI) / 180)
  return new Map(centroids.map(({ code, x, y }) => [code, { x: x * narrowing, y }]))
}

const PointText = z.tuple([z.number(), z.number()], z.number())
const Rings = z.array(z.array(PointText))
const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: Rings }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(Rings) }),
])

/** Read the rings of every part, the outer one first; none when the text is another shape. */
export function readParts(text: string): Ring[][] {
  const { success, data } = Geometry.safeParse(JSON.parse(text))
  if (!success) return []
  return data.type === 'Polygon' ? [data.coordinates] : data.coordinates
}

function centroidOfLargest(rings: readonly Ring[]): GroundPlace | null {
  let largest = { area: 0, x: 0, y: 0 }
  for (const ring of rings) {
    const found = centroidOf(ring)
    if (found.area > largest.area) largest = found
  }
  return largest.area > 0 ? { x: largest.x, y: largest.y } : null
}

/** Area and centroid of a ring by the trapezoid sums of its edges, reckoned from its first point so that small areas far from 0° keep their digits. */
function centroidOf(ring: Ring): { area: number; x: number; y: number } {
  const [x0, y0] = ring[0] ?? [0, 0]
  let [twice, x, y] = [0, 0, 0]
  ring.forEach(([fromX, fromY], index) => {
    const [toX, toY] = ring[(index + 1) % ring.length]!
    const cross = (fromX - x0) * (toY - y0) - (toX - x0) * (fromY - y0)
    twice += cross
    x += (fromX + toX - 2 * x0) * cross
    y += (fromY + toY - 2 * y0) * cross
  })
  return twice === 0 ? { area: 0, x: x0, y: y0 } : { area: Math.abs(twice) / 2, x: x0 + x / (3 * twice), y: y0 + y / (3 * twice) }
}
