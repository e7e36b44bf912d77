import { Link } from '@tanstack/react-router'
import type { DataSearch } from '../search.ts'

/** Parts of the Data page, in their order. */
const dataViews = [
  { view: 'upload', name: 'Upload' },
  { view: 'quality', name: 'Quality' },
  { view: 'coverage', name: 'Coverage' },
  { view: 'snapshots', name: 'Snapshots' },
  { view: 'posts', name: 'Reconcile posts' },
  { view: 'templates', name: 'Templates' },
] as const
export type DataView = (typeof dataViews)[number]['view']

/** The part an address asks for; one it does not know is the first. */
export function dataViewOf(view: string | undefined): DataView {
  return dataViews.find((one) => one.view === view)?.view ?? 'upload'
}

/** Links to the parts of the Data page; the upload and the place that were chosen stay in the address. */
export function DataTabs({ current, search }: { current: DataView; search: DataSearch }) {
  return (
    <nav aria-label="Parts of the Data page">
      <ul className="nhsuk-tabs__list">
        {dataViews.map(({ view, name }) => (
          <li key={view}>
            <Link
              to="/data"
              search={{ view: view === 'upload' ? undefined : view, job: search.job, area: search.area }}
              activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
              aria-current={current === view ? 'page' : undefined}
              resetScroll={false}
            >
              {name}
            </Link>
          </li>
        ))}
        <li>
          <Link to="/definitions">Data dictionary</Link>
        </li>
      </ul>
    </nav>
  )
}
