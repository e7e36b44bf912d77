import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { OverviewMap as MapAnswer } from '../../contract/overview.ts'
import { sayQuery } from '../../contract/query-command.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { addressOf } from '../ask/ask.ts'
import { levelMeasuresQuestion, overviewMapQuestion } from '../ask/questions.ts'
import type { MapOpening } from '../charts/map-link.tsx'
import { OutlineMap } from '../charts/outline-map.tsx'
import { TileMap } from '../charts/tile-map.tsx'
import { AskedFigure } from '../figure/asked-figure.tsx'
import { repeatable, shown } from '../figure/cell.ts'
import type { TableData } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { sayCell, sayUnit } from '../format.ts'
import { sayLevels } from '../pickers/levels.ts'
import type { OverviewSearch } from '../search.ts'
import { MeasureSelect } from './measure-select.tsx'
import { ofArea } from './of-area.ts'

interface MapParts { readonly area: string; readonly name: string; readonly search: OverviewSearch; readonly isCalm: boolean }

/** One measure across the areas of the map, as boundaries or as tiles, with its table beside it. */
export function OverviewMap({ area, name, search, isCalm }: MapParts) {
  const { map, shows } = search
  const asked = ofArea(useQuery(overviewMapQuestion({ area, map, measure: shows })), (answer) => answer.area === area)
  return (
    <AskedFigure id="map" title="The map" asked={asked}>
      {(answer) => <DrawnMap answer={answer} name={name} search={search} isCalm={isCalm} />}
    </AskedFigure>
  )
}

function DrawnMap({ answer, name, search, isCalm }: Omit<MapParts, 'area'> & { answer: MapAnswer }) {
  const choices = <MapChoices answer={answer} search={search} isCalm={isCalm} />
  if (answer.tiles.length === 0)
    return (
      <Unavailable id="map" title={`${answer.name} is not available on the map`} why={answer.why ?? 'No area has a value here'}>
        {choices}
      </Unavailable>
    )
  const ranked = answer.tiles.toSorted((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity))
  const title = titleOf(answer, name, ranked)
  const table = tableOf(answer, ranked, search.map)
  const isDrawn = answer.outlines !== null && search.shape !== 'tiles'
  return (
    <Figure
      id="map"
      title={title}
      subtitle={`${answer.name}, ${sayUnit(answer.unit)}, ${sayDate(answer.asOf)}. ${isDrawn ? sayOutlines(answer) : `One tile for each, ${sayOrder(answer.tiles)}`}${answer.here === null ? '' : '; outlined: where you are'}. Arrow keys lead from area to area, Enter opens one`}
      {...(answer.provenance === null ? {} : { provenance: linesOfAnswer(answer.provenance, undefined, repeatOf(answer, search.map)), source: sourceOf(answer.provenance.sources) })}
      csv={addressOf('/api/query.csv', { measure: answer.measure, by: answer.by, map: search.map }, { area: answer.nation })}
    >
      {choices}
      <div className="cdr-map">
        <Drawing answer={answer} ranked={ranked} title={title} search={search} isDrawn={isDrawn} />
        <DataTable caption={title} table={table} />
      </div>
    </Figure>
  )
}

function Drawing({ answer, ranked, title, search, isDrawn }: { answer: MapAnswer; ranked: MapAnswer['tiles']; title: string; search: OverviewSearch; isDrawn: boolean }) {
  const navigate = useNavigate({ from: '/' })
  const opening: MapOpening = {
    href: (code) => addressOf('/', { area: code, map: search.map }),
    go: (code) => void navigate({ search: (previous: OverviewSearch) => ({ ...previous, area: code }), resetScroll: false }),
  }
  const ends = [ranked[0], ranked.findLast((tile) => tile.value !== null)].map((tile) => (tile === undefined ? 'none' : `${tile.name} ${sayCell(tile.value, tile.status, answer.unit)} ${answer.unit}`))
  const parts = { unit: answer.unit, current: answer.here, says: `${title}. ${ranked.length} areas from ${ends[0]} to ${ends[1]}.`, opening }
  if (!isDrawn || answer.outlines === null) return <TileMap tiles={ranked} {...parts} />
  const drawn = new Map(answer.outlines.areas.map((one) => [one.code, one]))
  const areas = answer.tiles.flatMap((tile) => {
    const outline = drawn.get(tile.code)
    return outline === undefined ? [] : [{ ...tile, path: outline.path, x: outline.x, y: outline.y }]
  })
  return <OutlineMap areas={areas} width={answer.outlines.width} height={answer.outlines.height} {...parts} />
}

