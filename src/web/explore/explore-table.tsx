import { useState } from 'react'
import type { ExploreAnswer } from '../../contract/explore.ts'
import { queriedAs } from '../figure/queried.ts'
import type { ExploreSearch } from '../search.ts'
import { commandFor } from './explore-command.ts'
import { nextSort } from './explore-order.ts'
import { sayInTable } from '../../contract/explore-say.ts'

const mostRows = 100

/** The table itself: sorted by any column, the totals apart from their parts, the heads always in sight, in a region that is reached and scrolled by keyboard. */
export function ExploreTable({ answer, search, order, sort, caption, onSort }: { answer: ExploreAnswer; search: ExploreSearch; order: readonly number[]; sort: string | undefined; caption: string; onSort: (sort: string) => void }) {
  const [all, setAll] = useState(false)
  const { rows, columns, cells, totals, measure } = answer
  const say = sayInTable(measure)
  const heads = [...columns.items.map(({ key, name }) => ({ by: `c:${key}`, name: columns.dimension === '' ? measure.unit : columns.dimension === 'period' ? shortDate(name) : name })), ...(totals.rows === null ? [] : [{ by: 'total', name: 'All' }])]
  const last = columns.dimension === '' ? (totals.whole === null ? null : [totals.whole]) : totals.columns
  const shown = all ? order : order.slice(0, mostRows)
  return (
    <>
      <section className="cdr-scroll cdr-explored" tabIndex={0} aria-label={`Table: ${caption}`}>
        <table className="nhsuk-table">
          <caption className="nhsuk-u-visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <Head by="name" name={rows.name || 'Figure'} sort={sort} onSort={onSort} />
              {heads.map((head) => (
                <Head key={head.by} by={head.by} name={head.name} sort={sort} onSort={onSort} numeric />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((at) => (
              <tr key={rows.items[at]!.key}>
                <th scope="row">{rows.dimension === '' ? measure.name : rows.items[at]!.name}</th>
                {(cells[at] ?? []).map((figure, place) => (
                  <td key={place} className="cdr-number" {...queriedAs(commandFor(search, answer, at, place), figure)}>
                    {say(figure)}
                  </td>
                ))}
                {totals.rows === null ? null : (
                  <td className="cdr-number cdr-explored__total" {...queriedAs(commandFor(search, answer, at, null), totals.rows[at] ?? null)}>
                    {say(totals.rows[at] ?? null)}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
          {last === null || rows.dimension === '' ? null : (
            <tfoot>
              <tr>
                <th scope="row">All</th>
                {last.map((figure, place) => (
                  <td key={place} className="cdr-number" {...queriedAs(commandFor(search, answer, null, columns.dimension === '' ? null : place), figure)}>
                    {say(figure)}
                  </td>
                ))}
                {totals.rows === null || columns.dimension === '' ? null : (
                  <td className="cdr-number" {...queriedAs(commandFor(search, answer, null, null), totals.whole)}>
                    {say(totals.whole)}
                  </td>
                )}
              </tr>
            </tfoot>
          )}
        </table>
      </section>
      {order.length <= mostRows ? null : (
        <button type="button" className="cdr-action" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? `Show the first ${mostRows} rows only` : `Show all ${order.length} rows`}
        </button>
      )}
    </>
  )
}

/** A date as narrow as a column of numbers: 30 Sep 2025. */
function shortDate(date: string): string {
  return date.replace(/(\d+) (\w{3})\w* (\d{4})/, '$1 $2 $3')
}

function Head({ by, name, sort, onSort, numeric = false }: { by: string; name: string; sort: string | undefined; onSort: (sort: string) => void; numeric?: boolean }) {
  const sorted = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : undefined
  return (
    <th scope="col" aria-sort={sorted} className={numeric ? 'cdr-number' : undefined}>
      <button type="button" className="cdr-sort" onClick={() => onSort(nextSort(sort, by))}>
        {name}
        <span aria-hidden="true">{sorted === 'ascending' ? ' ▲' : sorted === 'descending' ? ' ▼' : ''}</span>
      </button>
    </th>
  )
}
