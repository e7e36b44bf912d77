import type { ReactNode } from 'react'

/** A figure we cannot draw: hatched, with why, and never a blank. */
export function Unavailable({
  id,
  title,
  why,
  width = 12,
  children,
}: {
  id: string
  title: string
  why: string
  width?: 12 | 7 | 6 | 5
  children?: ReactNode
}) {
  return (
    <section className={`cdr-figure cdr-${width}`} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <p className="cdr-subtitle">{why}</p>
      <p className="cdr-hatched" style={{ height: '44px', lineHeight: '44px', textAlign: 'center', border: '1px solid var(--control)' }}>
        <span>[x] not available</span>
      </p>
      {children}
    </section>
  )
}
