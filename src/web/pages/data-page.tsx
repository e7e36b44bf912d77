import { useQuery } from '@tanstack/react-query'
import type { Holdings } from '../../contract/holdings.ts'
import type { Status } from '../../contract/status.ts'
import { holdingsQuestion, statusQuestion } from '../ask/questions.ts'
import { FindingsByRule } from '../data/findings-by-rule.tsx'
import { HeldFiles } from '../data/held-files.tsx'
import { HeldMonths } from '../data/held-months.tsx'
import { Snapshots } from '../data/snapshots.tsx'
import { StartReal } from '../data/start-real.tsx'
import { Upload } from '../data/upload.tsx'
import { sayNumber } from '../format.ts'
import { HowToLoad } from '../shell/empty-page.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { sayDate } from '../../units/calendar-date.ts'
import { ErrorPage } from './error-page.tsx'

/** What is loaded, how good is it? And the place to load more. */
export function DataPage() {
  const status = useQuery(statusQuestion())
  const holdings = useQuery(holdingsQuestion())
  const error = status.error ?? holdings.error
  if (error) return <ErrorPage error={error} title="Data" />
  if (status.data === undefined || holdings.data === undefined) return <PagePending title="Data" />
  return <Data status={status.data} holdings={holdings.data} />
}

function Data({ status, holdings }: { status: Status; holdings: Holdings }) {
  const findings = holdings.files.reduce((sum, file) => sum + file.findings.reduce((count, finding) => count + finding.count, 0), 0)
  return (
    <Page
      title="Data"
      sentence={holdings.summary}
      lens={[
        { name: 'Folder', value: status.folder },
        { name: 'Snapshot', value: status.snapshot === null ? 'none yet' : <code>{status.snapshot.slice(0, 12)}</code> },
        { name: 'Published', value: status.publishedAt === null ? 'not yet' : sayDate(status.publishedAt) },
        { name: 'Findings', value: sayNumber(findings) },
      ]}
    >
      {status.mode === 'demonstration' ? <StartReal /> : <Upload />}
      {holdings.files.length === 0 ? (
        <WhatToLoad />
      ) : (
        <div className="cdr-grid">
          <HeldFiles files={holdings.files} />
          <FindingsByRule files={holdings.files} />
          {holdings.months.length === 0 ? null : <HeldMonths months={holdings.months} />}
          <Snapshots snapshots={holdings.snapshots} />
        </div>
      )}
    </Page>
  )
}

function WhatToLoad() {
  return (
    <div className="cdr-grid">
      <section className="cdr-figure cdr-12" aria-labelledby="load-title">
        <h2 id="load-title">What to load</h2>
        <p className="cdr-subtitle">Published files as they were downloaded</p>
        <HowToLoad />
      </section>
    </div>
  )
}
