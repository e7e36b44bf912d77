import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { statusQuestion } from '../ask/questions.ts'
import { Announcer } from './announcer.tsx'
import { DemonstrationBanner } from './demonstration-banner.tsx'
import { Followed } from './followed.ts'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'

/** What stands around every page. On the way to another page the focus goes to its title. */
export function Shell() {
  const { data: status } = useQuery(statusQuestion())
  const followed = useRef(false)
  useFocusOnTitle(followed)
  return (
    <Announcer>
      <a className="nhsuk-skip-link" href="#main">
        Skip to main content
      </a>
      <Header />
      {status?.mode === 'demonstration' ? <DemonstrationBanner /> : null}
      <Followed value={followed}>
        <Outlet />
      </Followed>
      <Footer />
    </Announcer>
  )
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
