import { sayNumber } from '../format.ts'

export interface EndBar {
  readonly name: string
  readonly heads: number
  /** Nobody can say: drawn hatched. */
  readonly unknown: boolean
}

/** Draw how many people each line holds, longest first, from zero; what nobody knows is hatched. `most` makes several of these drawings one scale. */
export function EndBars({ title, bars, most, says }: { title: string; bars: readonly EndBar[]; most: number; says: string }) {
  return (
    <div>
      <h3 className="cdr-ends__title">{title}</h3>
      <p className="nhsuk-u-visually-hidden">{says}</p>
      <ul className="cdr-ends">
        {bars.map((bar) => (
          <li key={bar.name}>
            <span>{bar.name}</span>
            <span className="cdr-ends__track" aria-hidden="true">
              <span className={bar.unknown ? 'cdr-hatched' : undefined} style={{ width: `${most > 0 ? Math.max(bar.heads > 0 ? 0.5 : 0, (bar.heads / most) * 100) : 0}%` }} />
            </span>
            <b>{sayNumber(bar.heads)}</b>
          </li>
        ))}
      </ul>
    </div>
  )
}
