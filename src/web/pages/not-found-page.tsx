import { Link } from '@tanstack/react-router'
import { Page } from '../shell/page.tsx'

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Page title="Page not found" sentence="There is no page at this address. It may have been typed differently, or the page is not built yet.">
      <p style={{ marginTop: '24px' }}>
        <Link to="/">Go to the overview</Link>
      </p>
    </Page>
  )
}
