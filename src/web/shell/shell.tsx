import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { statusQuestion } from '../ask/questions.ts'
import { Announcer } from './announcer.tsx'
import { DemonstrationBanner } from './demonstration-banner.tsx'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'

/** What stands around every page. On the way to another page the focus goes to its title. */
export function Shell() {
  const { data: status } = useQuery(statusQuestion())
  useFocusOnTitle()
  return (
    <Announcer>
      <a className="nhsuk-skip-link" href="#main">Skip to main content</a>
      <Header />
      {status?.mode === 'demonstration' ? <DemonstrationBanner /> : null}
      <Outlet />
      <Footer />
    </Announcer>
  )
}

function useFocusOnTitle() {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation !== undefined && pathChanged) document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
      }),
    [router],
  )
}
