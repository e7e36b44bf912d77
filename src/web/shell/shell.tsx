import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { isIn, sessionQuestion } from '../access/access-questions.ts'
import type { SessionState } from '../../contract/access.ts'
import { LiveNotice } from '../live/live-notice.tsx'
import { ErrorPage } from '../pages/error-page.tsx'
import { SignInPage } from '../pages/sign-in-page.tsx'
import { Announcer } from './announcer.tsx'
import { DemonstrationBanner } from './demonstration-banner.tsx'
import { Followed } from './followed.ts'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'
import { PagePending } from './page-pending.tsx'

/** What stands around every page. On the way to another page the focus goes to its title. */
export function Shell() {
  const { data: session, error } = useQuery(sessionQuestion())
  const followed = useRef(false)
  useFocusOnTitle(followed)
  return (
    <Announcer>
      <a className="nhsuk-skip-link" href="#main">
        Skip to main content
      </a>
      <Header />
      {session?.mode === 'demonstration' ? <DemonstrationBanner /> : null}
      <Followed value={followed}>
        <Admitted session={session} error={error} />
      </Followed>
      <Footer />
      <LiveNotice isIn={isIn(session)} />
    </Announcer>
  )
}

/** The page asked for, or the sign-in in its place: a one-time link is opened by people who are not signed in yet. */
function Admitted({ session, error }: { session: SessionState | undefined; error: Error | null }) {
  const isLink = useRouterState({ select: (state) => state.location.pathname === '/invitation' })
  if (session === undefined && !isLink) return error === null ? <PagePending /> : <ErrorPage error={error} title="Nothing can be shown yet" />
  return isIn(session) || isLink ? <Outlet /> : <SignInPage nobodyYet={session?.nobodyYet === true} provider={session?.provider === true} />
}

function useFocusOnTitle(followed: RefObject<boolean>) {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation === undefined || !pathChanged) return
        followed.current = true
        document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
      }),
    [router, followed],
  )
}
