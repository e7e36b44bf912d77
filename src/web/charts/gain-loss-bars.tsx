import { sayNumber } from '../format.ts'

export interface GainLoss {
  readonly code: string
  readonly name: string
  readonly gained: number
  readonly lost: number
  readonly net: number
}

/** Draw what each place lost to the left of zero and gained to the right, on one scale; the numbers are printed beside it. `marked` is the place that is looked at. */
export function GainLossBars({ places, marked, says }: { places: readonly GainLoss[]; marked: string | null; says: string }) {
  const most = Math.max(1, ...places.flatMap(({ gained, lost }) => [gained, lost]))
  return (
    <div>
      <p className="nhsuk-u-visually-hidden">{says}</p>
      <ul className="cdr-gains">
        {places.map(({ code, name, gained, lost, net }) => (
          <li key={code}>
            <span className={code === marked ? 'cdr-strong' : undefined}>{name}</span>
            <span className="cdr-gains__track" aria-hidden="true">
              <span>
                <span className="cdr-gains__lost" style={{ width: `${(lost / most) * 100}%` }} />
              </span>
              <span>
                <span className="cdr-gains__gained" style={{ width: `${(gained / most) * 100}%` }} />
              </span>
            </span>
            <span className="cdr-gains__numbers">
              <b>{saySigned(net)}</b>{' '}
              <small>
                {sayNumber(gained)} came, {sayNumber(lost)} went
              </small>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A change with its sign; none has no sign. */
export function saySigned(change: number): string {
  const size = sayNumber(Math.abs(change))
  return size === '0' ? '0' : `${change > 0 ? '+' : '−'}${size}`
}