/** Which measure, and drawn how. */
function MapChoices({ answer, search, isCalm }: { answer: MapAnswer; search: OverviewSearch; isCalm: boolean }) {
  const navigate = useNavigate({ from: '/' })
  const measures = useQuery({ ...levelMeasuresQuestion({ map: search.map }), enabled: isCalm })
  const pick = (change: Partial<OverviewSearch>) => void navigate({ search: (previous: OverviewSearch) => ({ ...previous, ...change }), resetScroll: false, replace: true })
  const isDrawn = search.shape !== 'tiles'
  return (
    <div className="cdr-choices">
      <MeasureSelect id="map-measure" label="Measure of the map" measures={measures.data?.measures ?? []} chosen={answer} onPick={(measure) => pick({ shows: measure })} />
      {answer.outlines === null ? (
        <p className="cdr-small cdr-second">Tiles: no boundaries are loaded for these areas</p>
      ) : (
        <fieldset className="cdr-switch">
          <legend className="nhsuk-u-visually-hidden">Drawn as</legend>
          <button type="button" aria-pressed={isDrawn} onClick={() => pick({ shape: 'boundaries' })}>
            Boundaries
          </button>
          <button type="button" aria-pressed={!isDrawn} onClick={() => pick({ shape: 'tiles' })}>
            Tiles
          </button>
        </fieldset>
      )}
    </div>
  )
}

type Tiles = MapAnswer['tiles']

function tableOf(answer: MapAnswer, ranked: Tiles, map: string | undefined): TableData {
  const repeat = repeatOf(answer, map)
  return {
    columns: [{ name: sayLevels(answer.level) }, { name: `${answer.name}, ${sayUnit(answer.unit)}`, numeric: true }],
    rows: ranked.map((tile) => [
      shown(
        <Link to="/" search={{ area: tile.code, ...(map === undefined ? {} : { map }) }}>
          {tile.name}
          {tile.code === answer.here ? ' (here)' : ''}
        </Link>,
        tile.name,
      ),
      repeatable(shown(sayCell(tile.value, tile.status, answer.unit), tile.value), repeat, `/rows/${tile.row}/value`, tile.status),
    ]),
  }
}

function repeatOf({ measure, by, nation }: MapAnswer, map: string | undefined): string {
  return sayQuery({ measure, by, where: [`area=${nation}`], ...(map === undefined ? {} : { map }) })
}

function titleOf(answer: MapAnswer, name: string, ranked: Tiles): string {
  const measure = answer.name.charAt(0).toLowerCase() + answer.name.slice(1)
  const areas = comparable(ranked)
  const place = areas.findIndex((tile) => tile.code === answer.here)
  if (place >= 0) return `${answer.here === answer.area ? name : areas[place]!.name} is ${ordinal(place + 1)} of ${areas.length} areas for ${measure}`
  const highest = areas[0]
  return highest === undefined ? `No area has a value for ${measure}` : `${capital(measure)} is highest in ${highest.name}`
}

/** Areas that may be ranked: those with a value, and, where outlines are held, with a place; national bodies under one code are no area. */
function comparable(ranked: Tiles): Tiles {
  const placed = ranked.some((tile) => tile.place !== undefined)
  return ranked.filter((tile) => tile.value !== null && (!placed || tile.place !== undefined))
}

/** How the tiles are laid out, in words. */
function sayOrder(tiles: Tiles): string {
  const lost = tiles.filter(({ place }) => place === undefined).length
  if (lost === tiles.length) return 'highest first, not by position on the ground'
  return lost === 0 ? 'about where it lies' : `about where it lies; ${lost} without an outline below`
}

function sayOutlines({ outlines }: MapAnswer): string {
  return `Boundaries as published, made simpler${outlines?.note == null ? '' : `; ${outlines.note}`}`
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
