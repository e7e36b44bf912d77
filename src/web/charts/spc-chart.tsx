import '../styles/drawings.css'
import type { SayFigure } from './chart-value.ts'
import { pathOf, upright, yearOf } from './scales.ts'
import { judgeSeries } from '../../units/variation.ts'
import type { SpcSign } from '../../units/variation.ts'
import { timeTicks } from './time-ticks.ts'

/** What each sign is called, in a key and in a table. */
export const signWords: Readonly<Record<SpcSign, string>> = {
  beyond: 'outside the limits', 'two-of-three': 'two of three near a limit', shift: 'seven or more on one side of the mean', trend: 'six or more rising or falling',
}

const height = 280

/** Draw a series on the limits of its ordinary variation. Points that something sets apart are rings, the others small dots; without limits only the line is drawn. */
export function SpcChart({ points, says, say, mostTicks = 8 }: { points: readonly { date: string; value: number }[]; says: string; say: SayFigure; mostTicks?: number }) {
  const judged = judgeSeries(points.map(({ value }) => value))
  const y = upright([...points.map(({ value }) => value), ...(judged === null ? [] : [judged.low, judged.high])])
  const [first, last] = [points[0]!.date, points.at(-1)!.date]
  const x = (at: number) => ((at - yearOf(first)) / (yearOf(last) - yearOf(first) || 1)) * 1000
  const print = (value: number) => say({ value, status: 'ok' })
  return (
    <>
      <div className="cdr-plot cdr-plot--labelled" style={{ height: `${height}px` }}>
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label={says}>
          <path className="cdr-gridline" d={y.ticks.map((tick) => `M0 ${y.at(tick)}H1000`).join('')} />
          {judged === null ? null : (
            <>
              <path className="cdr-area" d={`M0 ${y.at(judged.high)}H1000V${y.at(judged.low)}H0Z`} style={{ fill: '#12436d', fillOpacity: 0.06 }} />
              <path d={`M0 ${y.at(judged.mean)}H1000`} stroke="var(--baseline)" strokeWidth="1.25" />
              <path d={`M0 ${y.at(judged.high)}H1000M0 ${y.at(judged.low)}H1000`} stroke="var(--ink3)" strokeWidth="1.25" strokeDasharray="5 4" />
            </>
          )}
          <path d={pathOf(points.map(({ date, value }) => [x(yearOf(date)), y.at(value)]))} stroke="var(--supply)" strokeWidth="1.5" strokeLinejoin="round" />
        </svg>
        <div aria-hidden="true">
          {y.ticks.map((tick) => (
            <i key={tick} className="cdr-ytick" style={{ top: `${y.at(tick) / 10}%` }}>
              {print(tick)}
            </i>
          ))}
          {timeTicks(first, last, mostTicks).map((tick, index) => (
            <i key={tick.label} className={`cdr-xtick${index % 2 === 1 ? ' cdr-wide' : ''}`} style={{ left: `${x(tick.at) / 10}%` }}>
              {tick.label}
            </i>
          ))}
          {points.map(({ date, value }, at) => (
            <span key={date} className={`cdr-spcdot${(judged?.signs[at]?.length ?? 0) > 0 ? ' cdr-spcdot--apart' : ''}`} style={{ left: `${x(yearOf(date)) / 10}%`, top: `${y.at(value) / 10}%` }} />
          ))}
          {judged === null ? null : (
            <>
              {([['Upper limit', judged.high], ['Mean', judged.mean], ['Lower limit', judged.low]] as const).map(([name, value]) => (
                <b key={name} style={{ left: '100%', top: `${y.at(value) / 10}%`, marginLeft: '10px', color: 'var(--ink2)', fontWeight: 400 }}>
                  {name} {print(value)}
                </b>
              ))}
            </>
          )}
        </div>
      </div>
      <p className="cdr-keyrow">
        {judged === null ? (
          <span>Too few points for limits</span>
        ) : (
          <>
            <span>
              <span className="cdr-spcdot cdr-spcdot--key cdr-spcdot--apart" aria-hidden="true" /> set apart: {[...new Set(judged.signs.flat())].map((sign) => signWords[sign]).join('; ') || 'none'}
            </span>
            <span>Dashed: limits of ordinary variation. Line: mean</span>
          </>
        )}
      </p>
    </>
  )
}
