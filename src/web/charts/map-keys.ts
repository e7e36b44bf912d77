import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'

export interface MapSpot { readonly x: number; readonly y: number }

/** Which way each arrow key leads; y downwards. */
const ways: Readonly<Record<string, readonly [x: number, y: number]>> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }

/** Find the area that an arrow key leads to: the nearest that lies that way, straight ahead before aside. The same when there is none. */
export function nextSpot(spots: readonly MapSpot[], from: number, key: string): number {
  const [way, start] = [ways[key], spots[from]]
  if (way === undefined || start === undefined) return from
  let [best, least] = [from, Infinity]
  spots.forEach((spot, at) => {
    const [x, y] = [spot.x - start.x, spot.y - start.y]
    const [ahead, aside] = [x * way[0] + y * way[1], Math.abs(x * way[1]) + Math.abs(y * way[0])]
    const far = ahead + 2 * aside
    if (ahead > 0 && aside <= 2 * ahead && far < least) [best, least] = [at, far]
  })
  return best
}

/** One stop of the Tab key for a whole map: arrow keys lead from area to area, Enter follows. */
export function useMapKeys(spots: readonly MapSpot[], first: number) {
  const [active, setActive] = useState(Math.max(0, first))
  const links = useRef<(HTMLAnchorElement | null)[]>([])
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextSpot(spots, active, event.key)
    if (event.key in ways) event.preventDefault()
    if (next !== active) links.current[next]?.focus()
  }
  return (index: number) => ({
    ref: (link: HTMLAnchorElement | null) => {
      links.current[index] = link
    },
    tabIndex: index === Math.min(active, spots.length - 1) ? 0 : -1,
    onKeyDown,
    onFocus: () => setActive(index),
  })
}
