import type { CoverageAnswer, SectorCoverage } from '../../contract/coverage.ts'
import { sayMonth } from '../../units/calendar-date.ts'
import { sayNumber } from '../format.ts'

/** Draw how much of each sector is seen: the length of a bar is the size of the sector, what is not seen is hatched. */
export function CoverageBars({ coverage }: { coverage: CoverageAnswer }) {
  const largest = Math.max(1, ...coverage.sectors.map((sector) => sector.expected ?? 0))
  return (
    <div>
      {coverage.share === null ? null : <Whole share={coverage.share} />}
      <ul className="cdr-coverage">
        {coverage.sectors.map((sector) => (
          <li key={sector.sector}>
            <span>{sector.sector}</span>
            <span className="cdr-coverage__bar" aria-hidden="true">
              {sector.expected === null ? (
                <small>size not known</small>
              ) : (
                <span className="cdr-hatched" style={{ width: `${Math.max(2, (sector.expected / largest) * 100)}%` }}>
                  <span style={{ width: `${Math.min(1, sector.share ?? 0) * 100}%` }} />
                </span>
              )}
            </span>
            <b>{sayShare(sector)}</b>
            <small>{sector.seenAt === null ? 'nothing held' : sayMonth(sector.seenAt)}</small>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Whole({ share }: { share: number }) {
  const seen = Math.min(100, Math.round(share * 100))
  const [says, saysNot] = [`${seen} % seen`, `${100 - seen} % not seen`]
  return (
    <div className="cdr-seen">
      {seen < 1 ? null : <span style={{ width: `${Math.min(100, seen)}%` }}>{seen < 25 ? '' : says}</span>}
      {seen >= 100 ? null : (
        <span className="cdr-hatched">
          <span>{seen < 25 ? `${says}, ${saysNot}` : seen > 70 ? '' : saysNot}</span>
        </span>
      )}
    </div>
  )
}

/** Share seen, in per cent, all of it where more is seen than was expected; a sector of which nobody can say how large it is has none. */
export function sayShare({ share }: Pick<SectorCoverage, 'share'>): string {
  return share === null ? '[x]' : `${sayNumber(Math.min(1, share) * 100)} %`
}
