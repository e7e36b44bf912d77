import '../styles/live.css'
import { useQuery, useQueryClient, type Query } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { liveQuestion } from '../ask/live-question.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { drawn, followPlace, type Place } from './keep-place.ts'
import { useOwnChange } from './own-change.ts'
import { sayNews } from './say-news.ts'
import { useHeard } from './use-heard.ts'

/** Milliseconds for which an answer is taken as it is; while news waits none is asked for anew by itself, so that no figure changes under its reader. */
export const staleAfter = 60_000

/** Say that something new is live, below what is read and without moving it; the figures change when the reader says so, or goes to another page. */
export function LiveNotice({ isIn }: { isIn: boolean }) {
  const { news, dismiss } = useNews(isIn)
  const notice = useRef<HTMLElement>(null)
  const place = usePlace(news !== null, notice)
  const show = useShow()
  if (news === null) return null
  const leave = (): void => {
    place().back()
    dismiss()
  }
  return (
    <section ref={notice} className="cdr-live" aria-label="New since this page was opened">
      <p>
        <strong>{news}.</strong> The figures on this page are those from before.
      </p>
      <button type="button" className="nhsuk-button" onClick={() => {
        leave()
        void show()
      }}>
        Show it
      </button>
      <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={leave}>
        Later
      </button>
    </section>
  )
}

/** Where the reader is, or was before they went to the notice. */
function usePlace(isThere: boolean, notice: RefObject<HTMLElement | null>): () => Place {
  const followed = useRef<ReturnType<typeof followPlace> | null>(null)
  useEffect(() => {
    if (!isThere) return
    const following = followPlace((target) => target instanceof Node && notice.current?.contains(target) === true)
    followed.current = following
    return following.end
  }, [isThere, notice])
  return () => followed.current!.now()
}

/** What is newer than the page, not of the reader's own making and not dismissed, said aloud once. */
function useNews(isIn: boolean): { readonly news: string | null; readonly dismiss: () => void } {
  const client = useQueryClient()
  const announce = useAnnounce()
  const { data: shown, dataUpdatedAt } = useQuery({ ...liveQuestion(), enabled: isIn })
  const { heard, askNow } = useHeard(isIn)
  const [dismissed, setDismissed] = useState<unknown>(null)
  const differs = shown === undefined || heard === null ? null : sayNews(shown, heard.live)
  // What was heard before the figures were asked for may be the older of the two: ask again.
  const isOlder = differs !== null && heard !== null && heard.at <= dataUpdatedAt
  const isOwn = useOwnChange()
  const waiting = isOlder || isOwn ? null : differs
  useEffect(() => {
    if (isOlder) askNow()
  }, [isOlder, askNow])
  useEffect(() => {
    client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, staleTime: waiting === null ? staleAfter : Infinity } })
    if (waiting !== null) announce(`${waiting}. The figures on this page are those from before; the button “Show it” is at the end of the page.`)
  }, [waiting, client, announce])
  useShowElsewhere(waiting !== null)
  const mark = JSON.stringify(heard?.live)
  return { news: dismissed === mark ? null : waiting, dismiss: () => setDismissed(mark) }
}

/** Whoever goes to another page while news waits reads what is new there; who turned back on the way gets it here. */
function useShowElsewhere(isWaiting: boolean) {
  const client = useQueryClient()
  const router = useRouter()
  useEffect(() => {
    if (!isWaiting) return
    return router.subscribe('onBeforeLoad', ({ pathChanged }) => {
      if (!pathChanged) return
      void client.invalidateQueries({ refetchType: 'none' })
      void client.refetchQueries(liveQuestion())
    })
  }, [isWaiting, client, router])
  useEffect(() => router.subscribe('onRendered', () => void client.refetchQueries({ type: 'active', predicate: isLeftBehind })), [client, router])
}

function isLeftBehind({ state }: Query): boolean {
  return state.isInvalidated && state.status === 'success' && state.fetchStatus === 'idle'
}

/** Ask for everything on the page anew; the old figures stand until the new ones are there, and what is read stays where it is. */
function useShow(): () => Promise<void> {
  const client = useQueryClient()
  const announce = useAnnounce()
  return async () => {
    const following = followPlace(() => false)
    await client.invalidateQueries()
    await drawn()
    following.now().back()
    following.end()
    announce('This page now shows the new figures.')
  }
}
