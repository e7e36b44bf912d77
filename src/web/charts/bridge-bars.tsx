import { sayNumber } from '../format.ts'

/** A level that stands on zero, or a step from the one before it. */
export interface BridgeBar {
  readonly name: string
  readonly kind: 'level' | 'step'
  /** Of a level where it stands, of a step what it adds; unit as said beside the drawing. */
  readonly size: number
}

/** Draw levels and the steps between them: each step begins where the one before it ended. Every amount is printed with its sign. */
export function BridgeBars({ bars, unit }: { bars: readonly BridgeBar[]; unit: string }) {
  const spans = spansOf(bars)
  const [low, high] = [Math.min(0, ...spans.map(({ from, to }) => Math.min(from, to))), Math.max(0, ...spans.map(({ from, to }) => Math.max(from, to)))]
  const share = (value: number) => ((value - low) / (high - low || 1)) * 100
  return (
    <ul className="cdr-bridge">
      {bars.map((bar, at) => {
        const { from, to } = spans[at]!
        const look = bar.kind === 'level' ? 'cdr-bridge__level' : to < from ? 'cdr-bridge__down' : 'cdr-bridge__up'
        return (
          <li key={`${at} ${bar.name}`}>
            <span className={bar.kind === 'level' ? 'cdr-strong' : undefined}>{bar.name}</span>
            <span className="cdr-bridge__track" aria-hidden="true">
              <span className={look} style={{ left: `${share(Math.min(from, to))}%`, width: `${Math.abs(share(to) - share(from))}%` }} />
            </span>
            <b>
              {bar.kind === 'level' ? sayNumber(bar.size, 1) : sayStep(bar.size)} {unit}
            </b>
          </li>
        )
      })}
    </ul>
  )
}

/** A step with its sign; one that rounds to nothing has none. */
function sayStep(size: number): string {
  const sign = Math.abs(size) < 0.05 ? '' : size > 0 ? '+' : '−'
  return `${sign}${sayNumber(Math.abs(size), 1)}`
}

/** Where each bar begins and ends. Shape: one for each bar, in order. */
export function spansOf(bars: readonly BridgeBar[]): { from: number; to: number }[] {
  let at = 0
  return bars.map(({ kind, size }) => {
    const from = kind === 'level' ? 0 : at
    at = kind === 'level' ? size : at + size
    return { from, to: at }
  })
}
