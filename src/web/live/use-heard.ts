import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Live } from '../../contract/live.ts'
import { sessionKey } from '../access/access-questions.ts'
import { problemOf } from '../ask/ask.ts'
import { askLive } from '../ask/live-question.ts'
import { openLiveLine, type LiveLine } from './live-line.ts'

/** What was heard last, and when. Units: `at` milliseconds since 1970. */
export interface Heard { readonly live: Live; readonly at: number }

/** Follow what is live while somebody is in and looks at the page. */
export function useHeard(isIn: boolean): { readonly heard: Heard | null; readonly askNow: () => void } {
  const client = useQueryClient()
  const [heard, setHeard] = useState<Heard | null>(null)
  const line = useRef<LiveLine | null>(null)
  useEffect(() => {
    if (!isIn) return
    const opened = openLiveLine({
      open: () => new EventSource('/api/live'), ask: askLive, hear: (live) => setHeard({ live, at: Date.now() }),
      failed: (error) => {
        if (problemOf(error).code !== 'sign-in-needed') return true
        void client.invalidateQueries({ queryKey: sessionKey })
        return false
      },
    })
    line.current = opened
    const look = (): void => (document.visibilityState === 'visible' ? opened.wake() : opened.rest())
    look()
    document.addEventListener('visibilitychange', look)
    window.addEventListener('online', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('online', look)
      opened.rest()
      line.current = null
    }
  }, [isIn, client])
  return { heard, askNow: useCallback(() => line.current?.askNow(), []) }
}
