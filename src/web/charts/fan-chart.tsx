import type { Fan } from '../../contract/projection.ts'
import { sayMonth } from '../../units/calendar-date.ts'
import { sayNumber } from '../format.ts'
import { sayGap, sayGapRange, sayRange } from './gap-words.ts'
import { bandOf, pathOf, spread, upright, yearOf, yearTicks } from './scales.ts'
import type { Upright } from './scales.ts'

export interface FanPoint {
  readonly date: string
  readonly supply: Fan
  readonly demand: Fan
  readonly gap: Fan
}
export interface HistoryPoint {
  readonly date: string
  readonly value: number
  readonly status: string
}
export interface FanData {
  readonly history: readonly HistoryPoint[]
  readonly rows: readonly FanPoint[]
}

const height = 352

/**
 * Draw supply with its 80 % and 95 % bands, demand dashed, history to the dotted rule, and the gap as a bracket at the end.
 * A pure drawing: the same data give the same markup, on a page or on paper.
 */
export function FanChart({ history, rows, says }: FanData & { says: string }) {
  const y = fanAxis({ history, rows })
  const dates = [...history.map((point) => point.date), ...rows.map((row) => row.date)].map(yearOf)
  const [from, to] = [Math.min(...dates), Math.max(...dates)]
  const x = (date: string) => ((yearOf(date) - from) / (to - from || 1)) * 1000
  return (
    <>
      <div className="cdr-plot cdr-plot--labelled" style={{ height: `${height}px` }}>
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label={says}>
          <path className="cdr-gridline" d={y.ticks.map((tick) => `M0 ${y.at(tick)}H1000`).join('')} />
          <Bands rows={rows} x={x} y={y} />
          <HistoryLines history={history} x={x} y={y} />
          <Futures rows={rows} x={x} y={y} />
        </svg>
        <div aria-hidden="true">
          {y.ticks.map((tick) => (
            <i key={tick} className="cdr-ytick" style={{ top: `${y.at(tick) / 10}%` }}>
              {sayNumber(tick, tick % 1 === 0 ? 0 : 1)}
            </i>
          ))}
          <YearLabels from={from} to={to} opening={rows[0]?.date} />
          <EndLabels rows={rows} y={y} />
        </div>
      </div>
      <FanKey estimated={history.some((point) => point.status === 'estimated')} observed={history.length > 0} />
    </>
  )
}

/** The upright axis a fan is drawn on; the subtitle says where it starts when that is not 0. */
export function fanAxis({ history, rows }: FanData): Upright {
  return upright([...history.map((point) => point.value), ...rows.flatMap(({ supply, demand }) => [supply.p2_5, supply.p97_5, demand.p50])])
}

interface Placed {
  readonly x: (date: string) => number
  readonly y: Upright
}

function Bands({ rows, x, y }: { rows: readonly FanPoint[] } & Placed) {
  const line = (of: (fan: Fan) => number) => rows.map((row) => [x(row.date), y.at(of(row.supply))] as const)
  const [low, high] = [line((fan) => fan.p10), line((fan) => fan.p90)]
  return (
    <>
      <path
        className="cdr-area"
        d={bandOf(
          line((fan) => fan.p97_5),
          line((fan) => fan.p2_5),
        )}
        style={{ fill: '#12436d', fillOpacity: 0.1 }}
      />
      <path className="cdr-area" d={bandOf(high, low)} style={{ fill: '#12436d', fillOpacity: 0.2 }} />
      <path d={pathOf(high)} stroke="#6b8dae" strokeWidth="1" />
      <path d={pathOf(low)} stroke="#6b8dae" strokeWidth="1" />
    </>
  )
}

/** Observed stretches are solid; a stretch that ends in an estimate is dotted. */
function HistoryLines({ history, x, y }: { history: readonly HistoryPoint[] } & Placed) {
  const place = (point: HistoryPoint) => [x(point.date), y.at(point.value)] as const
  const pieces = history
    .slice(1)
    .map((point, index) => ({
      path: pathOf([place(history[index]!), place(point)]),
      dotted: point.status === 'estimated' || history[index]!.status === 'estimated',
    }))
  return (
    <>
      <path
        d={pieces
          .filter((piece) => !piece.dotted)
          .map((piece) => piece.path)
          .join('')}
        stroke="#12436d"
        strokeWidth="3"
        strokeLinejoin="round"
      />
      <path
        d={pieces
          .filter((piece) => piece.dotted)
          .map((piece) => piece.path)
          .join('')}
        stroke="#5c6873"
        strokeWidth="1.75"
        strokeDasharray="2 4"
      />
      {history.length === 1 ? <Dot at={place(history[0]!)} width={9} /> : null}
    </>
  )
}

