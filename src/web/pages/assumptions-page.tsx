import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { AssumptionLibrary } from '../../contract/assumption.ts'
import { addressOf } from '../ask/ask.ts'
import { assumptionsQuestion } from '../ask/questions.ts'
import type { AssumptionsSearch } from '../search.ts'
import { later } from '../shell/later.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ErrorPage } from './error-page.tsx'

type Entry = AssumptionLibrary['entries'][number]
const LibraryParts = later(async () => (await import('../assumptions/library-parts.tsx')).LibraryParts)
const title = 'Assumption library'

/** Published numbers that plans take their assumptions from: each with source, range, grade, owner and review date. */
export function AssumptionsPage() {
  const search = useSearch({ from: '/assumptions' })
  const { data, error } = useQuery(assumptionsQuestion())
  if (error) return <ErrorPage error={error} title={title} />
  return data === undefined ? <PagePending title={title} /> : <Library library={data} search={search} />
}

function Library({ library, search }: { library: AssumptionLibrary; search: AssumptionsSearch }) {
  const navigate = useNavigate({ from: '/assumptions' })
  const go = (change: AssumptionsSearch) => void navigate({ search: (previous) => ({ ...previous, ...change }), resetScroll: false, replace: true })
  const groups = [...new Set(library.entries.map(({ group }) => group))]
  const shown = library.entries.filter((entry) => (!search.group || entry.group === search.group) && isFound(entry, search.find ?? ''))
  return (
    <Page title={title} sentence={library.summary}>
      <div className="cdr-form">
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor="group">
            Group
          </label>
          <select className="nhsuk-select" id="group" value={search.group ?? ''} onChange={(event) => go({ group: event.target.value })}>
            <option value="">All groups</option>
            {groups.map((group) => (
              <option key={group} value={group}>
                {group}
              </option>
            ))}
          </select>
        </div>
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor="find">
            Words to look for
          </label>
          <input className="nhsuk-input" id="find" type="search" value={search.find ?? ''} onChange={(event) => go({ find: event.target.value })} />
        </div>
      </div>
      <p style={{ marginBlock: '16px 32px' }}>
        These numbers were published, by whom each line says; none of them is of the data loaded here. {shown.length === library.entries.length ? 'All of them are shown' : `${shown.length} of ${library.entries.length} are shown`}. Evidence:{' '}
        {Object.entries(library.grades).map(([grade, says]) => `${grade} is ${says}`).join('; ')}. <a href={addressOf('/api/assumptions.csv', { group: search.group, find: search.find })}>Download csv</a>
      </p>
      <LibraryParts library={library} groups={groups} shown={shown} />
    </Page>
  )
}

function isFound({ id, what, says, applies, source }: Entry, wanted: string): boolean {
  return `${id} ${what} ${says} ${applies} ${source.title} ${source.publisher}`.toLowerCase().includes(wanted.trim().toLowerCase())
}
