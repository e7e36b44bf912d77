import { useQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import { sessionQuestion } from '../access/access-questions.ts'
import { Wordmark } from './wordmark.tsx'

const pages = [
  { to: '/', name: 'Overview' },
  { to: '/explore', name: 'Explore' },
  { to: '/programmes', name: 'Programmes' },
  { to: '/projection', name: 'Projection' },
  { to: '/scenarios', name: 'Scenario' },
  { to: '/board', name: 'Board' },
  { to: '/wisn', name: 'Workload' },
  { to: '/data', name: 'Data' },
  { to: '/definitions', name: 'Definitions' },
] as const

/** The top bar: wordmark and the pages there are. An area chosen on one page is kept when going to another. */
export function Header() {
  const [open, setOpen] = useState(false)
  const location = useRouterState({ select: (state) => state.location })
  const area = (location.search as { area?: string }).area
  return (
    <header className="nhsuk-header">
      <div className="nhsuk-width-container">
        <Link to="/" className="cdr-wordmark" aria-label="Cadre, overview">
          <Wordmark />
        </Link>
        <button type="button" className="cdr-menu" aria-expanded={open} aria-controls="menu" onClick={() => setOpen(!open)}>
          Menu
        </button>
        <nav id="menu" aria-label="Pages" className={`nhsuk-header__navigation${open ? ' nhsuk-header__navigation--open' : ''}`}>
          <ul>
            {pages.map((page) => (
              <li key={page.to}>
                <Link
                  to={page.to}
                  onClick={() => setOpen(false)}
                  search={keepArea(page.to, area)}
                  aria-current={location.pathname === page.to || (page.to === '/programmes' && location.pathname === '/programme') || (page.to === '/scenarios' && ['/scenario', '/compare'].includes(location.pathname)) ? 'page' : undefined}
                >
                  {page.name}
                </Link>
              </li>
            ))}
            <OwnPages path={location.pathname} onFollow={() => setOpen(false)} />
          </ul>
        </nav>
      </div>
    </header>
  )
}

/** Links of who is signed in; in the demonstration nobody is. */
function OwnPages({ path, onFollow }: { path: string; onFollow: () => void }) {
  const { data: session } = useQuery(sessionQuestion())
  if (session?.person == null) return null
  const keeps = session.rights.includes('manage-system') || session.rights.includes('manage-organisation')
  const lets = session.rights.some((right) => ['publish', 'approve', 'records'].includes(right))
  const own = [...(lets ? [{ to: '/approvals', name: 'Approvals' } as const] : []), ...(keeps ? [{ to: '/admin', name: 'Administration' } as const] : []), { to: '/account', name: 'Your account' } as const]
  return own.map(({ to, name }) => (
    <li key={to}>
      <Link to={to} onClick={onFollow} aria-current={path === to ? 'page' : undefined}>
        {name}
      </Link>
    </li>
  ))
}

function keepArea(to: (typeof pages)[number]['to'], area: string | undefined) {
  return area !== undefined && (to === '/' || to === '/explore' || to === '/programmes' || to === '/projection' || to === '/scenarios' || to === '/board') ? { area } : {}
}
