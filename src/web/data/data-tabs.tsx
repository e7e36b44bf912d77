import { Link } from '@tanstack/react-router'

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

/** Links to the parts of the Data page; the upload that is shown stays in the address. */
export function DataTabs({ current, job }: { current: DataView; job: string | undefined }) {
  return (
    <nav aria-label="Parts of the Data page">
      <ul className="nhsuk-tabs__list">
        {dataViews.map(({ view, name }) => (
          <li key={view}>
            <Link
              to="/data"
              search={{ view: view === 'upload' ? undefined : view, job }}
              activeOptions={{ includeSearch: true }}
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
