import { Link } from '@tanstack/react-router'
import type { AreaNode } from '../../contract/area.ts'

/** The way from the nation down to an area; each part is a link up. */
export function Trail({ path, map }: { path: readonly AreaNode[]; map?: string | undefined }) {
  return (
    <nav className="nhsuk-breadcrumb" aria-label="Breadcrumb">
      <ol>
        {path.map((area, index) => (
          <li key={area.code}>
            <Link to="/" search={{ area: area.code, ...(map === undefined ? {} : { map }) }} aria-current={index === path.length - 1 ? 'page' : undefined}>
              {area.name}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
