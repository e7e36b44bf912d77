import { useQuery } from '@tanstack/react-query'
import { AskRelease, LookAtTable } from '../releases/ask-release.tsx'
import { releasesQuestion } from '../releases/release-questions.ts'
import { ReleaseSection } from '../releases/release-section.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ErrorPage } from './error-page.tsx'

/** What leaves the organisation: what waits for a decision, what was decided, and asking for more. */
export function ApprovalsPage() {
  const { data, error } = useQuery(releasesQuestion())
  if (error) return <ErrorPage error={error} title="Approvals" />
  if (data === undefined) return <PagePending title="Approvals" />
  return (
    <Page title="Approvals" sentence={data.summary}>
      <div className="nhsuk-inset-text">
        <p>{data.how}</p>
      </div>
      <div className="cdr-grid">
        {data.releases.map((release) => (
          <ReleaseSection key={release.id} release={release} />
        ))}
        <AskRelease mayAsk={data.mayAsk} />
        <LookAtTable />
      </div>
    </Page>
  )
}
