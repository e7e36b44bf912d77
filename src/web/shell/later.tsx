import { createElement, lazy, Suspense } from 'react'
import type { ComponentType } from 'react'

/** A part of a page that is read after its first sentence: its script is asked for when the sentence is drawn, and not before, so that the sentence waits for nothing but itself; the place of the part is held. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Part = lazy(async () => {
    await onScreen()
    return { default: await load() }
  })
  return (props) => <Suspense fallback={<div className="cdr-later" aria-busy="true" />}>{createElement(Part, props)}</Suspense>
}

/** Wait until what stands now is on the screen; a page that nobody looks at draws nothing, and waits a little. Units: milliseconds. */
function onScreen(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done))
    setTimeout(done, 200)
  })
}
