import { sayCell } from '../format.ts'
import type { ValueStatus } from '../../units/status.ts'
import { shortNames } from './short-names.ts'
import { stepOf, stepsOf } from './steps.ts'
import { placeTiles, type PlacedTile } from './tile-places.ts'

export interface Tile extends PlacedTile {
  readonly name: string
  readonly value: number | null
  readonly status: ValueStatus
}

/** Width of a tile and the gap beside it. */
const width = 46
const edge = 28
const hexagon = 'M0 -25 21.65 -12.5V12.5L0 25 -21.65 12.5V-12.5Z'
const fills = ['#e3ebf2', '#b9cbdb', '#7f9fbc', '#41709a', '#12436d']

/**
 * Draw one tile per area in rows that lock like a comb, about where the areas lie when that is known, with the value printed in each.
 * Number and shape follow the data: any number of areas. The current area has an ink outline.
 */
export function TileMap({ tiles, unit, current, says }: { tiles: readonly Tile[]; unit: string; current: string; says: string }) {
  const steps = stepsOf(tiles.flatMap((tile) => (tile.value === null ? [] : [tile.value])))
  const names = shortNames(tiles.map((tile) => tile.name))
  const { spots, note, across, down } = placeTiles(tiles)
  const size = { width: 2 * edge + across * width, height: 2 * edge + down * width }
  const ordered = tiles.map((tile, index) => ({ tile, index })).sort((a, b) => Number(a.tile.code === current) - Number(b.tile.code === current))
  return (
    <div className="cdr-tiles">
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={says} style={{ maxWidth: `${size.width * 1.15}px` }}>
        <defs>
          <pattern id="tile-hatch" width="6" height="6" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">
            <rect width="6" height="6" fill="#fff" />
            <path d="M0 0V6" stroke="#b4bec6" strokeWidth="2" />
          </pattern>
        </defs>
        {ordered.map(({ tile, index }) => {
          const { x, y } = spots[index]!
          const step = tile.value === null ? null : stepOf(steps, tile.value)
          const colour = step !== null && step > 2 ? '#fff' : '#15212c'
          return (
            <g key={tile.code} transform={`translate(${edge + x * width} ${edge + y * width})`}>
              <path
                d={hexagon}
                fill={step === null ? 'url(#tile-hatch)' : fills[step]}
                stroke={tile.code === current ? '#15212c' : step === null ? '#74808a' : '#fff'}
                strokeWidth={tile.code === current ? 3 : 1}
              />
              <text y="-2" fill={colour}>
                {names[index]}
              </text>
              <text className="cdr-tiles__value" y="11" fill={colour}>
                {sayCell(tile.value, tile.status, unit)}
              </text>
            </g>
          )
        })}
        {note === null ? null : (
          <text x={edge + note.x * width} y={edge + note.y * width} fill="#15212c" style={{ textAnchor: 'start' }}>
            Without a place on the map
          </text>
        )}
      </svg>
      <p className="cdr-keyrow cdr-tick" style={{ justifyContent: 'center' }}>
        {steps.map((from, index) => (
          <span key={from}>
            <svg width="14" height="14" aria-hidden="true">
              <rect width="14" height="14" fill={fills[index]} />
            </svg>
            {sayCell(from, 'ok', unit)}
            {index === steps.length - 1 ? ` ${unit} and over` : ''}
          </span>
        ))}
        {tiles.some((tile) => tile.value === null) ? (
          <span>
            <span className="cdr-swatch cdr-hatched" />
            [x] not available
          </span>
        ) : null}
      </p>
    </div>
  )
}
