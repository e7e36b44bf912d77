import '../styles/funnel.css'
import { pathOf, upright, yearOf } from './scales.ts'

export interface YearlyPoint {
  readonly to: string
  readonly value: number | null
  /** What the year was counted by: years of two kinds are not joined by a line. */
  readonly kind: string
  readonly used: boolean
}

const height = 240

/** Draw a rate by year. A year that cannot be used leaves a gap marked in orange; where the way of counting changes, a thin line stands between. */
export function YearlyRate({ points, says, say }: { points: readonly YearlyPoint[]; says: string; say: (value: number) => string }) {
  const known = points.flatMap((point) => (point.value === null ? [] : [{ ...point, value: point.value }]))
  const [from, to] = [yearOf(points[0]!.to) - 0.5, yearOf(points.at(-1)!.to) + 0.5]
  const y = upright([0, ...known.map(({ value }) => value)])
  const x = (date: string) => ((yearOf(date) - from) / (to - from || 1)) * 1000
  const last = known.at(-1)
  return (
    <>
      <div className="cdr-plot cdr-plot--labelled" style={{ height: `${height}px` }}>
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label={says}>
          <path className="cdr-gridline" d={y.ticks.map((tick) => `M0 ${y.at(tick)}H1000`).join('')} />
          {stretches(points).map((stretch) => (
            <path key={stretch[0]!.to} d={pathOf(stretch.map((point) => [x(point.to), y.at(point.value!)]))} stroke="var(--supply)" strokeWidth="2.25" strokeLinejoin="round" />
          ))}
        </svg>
        <div aria-hidden="true">
          {y.ticks.map((tick) => (
            <i key={tick} className="cdr-ytick" style={{ top: `${y.at(tick) / 10}%` }}>
              {say(tick)}
            </i>
          ))}
          {labelled(points).map((point, at) => (
            <i key={point.to} className={`cdr-xtick${at % 2 === 1 ? ' cdr-wide' : ''}`} style={{ left: `${x(point.to) / 10}%` }}>
              {point.to.slice(0, 4)}
            </i>
          ))}
          {points.map((point, at) => (point.value === null ? <span key={point.to} className="cdr-breakline" style={{ left: `${x(point.to) / 10}%` }} /> : at > 0 && points[at - 1]!.value !== null && points[at - 1]!.kind !== point.kind ? <span key={point.to} className="cdr-breakline cdr-breakline--basis" style={{ left: `${(x(point.to) + x(points[at - 1]!.to)) / 20}%` }} /> : null))}
          {known.map((point) => (
            <span key={point.to} className="cdr-dot" style={{ left: `${x(point.to) / 10}%`, top: `${y.at(point.value) / 10}%`, ...(point.used ? { background: 'var(--supply)', width: '11px', height: '11px' } : {}) }} />
          ))}
          {last === undefined ? null : (
            <b style={{ left: '100%', top: `${y.at(last.value) / 10}%`, marginLeft: '10px', color: 'var(--supply)' }}>{say(last.value)}</b>
          )}
        </div>
      </div>
      <p className="cdr-keyrow">
        <span>
          <i className="cdr-dot cdr-dot--key" style={{ background: 'var(--supply)' }} aria-hidden="true" /> a year that the rate rests on
        </span>
        <span>
          <i className="cdr-dot cdr-dot--key" aria-hidden="true" /> an earlier year
        </span>
        {points.some(({ value }) => value === null) ? <span>Orange line: a year left out; the table says why</span> : null}
        {new Set(points.map(({ kind }) => kind)).size > 1 ? <span>Thin line: another way of counting begins, not joined to the years before</span> : null}
      </p>
    </>
  )
}

/** Years to print, newest first of every so many: at most eight. */
function labelled(points: readonly YearlyPoint[]): YearlyPoint[] {
  const step = Math.ceil(points.length / 8)
  return points.filter((_, at) => (points.length - 1 - at) % step === 0)
}

/** Runs of years of one kind, one after the other. */
function stretches(points: readonly YearlyPoint[]): YearlyPoint[][] {
  const found: YearlyPoint[][] = []
  points.forEach((point, at) => {
    const before = points[at - 1]
    if (point.value === null) return
    if (before !== undefined && before.value !== null && before.kind === point.kind && yearOf(point.to) - yearOf(before.to) < 1.1) found.at(-1)!.push(point)
    else found.push([point])
  })
  return found
}
