import { createContext, useContext } from 'react'
import type { RefObject } from 'react'

/** Whether a link to another page was followed since the application was opened; the first page keeps the browser's own focus. */
export const Followed = createContext<RefObject<boolean>>({ current: false })

/** Get it: read `current` in an effect, never while drawing. */
export function useFollowed(): RefObject<boolean> {
  return useContext(Followed)
}

/** Get the way to say that the reader goes to another page by something else than a link: its title gets the focus when what was pressed has gone. */
export function useFollow(): () => void {
  const followedRef = useContext(Followed)
  return () => {
    followedRef.current = true
  }
}
