import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { problemOf } from '../ask/ask.ts'
import { Unavailable } from './unavailable.tsx'

/** A figure with a question of its own: words while it is worked out, why it is not available, or the answer. */
export function AskedFigure<Answer>({
  id,
  title,
  width = 12,
  asked,
  children,
}: {
  id: string
  title: string
  width?: 12 | 7 | 6 | 5
  asked: UseQueryResult<Answer>
  children: (answer: Answer) => ReactNode
}) {
  if (asked.error) return <Unavailable id={id} title={title} why={problemOf(asked.error).detail} width={width} />
  if (asked.data !== undefined) return children(asked.data)
  return (
    <section className={`cdr-figure cdr-${width}`} aria-labelledby={`${id}-title`} aria-busy="true">
      <h2 id={`${id}-title`}>{title}</h2>
      <p className="cdr-subtitle">Working it out</p>
    </section>
  )
}