function Futures({ rows, x, y }: { rows: readonly FanPoint[] } & Placed) {
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return null
  return (
    <>
      <path d={pathOf(rows.map((row) => [x(row.date), y.at(row.supply.p50)]))} stroke="#12436d" strokeWidth="2.25" strokeLinejoin="round" />
      <path
        d={pathOf(rows.map((row) => [x(row.date), y.at(row.demand.p50)]))}
        stroke="#801650"
        strokeWidth="2.25"
        strokeDasharray="7 4"
        strokeLinejoin="round"
      />
      <path d={`M${x(first.date)} 0V1000`} stroke="#3d3d3d" strokeWidth="1" strokeDasharray="2 3" />
      <path d={`M1000 ${y.at(last.supply.p50)}V${y.at(last.demand.p50)}`} stroke="#15212c" strokeWidth="2" />
      <Dot at={[x(first.date), y.at(first.supply.p50)]} width={10} />
    </>
  )
}

function Dot({ at: [x, y], width }: { at: readonly [number, number]; width: number }) {
  const path = `M${x} ${y}h0`
  return (
    <>
      <path d={path} stroke="#fff" strokeWidth={width + 4} strokeLinecap="round" />
      <path d={path} stroke="#12436d" strokeWidth={width} strokeLinecap="round" />
    </>
  )
}

/** The opening date carries its month; whole years too near to it are left out. */
function YearLabels({ from, to, opening }: { from: number; to: number; opening: string | undefined }) {
  const place = (year: number) => ((year - from) / (to - from || 1)) * 100
  const at = opening === undefined ? null : place(yearOf(opening))
  // At the left edge the month stands beside its place, not over it.
  const years = yearTicks(from, to, 8).filter((year) => at === null || Math.abs(place(year) - at) > (at < 6 ? 14 : 7))
  return (
    <>
      {years.map((year, index) => (
        <i
          key={year}
          className={`cdr-xtick${index % 2 === 1 || (at !== null && Math.abs(place(year) - at) < 16) ? ' cdr-wide' : ''}`}
          style={{ left: `${place(year)}%` }}
        >
          {year}
        </i>
      ))}
      {at === null ? null : (
        <i className="cdr-xtick" style={{ left: `${at}%`, color: 'var(--ink)', ...(at < 6 ? { transform: 'none' } : {}) }}>
          {sayMonth(opening!).replace(/^(\w{3})\w*/, '$1')}
        </i>
      )}
    </>
  )
}

function EndLabels({ rows, y }: { rows: readonly FanPoint[]; y: Upright }) {
  const last = rows.at(-1)
  if (last === undefined) return null
  const middle = (last.supply.p50 + last.demand.p50) / 2
  const labels = [
    { name: `Supply ${sayNumber(last.supply.p50)}`, range: sayRange(last.supply), colour: 'var(--supply)', at: last.supply.p50 },
    { name: capital(sayGap(last.gap.p50)), range: sayGapRange(last.gap), colour: 'var(--ink)', at: middle },
    { name: `Demand ${sayNumber(last.demand.p50)}`, range: sayRange(last.demand), colour: 'var(--demand)', at: last.demand.p50 },
  ].sort((a, b) => b.at - a.at)
  const places = spread(
    labels.map((label) => (y.at(label.at) / 1000) * height),
    40,
    14,
    height - 10,
  )
  return labels.map((label, index) => (
    <b key={label.name} style={{ left: '100%', top: `${places[index]}px`, marginLeft: '10px', color: label.colour }}>
      {label.name}
      <span>{label.range}</span>
    </b>
  ))
}

function FanKey({ estimated, observed }: { estimated: boolean; observed: boolean }) {
  return (
    <p className="cdr-keyrow">
      <span>
        <svg width="24" height="10" aria-hidden="true">
          <path d="M0 5h24" stroke="#12436d" strokeWidth="3" />
        </svg>
        Supply{observed ? ', observed to the dotted rule' : ''}
      </span>
      {estimated ? (
        <span>
          <svg width="24" height="10" aria-hidden="true">
            <path d="M0 5h24" stroke="#5c6873" strokeWidth="2" strokeDasharray="2 4" />
          </svg>
          Estimated, not observed here
        </span>
      ) : null}
      <span>
        <svg width="24" height="10" aria-hidden="true">
          <path d="M0 5h24" stroke="#801650" strokeWidth="2.5" strokeDasharray="6 3" />
        </svg>
        Demand
      </span>
      <span>
        <svg width="24" height="10" aria-hidden="true">
          <rect width="24" height="10" fill="#12436d" opacity=".2" />
        </svg>
        80 % range
      </span>
      <span>
        <svg width="24" height="10" aria-hidden="true">
          <rect width="24" height="10" fill="#12436d" opacity=".1" />
        </svg>
        95 % range
      </span>
    </p>
  )
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
