import { sayNumber } from '../format.ts'

/** A level that stands on zero, or a step from the one before it. */
export interface BridgeBar {
  readonly name: string
  readonly kind: 'level' | 'step'
  /** Of a level where it stands, of a step what it adds; unit as said beside the drawing. */
  readonly size: number
  /** Where levels differ in what they count: FTE, posts, people. */
  readonly unit?: string
  readonly decimals?: number
}

/**
 * Draw levels and the steps between them: each step begins where the one before it ended. Every amount is printed with its sign.
 * `near`: the axis starts near the levels, so that small steps between large levels can be compared; levels are then marks, not bars.
 */
export function BridgeBars({ bars, unit, near = false }: { bars: readonly BridgeBar[]; unit: string; near?: boolean }) {
  const spans = spansOf(bars)
  const { low, high, isNear } = axisOf(bars, spans, near)
  const share = (value: number) => ((value - low) / (high - low || 1)) * 100
  return (
    <ul className="cdr-bridge">
      {bars.map((bar, at) => {
        const { from, to } = spans[at]!
        const look = bar.kind === 'level' ? 'cdr-bridge__level' : to < from ? 'cdr-bridge__down' : 'cdr-bridge__up'
        const [start, end] = bar.kind === 'level' && isNear ? [to, to] : [Math.min(from, to), Math.max(from, to)]
        return (
          <li key={`${at} ${bar.name}`}>
            <span className={bar.kind === 'level' ? 'cdr-strong' : undefined}>{bar.name}</span>
            <span className="cdr-bridge__track" aria-hidden="true">
              <span className={look} style={{ left: `${share(start)}%`, width: `${share(end) - share(start)}%` }} />
            </span>
            <b>
              {bar.kind === 'level' ? sayNumber(bar.size, bar.decimals ?? 1) : sayStep(bar.size, bar.decimals ?? 1)} {bar.unit ?? unit}
            </b>
          </li>
        )
      })}
    </ul>
  )
}

/** A step with its sign; one that rounds to nothing has none. */
function sayStep(size: number, decimals: number): string {
  const sign = Math.abs(size) < 0.5 * 10 ** -decimals ? '' : size > 0 ? '+' : '−'
  return `${sign}${sayNumber(Math.abs(size), decimals)}`
}

type Span = { from: number; to: number }

/** From zero; or near the levels, where what lies between them is small beside them. */
function axisOf(bars: readonly BridgeBar[], spans: readonly Span[], near: boolean): { low: number; high: number; isNear: boolean } {
  const ends = spans.flatMap(({ from, to }, at) => (bars[at]!.kind === 'level' ? [to] : [from, to]))
  const [least, most] = [Math.min(...ends), Math.max(...ends)]
  const room = (most - least) * 0.08
  const isNear = near && room > 0 && (least > 0 || most < 0) && most - least < 0.5 * Math.max(Math.abs(least), Math.abs(most))
  return isNear ? { low: least - room, high: most + room, isNear } : { low: Math.min(0, least), high: Math.max(0, most), isNear: false }
}

/** Where each bar begins and ends. Shape: one for each bar, in order. */
export function spansOf(bars: readonly BridgeBar[]): Span[] {
  let at = 0
  return bars.map(({ kind, size }) => {
    const from = kind === 'level' ? 0 : at
    at = kind === 'level' ? size : at + size
    return { from, to: at }
  })
}
