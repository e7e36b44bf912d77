import { useIsMutating } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

/** Changes that this page began, that somebody else carries out and that it has not yet read back. */
let underWay = 0
const told = new Set<() => void>()

/** Begin a change that goes on after its question was answered, such as the publishing of an upload. Answers how to end it, which counts once. */
export function beginOwnChange(): () => void {
  let isOver = false
  count(1)
  return () => {
    if (isOver) return
    isOver = true
    count(-1)
  }
}

/** Whether the reader of this page is changing what is live: what is new by that is no news to them. */
export function useOwnChange(): boolean {
  const asking = useIsMutating()
  const goingOn = useSyncExternalStore(listen, () => underWay)
  return asking + goingOn > 0
}

function count(by: number): void {
  underWay += by
  for (const tell of told) tell()
}

function listen(tell: () => void): () => void {
  told.add(tell)
  return () => void told.delete(tell)
}
