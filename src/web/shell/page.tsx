import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useFollowed } from './followed.ts'
import { Sentence } from './sentence.tsx'

export interface LensPart {
  readonly name: string
  readonly value: ReactNode
}

/** The frame of a page, in the order every page keeps: where we are, title, lens, one sentence, then the figures. */
export function Page(parts: {
  title: string
  tab?: string
  trail?: ReactNode
  actions?: ReactNode
  lens?: readonly LensPart[]
  /** Links to the parts of a page that has several. */
  tabs?: ReactNode
  sentence?: string
  busy?: boolean
  children?: ReactNode
}) {
  const { title, tab = title, trail, actions, lens = [], tabs, sentence, busy = false, children } = parts
  useEffect(() => {
    document.title = `${tab} – Cadre`
  }, [tab])
  const heading = useKeptFocus(title)
  return (
    <main id="main" tabIndex={-1}>
      <div className={`cdr-place${lens.length > 0 ? ' cdr-place--lens' : ''}`}>
        <div className="nhsuk-width-container">
          {trail}
          <div className="cdr-place__row">
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {actions}
          </div>
          {lens.length > 0 ? <Lens parts={lens} /> : null}
          {tabs}
        </div>
      </div>
      <div className="nhsuk-width-container cdr-main cdr-busy" aria-busy={busy}>
        {sentence === undefined ? null : <Sentence className="cdr-lede" text={sentence} />}
        {children}
      </div>
    </main>
  )
}

/** When the link that was followed has gone with the old page, or the waiting page with its title, the focus goes to the new title instead of nowhere. */
export function useKeptFocus(title: string) {
  const heading = useRef<HTMLHeadingElement>(null)
  const last = useRef<string | null>(null)
  const followed = useFollowed()
  useEffect(() => {
    const changed = last.current === null ? followed.current : last.current !== title
    if (changed && document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
    last.current = title
  }, [title, followed])
  return heading
}

function Lens({ parts }: { parts: readonly LensPart[] }) {
  return (
    <dl className="cdr-lens">
      {parts.map((part) => (
        <div key={part.name}>
          <dt>{part.name}</dt>
          <dd>{part.value}</dd>
        </div>
      ))}
    </dl>
  )
}
