import type { ChartKind, ExploreAnswer, ExploreFigure } from '../../contract/explore.ts'
import { AgePyramid } from '../charts/age-pyramid.tsx'
import { BarRows } from '../charts/bar-rows.tsx'
import { BoxRows } from '../charts/box-rows.tsx'
import { DotRows } from '../charts/dot-rows.tsx'
import { Funnel } from '../charts/funnel.tsx'
import { HeatTable } from '../charts/heat-table.tsx'
import { SmallMultiples } from '../charts/small-multiples.tsx'
import { SpcChart } from '../charts/spc-chart.tsx'
import { TileMap } from '../charts/tile-map.tsx'
import { TimeLines, linesAxis } from '../charts/time-lines.tsx'
import { isRatio, sayInChart } from '../../contract/explore-say.ts'
import { seriesOf } from './explore-series.ts'

/** Rows that are drawn one under the other before the eye gives up; the table has them all. */
const mostRows = 60
const absent: ExploreFigure = { value: null, status: 'not-available' }

/** What each drawing is called where it is chosen. */
export const chartWords: Readonly<Record<ChartKind, string>> = {
  line: 'Lines over time', multiples: 'Small panels over time', spc: 'Limits of ordinary variation', bar: 'Bars', dots: 'Dots of peers', funnel: 'Funnel: is it chance?', map: 'Map of tiles', box: 'Boxes: how they spread', pyramid: 'Pyramid', heat: 'Heat table',
}

interface DrawingParts { readonly answer: ExploreAnswer; readonly order: readonly number[]; readonly says: string }

/** Draw a table as one of the charts that fit it, in the order of its rows. */
export function ExploreDrawing({ kind, ...parts }: DrawingParts & { kind: ChartKind }) {
  const { answer, order, says } = parts
  const say = sayInChart(answer.measure)
  switch (kind) {
    case 'line':
      return <TimeLines series={seriesOf(answer, order)} says={says} say={say} />
    case 'multiples':
      return <SmallMultiples series={seriesOf(answer, order).slice(0, mostRows)} says={says} say={say} />
    case 'spc':
      return <SpcChart points={seriesOf(answer, order)[0]!.points.flatMap(({ date, value }) => (value === null ? [] : [{ date, value }]))} says={says} say={say} />
    case 'bar':
      return <BarRows rows={order.slice(0, mostRows).map((at) => ({ name: answer.rows.items[at]!.name, ...(answer.cells[at]?.[0] ?? absent) }))} says={says} say={say} />
    case 'dots':
      return <Dots {...parts} />
    case 'funnel':
      return <PeerFunnel {...parts} />
    case 'map':
      return <PeerMap {...parts} />
    case 'box':
      return <Boxes {...parts} />
    case 'pyramid':
      return <Pyramid {...parts} />
    case 'heat':
      return (
        <HeatTable
          head={answer.rows.name}
          caption={says}
          cells={{ columns: answer.columns.items.map(({ name }) => name), rows: order.slice(0, mostRows).map((at) => ({ name: answer.rows.items[at]!.name, figures: answer.cells[at] ?? [] })) }}
          say={say}
        />
      )
  }
}

/** Say what a drawing leaves out or begins with, for the line under its title. */
export function sayDrawing(kind: ChartKind, { answer, order }: Omit<DrawingParts, 'says'>): string {
  const says: string[] = []
  if (kind === 'line' || kind === 'multiples') {
    const { start } = linesAxis(seriesOf(answer, order))
    if (start !== 0) says.push(`The axis starts at ${sayInChart(answer.measure)({ value: start, status: 'ok' })}, not at 0`)
    if (kind === 'multiples') says.push('Every panel has the same scale; grey: the others')
  }
  if (kind === 'dots' || kind === 'box') says.push('The axis need not start at 0')
  if (kind === 'funnel') says.push(sayBeyond(answer))
  if (kind === 'map') says.push(answer.peers?.spots == null ? 'One tile per place, not by position on the ground: no outlines are loaded' : 'One tile per place, about where it lies')
  const drawn = kind === 'line' || kind === 'spc' || kind === 'box' || kind === 'pyramid' || kind === 'funnel' || kind === 'map' ? order.length : mostRows
  if (order.length > drawn && answer.rows.dimension !== 'period') says.push(`The first ${drawn} of ${order.length} rows, in the order of the table`)
  return says.join('. ')
}

