import { sayNumber } from '../format.ts'

export interface SkillRow {
  readonly horizon: number
  readonly skill: number
  readonly coverage80: number
  readonly n: number
}

/** Draw how much better than drift each horizon did: bars from 0, right is better, left is worse; the number is printed. */
export function SkillRows({ rows, says }: { rows: readonly SkillRow[]; says: string }) {
  const reach = Math.max(0.1, ...rows.map((row) => Math.abs(row.skill)))
  const place = (value: number) => 50 + (value / reach) * 50
  return (
    <div>
      <p className="nhsuk-u-visually-hidden">{says}</p>
      <ul className="cdr-ranges">
        {rows.map((row) => (
          <li key={row.horizon}>
            <span>
              {row.horizon} {row.horizon === 1 ? 'year' : 'years'} ahead
            </span>
            <span className={`cdr-range${row.skill > 0 ? '' : ' cdr-range--none'}`} aria-hidden="true">
              <span className="cdr-range__bar" style={{ left: `${Math.min(50, place(row.skill))}%`, width: `${Math.abs(place(row.skill) - 50)}%` }} />
              <span className="cdr-range__zero" style={{ left: '50%' }} />
            </span>
            <span className="cdr-ranges__numbers">
              <b>{row.skill > 0 ? `${sayNumber(row.skill * 100)} % better than drift` : 'does not beat drift'}</b>{' '}
              <small>
                {row.skill > 0 ? '' : `${sayNumber(row.skill * 100)} %, `}
                {row.n} {row.n === 1 ? 'past run' : 'past runs'}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
