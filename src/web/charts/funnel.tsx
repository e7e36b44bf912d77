import '../styles/funnel.css'
import { scaleLinear, scaleSqrt } from 'd3-scale'
import { sayNumber } from '../format.ts'
import { pathOf, upright } from './scales.ts'

/** A place as a dot: how large it is and where it stands, with the limits of chance for its size; null where there are none. */
export interface FunnelDot {
  readonly name: string
  readonly here: boolean
  readonly size: number
  readonly value: number
  readonly limits: { readonly low95: number; readonly high95: number; readonly low998: number; readonly high998: number } | null
  /** Outside the limits of two in 20. */
  readonly beyond: boolean
  /** Not a place as it is, but where a lever would take the one asked for. */
  readonly taken?: boolean
}

const height = 300

/** Draw places by size and value about their mean: chance alone keeps 19 of 20 inside the inner lines. The place asked for is named; those beyond are drawn as rings. */
export function Funnel({ dots, mean, says, say, sizeName }: { dots: readonly FunnelDot[]; mean: number; says: string; say: (value: number) => string; sizeName: string }) {
  const bySize = dots.toSorted((a, b) => a.size - b.size)
  const largest = Math.max(...dots.map(({ size }) => size))
  const x = scaleSqrt().domain([0, largest]).range([0, 1000]).nice()
  const y = upright(dots.flatMap(({ value, limits }) => [value, mean, ...(limits ? [limits.low95, limits.high95] : [])]))
  const line = (of: 'low95' | 'high95' | 'low998' | 'high998') => pathOf(bySize.flatMap(({ size, limits }) => (limits && size > 0 ? [[x(size), Math.min(1000, Math.max(0, y.at(limits[of])))] as const] : [])))
  const here = dots.find((dot) => dot.here)
  return (
    <>
      <div className="cdr-plot" style={{ height: `${height}px` }}>
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label={says}>
          <path className="cdr-gridline" d={y.ticks.map((tick) => `M0 ${y.at(tick)}H1000`).join('')} />
          <path d={`M0 ${y.at(mean)}H1000`} stroke="var(--baseline)" strokeWidth="1.5" />
          {(['low95', 'high95'] as const).map((of) => (
            <path key={of} d={line(of)} stroke="var(--ink3)" strokeWidth="1.5" strokeDasharray="5 4" />
          ))}
          {(['low998', 'high998'] as const).map((of) => (
            <path key={of} d={line(of)} stroke="var(--ink3)" strokeWidth="1.25" strokeDasharray="1 4" />
          ))}
        </svg>
        <div aria-hidden="true">
          {y.ticks.map((tick) => (
            <i key={tick} className="cdr-ytick" style={{ top: `${y.at(tick) / 10}%` }}>
              {say(tick)}
            </i>
          ))}
          {sizeTicks(x.domain()[1] ?? largest).map((tick, at) => (
            <i key={tick} className={`cdr-xtick${at % 2 === 1 ? ' cdr-wide' : ''}`} style={{ left: `${x(tick) / 10}%` }}>
              {sayNumber(tick)}
            </i>
          ))}
          {bySize.map((dot) => (
            <span
              key={dot.name}
              title={`${dot.name}: ${say(dot.value)}`}
              className={`cdr-dot${dot.here ? ' cdr-dot--here' : ''}${dot.beyond ? ' cdr-dot--beyond' : ''}${dot.taken === true ? ' cdr-dot--taken' : ''}`}
              style={{ left: `${x(dot.size) / 10}%`, top: `${Math.min(1000, Math.max(0, y.at(dot.value))) / 10}%` }}
            />
          ))}
          {here === undefined ? null : (
            <b className="cdr-dot__name" style={{ left: `${x(here.size) / 10}%`, top: `${y.at(here.value) / 10}%`, ...(x(here.size) > 500 ? { marginLeft: '-12px', transform: 'translate(-100%, -50%)' } : { marginLeft: '12px' }) }}>
              {here.name} {say(here.value)}
            </b>
          )}
        </div>
      </div>
      <p className="cdr-keyrow">
        <span>
          <i className="cdr-dot cdr-dot--key" aria-hidden="true" /> a place
        </span>
        {dots.some(({ taken }) => taken === true) ? (
          <span>
            <i className="cdr-dot cdr-dot--key cdr-dot--taken" aria-hidden="true" /> with the lever
          </span>
        ) : null}
        {dots.some(({ beyond }) => beyond) ? (
          <span>
            <i className="cdr-dot cdr-dot--key cdr-dot--beyond" aria-hidden="true" /> beyond what chance alone explains
          </span>
        ) : null}
        <span>Line: all together, {say(mean)}. {dots.some(({ limits }) => limits !== null) ? 'Dashed: chance alone keeps 19 of 20 places inside; dotted: 998 of 1,000. ' : ''}Across: {sizeName}</span>
      </p>
    </>
  )
}

function sizeTicks(largest: number): number[] {
  return scaleLinear().domain([0, largest]).ticks(5)
}