function Dots({ answer, order, says }: DrawingParts) {
  const { rows, columns, cells, totals, measure } = answer
  const whole = totals.whole?.value ?? null
  return (
    <DotRows
      rows={order.slice(0, mostRows).map((at) => ({ name: rows.items[at]!.name, figures: columns.items.map((_, place) => cells[at]?.[place] ?? absent) }))}
      series={columns.items.map(({ name }) => name)}
      reference={whole === null || columns.dimension !== '' || !isRatio(measure) ? null : { name: 'All together', value: whole }}
      says={says}
      say={sayInChart(measure)}
    />
  )
}

/** Places by their size, those with limits judged by them. */
function dotsOf({ rows, cells, peers }: ExploreAnswer) {
  return rows.items.flatMap(({ name }, at) => {
    const [value, place] = [cells[at]?.[0]?.value ?? null, peers?.size?.places[at] ?? null]
    if (value === null || place === null) return []
    const { limits } = place
    return [{ name, here: false, size: place.value, value, limits, beyond: limits !== null && (value > limits.high95 || value < limits.low95) }]
  })
}

function PeerFunnel({ answer, says }: DrawingParts) {
  const size = answer.peers?.size ?? null
  if (size === null) return null
  const say = (value: number) => sayInChart(answer.measure)({ value, status: 'ok' })
  return <Funnel dots={dotsOf(answer)} mean={size.mean} says={`${says} ${sayBeyond(answer)}.`} say={say} sizeName={`${size.name.toLowerCase()} (${size.unit})`} />
}

/** Name the places beyond the limits of chance; few enough to be read. */
function sayBeyond(answer: ExploreAnswer): string {
  const dots = dotsOf(answer)
  const beyond = dots.filter((dot) => dot.beyond).map(({ name }) => name)
  if (dots.every(({ limits }) => limits === null)) return 'No limits are drawn: it is no count of people, so chance from person to person does not say how far places may lie apart'
  return `Outside the limits of 19 in 20: ${beyond.length === 0 ? 'none' : beyond.length > 6 ? `${beyond.slice(0, 6).join(', ')} and ${beyond.length - 6} more` : beyond.join(', ')}, of ${dots.length} places; chance alone would put about ${Math.round(dots.length / 20)} there`
}

function PeerMap({ answer, says }: DrawingParts) {
  const { rows, cells, peers, measure } = answer
  const tiles = rows.items.map(({ key, name }, at) => ({ code: key, name, ...(cells[at]?.[0] ?? absent), ...(peers?.spots?.[at] == null ? {} : { place: peers.spots[at] }) }))
  return <TileMap tiles={tiles.toSorted((one, other) => (other.value ?? -Infinity) - (one.value ?? -Infinity))} unit={measure.unit} current="" says={says} />
}

function Boxes({ answer, says }: DrawingParts) {
  const { rows, columns, cells, measure } = answer
  const groups = columns.items.map(({ name }, place) => ({ name: columns.dimension === '' ? rows.name : name, values: rows.items.flatMap((_, at) => cells[at]?.[place]?.value ?? []) }))
  return <BoxRows groups={groups} says={says} say={sayInChart(measure)} />
}

/** Women to the left and men to the right, whichever column they stand in. */
function Pyramid({ answer, says }: DrawingParts) {
  const { rows, columns, cells } = answer
  const women = columns.items.findIndex(({ name }) => name.toLowerCase().startsWith('f'))
  const bars = rows.items.map(({ name }, at) => {
    const [left, right] = [cells[at]?.[women]?.value ?? 0, cells[at]?.[1 - women]?.value ?? 0]
    return { name, people: left + right, near: 0, today: left + right, women: left, men: right }
  })
  return <AgePyramid bars={bars} most={Math.max(1, ...bars.flatMap((bar) => [bar.women, bar.men]))} says={says} />
}
