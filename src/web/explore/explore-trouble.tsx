import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { NearestQuestions } from '../../contract/explore.ts'
import { problemOf } from '../ask/ask.ts'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import type { ExploreSearch } from '../search.ts'
import { nearestQuestion } from './explore-asked.ts'

/** Why a question has no answer, and the nearest that have one, each a link. */
export function ExploreTrouble({ error, search }: { error: unknown; search: ExploreSearch }) {
  const { data } = useQuery(nearestQuestion(search))
  return (
    <div style={{ marginTop: '24px' }}>
      <ProblemSummary problem={problemOf(error)}>
        {data === undefined ? (
          <p>Looking for the nearest questions that have an answer</p>
        ) : data.nearest.length === 0 ? null : (
          <>
            <p>
              <strong>The nearest that can be had:</strong>
            </p>
            <ul>
              {data.nearest.map((near) => (
                <li key={near.says}>
                  <Link to="/explore" search={searchFor(search, near)}>
                    {near.says}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </ProblemSummary>
    </div>
  )
}

function searchFor(search: ExploreSearch, near: NearestQuestions['nearest'][number]): ExploreSearch {
  const { at, from, to, map, basis, open, chart: _chart, sort: _sort, measure: _measure, rows: _rows, columns: _columns, ...filters } = search
  const question: ExploreSearch = { measure: near.measure, rows: near.rows || undefined, columns: near.columns || undefined, map, open }
  return { ...(near.keepsFilters ? filters : {}), ...question, ...(near.keepsDates ? { at, from, to } : {}), ...(near.keepsBasis ? { basis } : {}) }
}
