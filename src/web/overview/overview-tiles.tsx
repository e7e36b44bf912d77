import { Link } from '@tanstack/react-router'
import type { OverviewAnswer } from '../../contract/overview.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { TileMap } from '../charts/tile-map.tsx'
import { sayCell } from '../format.ts'
import { shown } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'
import { Unavailable } from '../figure/unavailable.tsx'

/** One measure across the areas of the map: a tile for each, and the same as a table with links. */
export function OverviewTiles({ answer, map }: { answer: OverviewAnswer; map: string | undefined }) {
  const { tiles } = answer
  if (tiles.tiles.length === 0)
    return <Unavailable id="tiles" width={5} title={`${tiles.name || 'The map'} is not available`} why={tiles.why ?? 'No area has a value here'} />
  const ranked = tiles.tiles.toSorted((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity))
  const title = titleOf(answer, ranked)
  return (
    <Figure
      id="tiles"
      width={5}
      title={title}
      subtitle={`${tiles.name}, ${tiles.unit}, ${sayDate(tiles.asOf)}. One tile per area, ${sayOrder(tiles.tiles)}${hasCurrent(answer) ? `; outlined: ${answer.area.name}` : ''}`}
      {...(tiles.provenance === null ? {} : { provenance: linesOfAnswer(tiles.provenance), source: sourceOf(tiles.provenance.sources) })}
      table={{
        columns: [{ name: 'Area' }, { name: `${tiles.name}, ${tiles.unit}`, numeric: true }],
        rows: ranked.map((tile) => [
          shown(
            <Link to="/" search={{ area: tile.code, ...(map === undefined ? {} : { map }) }}>
              {tile.name}
            </Link>,
            tile.name,
          ),
          shown(sayCell(tile.value, tile.status, tiles.unit), tile.value),
        ]),
      }}
    >
      <TileMap
        tiles={ranked}
        unit={tiles.unit}
        current={answer.area.code}
        says={`${title}. ${ranked.length} areas from ${describe(ranked[0], tiles.unit)} to ${describe(
          ranked.findLast((tile) => tile.value !== null),
          tiles.unit,
        )}.`}
      />
    </Figure>
  )
}

type Tiles = OverviewAnswer['tiles']['tiles']

function titleOf(answer: OverviewAnswer, ranked: Tiles): string {
  const name = answer.tiles.name.charAt(0).toLowerCase() + answer.tiles.name.slice(1)
  const areas = comparable(ranked)
  const place = areas.findIndex((tile) => tile.code === answer.area.code)
  if (place >= 0) return `${answer.area.name} is ${ordinal(place + 1)} of ${areas.length} areas for ${name}`
  const highest = areas[0]
  return highest === undefined ? `No area has a value for ${name}` : `${capital(name)} is highest in ${highest.name}`
}

/** Areas that may be ranked: those with a value, and, where outlines are held, with a place; national bodies under one code are no area. */
function comparable(ranked: Tiles): Tiles {
  const placed = ranked.some((tile) => tile.place !== undefined)
  return ranked.filter((tile) => tile.value !== null && (!placed || tile.place !== undefined))
}

/** How the tiles are laid out, in words. */
function sayOrder(tiles: Tiles): string {
  const lost = tiles.filter(({ place }) => place === undefined).length
  if (lost === tiles.length) return 'highest first, not by position on the ground: no outlines are loaded'
  return lost === 0 ? 'about where it lies' : `about where it lies; ${lost} without an outline below`
}

function hasCurrent(answer: OverviewAnswer): boolean {
  return answer.tiles.tiles.some((tile) => tile.code === answer.area.code)
}

function describe(tile: Tiles[number] | undefined, unit: string): string {
  return tile === undefined ? 'none' : `${tile.name} ${sayCell(tile.value, tile.status, unit)} ${unit}`
}

function sourceOf(sources: readonly { title: string }[]): string {
  return `${[...new Set(sources.map((source) => source.title))].join('; ')}.`
}

/** 1st, 2nd, 3rd, 4th … 11th, 12th, 13th … */
function ordinal(place: number): string {
  const teen = place % 100 >= 11 && place % 100 <= 13
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th')
  return place === 1 ? 'highest' : `${place}${ending} highest`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
