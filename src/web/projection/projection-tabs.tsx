import { Link, useNavigate } from '@tanstack/react-router'
import type { KeyboardEvent, ReactNode } from 'react'
import { projectionParts } from './projection-part.ts'
import type { ProjectionPart } from './projection-part.ts'

/** Tabs to look closer, each with an address of its own. Arrow keys, Home and End go from one to the next; the Tab key goes into the part. */
export function ProjectionTabs({ current, children }: { current: ProjectionPart; children: ReactNode }) {
  const navigate = useNavigate({ from: '/projection' })
  const steer = (event: KeyboardEvent) => {
    const next = tabAfter(current, event.key)
    if (next === undefined) return
    event.preventDefault()
    void navigate({ search: (previous) => ({ ...previous, part: next }), replace: true, resetScroll: false })
    document.getElementById(tabId(next))?.focus()
  }
  return (
    <div className="nhsuk-tabs">
      <h2 className="nhsuk-tabs__title" id="parts-title">
        Look closer
      </h2>
      <ul className="nhsuk-tabs__list" role="tablist" aria-labelledby="parts-title" onKeyDown={steer}>
        {projectionParts.map(({ part, name }) => (
          <li key={part} role="presentation" className={`nhsuk-tabs__list-item${part === current ? ' nhsuk-tabs__list-item--selected' : ''}`}>
            <Link
              id={tabId(part)}
              className="nhsuk-tabs__tab"
              role="tab"
              aria-selected={part === current}
              aria-controls={part === current ? panelId(part) : undefined}
              tabIndex={part === current ? 0 : -1}
              to="/projection"
              search={(previous) => ({ ...previous, part })}
              resetScroll={false}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <div className="nhsuk-tabs__panel cdr-grid" role="tabpanel" id={panelId(current)} aria-labelledby={tabId(current)}>
        {children}
      </div>
    </div>
  )
}

/** The tab a key leads to; undefined for keys that lead to none. */
function tabAfter(current: ProjectionPart, key: string): ProjectionPart | undefined {
  const at = projectionParts.findIndex(({ part }) => part === current)
  const to = { ArrowLeft: at - 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowDown: at + 1, Home: 0, End: projectionParts.length - 1 }[key]
  return to === undefined ? undefined : projectionParts[to]?.part
}

function tabId(part: ProjectionPart): string {
  return `tab-${part}`
}

function panelId(part: ProjectionPart): string {
  return `part-${part}`
}
