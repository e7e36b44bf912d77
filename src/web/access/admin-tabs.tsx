import { Link } from '@tanstack/react-router'

/** Parts of the Administration page, in their order, each with the right it needs; null for anybody who gets here. */
const adminViews = [
  { view: 'people', name: 'People', needs: null },
  { view: 'audit', name: 'Audit', needs: 'manage-system' },
  { view: 'jobs', name: 'Jobs', needs: null },
  { view: 'retention', name: 'Retention', needs: 'publish' },
  { view: 'health', name: 'Health', needs: 'manage-system' },
] as const
export type AdminView = (typeof adminViews)[number]['view']

/** The part an address asks for; one it does not know is the first. */
export function adminViewOf(view: string | undefined): AdminView {
  return adminViews.find((one) => one.view === view)?.view ?? 'people'
}

/** Links to the parts that the rights allow. */
export function AdminTabs({ current, rights }: { current: AdminView; rights: readonly string[] }) {
  return (
    <nav aria-label="Parts of the Administration page">
      <ul className="nhsuk-tabs__list">
        {adminViews
          .filter(({ needs }) => needs === null || rights.includes(needs))
          .map(({ view, name }) => (
            <li key={view}>
              <Link to="/admin" search={{ view: view === 'people' ? undefined : view }} activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }} aria-current={current === view ? 'page' : undefined} resetScroll={false}>
                {name}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  )
}
