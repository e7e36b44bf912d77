import { createElement, lazy, Suspense } from 'react'
import type { ComponentType } from 'react'

/**
 * A part of a page that is read after its first sentence. Its script is asked for as soon as the page's own stands, and not before, so that the sentence waits for nothing but itself;
 * the place of the part is held until it is there.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const loaded = load()
  // Said where the part would stand, and not before.
  loaded.catch(() => undefined)
  const Part = lazy(async () => ({ default: await loaded }))
  return (props) => <Suspense fallback={<div className="cdr-later" aria-busy="true" />}>{createElement(Part, props)}</Suspense>
}
