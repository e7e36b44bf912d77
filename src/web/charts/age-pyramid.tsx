import '../styles/flows.css'
import { sayNumber } from '../format.ts'

/** An age band: people of the year shown, those of them near retirement, people today, and women and men where the year shown is today and they are known. */
export interface AgeBar {
  readonly name: string
  readonly people: number
  readonly near: number
  readonly today: number
  readonly women: number | null
  readonly men: number | null
}

/** Draw people by age, oldest above: two sides where women and men are known, else one. Hatched: near retirement. Outlined: today. `most` keeps every year on one scale. */
export function AgePyramid({ bars, most, says }: { bars: readonly AgeBar[]; most: number; says: string }) {
  const split = bars.some(({ women, men }) => women !== null || men !== null)
  const width = (people: number) => `${most > 0 ? (people / most) * 100 : 0}%`
  return (
    <div className="cdr-pyramid">
      <p className="nhsuk-u-visually-hidden">{says}</p>
      {split ? (
        <p className="cdr-keyrow cdr-tick" aria-hidden="true">
          <span>Left: women</span>
          <span>right: men</span>
        </p>
      ) : null}
      <ul>
        {bars.toReversed().map((bar) => (
          <li key={bar.name}>
            <span>{bar.name}</span>
            {split ? (
              <span className="cdr-pyramid__track" aria-hidden="true">
                <Side people={bar.women ?? 0} near={nearOf(bar, bar.women ?? 0)} width={(people) => width(people)} left />
                <Side people={bar.men ?? 0} near={nearOf(bar, bar.men ?? 0)} width={(people) => width(people)} />
              </span>
            ) : (
              <span className="cdr-pyramid__track cdr-pyramid__track--one" aria-hidden="true">
                <Side people={bar.people} near={bar.near} today={bar.today} width={width} />
              </span>
            )}
            <b>
              {sayNumber(bar.people)}
              {split ? (
                <small>
                  {' '}
                  {sayNumber(bar.women ?? 0)} women, {sayNumber(bar.men ?? 0)} men
                </small>
              ) : (
                <small> today {sayNumber(bar.today)}</small>
              )}
            </b>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Of one sex of a band, those near retirement: in proportion, as a band is near as a whole or not at all unless the retirement age falls within it. */
function nearOf({ people, near }: AgeBar, own: number): number {
  return people > 0 ? (own * near) / people : 0
}

function Side({ people, near, today, width, left = false }: { people: number; near: number; today?: number; width: (people: number) => string; left?: boolean }) {
  const from = left ? 'right' : 'left'
  return (
    <span className={`cdr-pyramid__side${left ? ' cdr-pyramid__side--left' : ''}`}>
      <span className="cdr-pyramid__then" style={{ width: width(people - near) }} />
      {near > 0 ? <span className="cdr-pyramid__near" style={{ width: width(near), [from]: width(people - near) }} /> : null}
      {today === undefined ? null : <span className="cdr-pyramid__now" style={{ width: width(today) }} />}
    </span>
  )
}
