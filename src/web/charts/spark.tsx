import { pathOf } from './scales.ts'

interface SparkParts {
  readonly points: readonly { date: string; value: number }[]
  /** Limits of ordinary variation; null where there are none. */
  readonly limits: { readonly mean: number; readonly low: number; readonly high: number } | null
  readonly says: string
}

/** Draw a short series on the limits of its ordinary variation; points outside them are larger. Without points: hatched. */
export function Spark({ points, limits, says }: SparkParts) {
  if (points.length < 2)
    return (
      <div className="cdr-spark cdr-hatched">
        <span className="nhsuk-u-visually-hidden">No history to draw</span>
      </div>
    )
  const values = points.map((point) => point.value)
  const [low, high] = [Math.min(...values, limits?.low ?? Infinity), Math.max(...values, limits?.high ?? -Infinity)]
  const y = (value: number) => 40 - ((value - low) / (high - low || 1)) * 36
  const place = (value: number, index: number) => [4 + (index / (points.length - 1)) * 192, y(value)] as const
  return (
    <svg className="cdr-spark" preserveAspectRatio="xMinYMid" viewBox="0 0 200 44" role="img" aria-label={says}>
      {limits === null ? null : (
        <>
          <rect x="0" width="200" y={y(limits.high)} height={y(limits.low) - y(limits.high)} fill="#eef2f5" />
          <path d={`M0 ${y(limits.mean)}H200`} stroke="#8a959e" strokeDasharray="3 3" />
        </>
      )}
      <path d={pathOf(values.map(place))} fill="none" stroke="#12436d" strokeWidth="1.75" strokeLinejoin="round" />
      {values.map((value, index) => {
        const [cx, cy] = place(value, index)
        const outside = limits !== null && (value > limits.high || value < limits.low)
        const last = index === values.length - 1
        return outside || last ? (
          <circle key={points[index]!.date} cx={cx} cy={cy} r={last ? 4 : 3.2} fill={outside ? '#a8430f' : '#12436d'} stroke="#fff" strokeWidth={last ? 1.5 : 0} />
        ) : null
      })}
    </svg>
  )
}
