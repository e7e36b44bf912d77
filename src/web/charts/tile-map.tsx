import '../styles/overview.css'
import { sayCell } from '../format.ts'
import type { ValueStatus } from '../../units/status.ts'
import { useMapKeys } from './map-keys.ts'
import { MapLink, type MapOpening } from './map-link.tsx'
import { shortNames } from './short-names.ts'
import { MapHatch, StepKey, stepFills } from './step-key.tsx'
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

/**
 * Draw one tile per area in rows that lock like a comb, about where the areas lie when that is known, with the value printed in each.
 * Number and shape follow the data: any number of areas. The current area has an ink outline.
 */
export function TileMap({ tiles, unit, current, says, opening }: { tiles: readonly Tile[]; unit: string; current: string | null; says: string; opening?: MapOpening }) {
  const steps = stepsOf(tiles.flatMap((tile) => (tile.value === null ? [] : [tile.value])))
  const names = shortNames(tiles.map((tile) => tile.name))
  const { spots, note, across, down } = placeTiles(tiles)
  const size = { width: 2 * edge + across * width, height: 2 * edge + down * width }
  const keysOf = useMapKeys(spots, tiles.findIndex(({ code }) => code === current))
  const ordered = tiles.map((tile, index) => ({ tile, index })).sort((a, b) => Number(a.tile.code === current) - Number(b.tile.code === current))
  return (
    <div className="cdr-tiles">
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role={opening === undefined ? 'img' : 'group'} aria-label={says} style={{ maxWidth: `${size.width * 1.15}px` }}>
        <MapHatch id="tile-hatch" />
        {ordered.map(({ tile, index }) => {
          const { x, y } = spots[index]!
          const step = tile.value === null ? null : stepOf(steps, tile.value)
          const colour = step !== null && step > 2 ? '#fff' : '#15212c'
          return (
            <MapLink key={tile.code} code={tile.code} says={`${tile.name}: ${sayCell(tile.value, tile.status, unit)}${tile.value === null ? '' : ` ${unit}`}`} isPrinted opening={opening} keys={keysOf(index)}>
              <g transform={`translate(${edge + x * width} ${edge + y * width})`}>
                <path
                  d={hexagon}
                  fill={step === null ? 'url(#tile-hatch)' : stepFills[step]}
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
            </MapLink>
          )
        })}
        {note === null ? null : (
          <text x={edge + note.x * width} y={edge + note.y * width} fill="#15212c" style={{ textAnchor: 'start' }}>
            Without a place on the map
          </text>
        )}
      </svg>
      <StepKey steps={steps} unit={unit} hasMissing={tiles.some((tile) => tile.value === null)} />
    </div>
  )
}
