import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { Holdings } from '../../contract/holdings.ts'
import type { Status } from '../../contract/status.ts'
import { holdingsQuestion, statusQuestion } from '../ask/questions.ts'
import { DataTabs, dataViewOf } from '../data/data-tabs.tsx'
import type { DataView } from '../data/data-tabs.tsx'
import { FindingsByRule } from '../data/findings-by-rule.tsx'
import { HeldFiles } from '../data/held-files.tsx'
import { HeldMonths } from '../data/held-months.tsx'
import { ImportJobView } from '../data/import-job.tsx'
import { MappingForm } from '../data/mapping-form.tsx'
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
  const search = useSearch({ from: '/data' })
  const view = dataViewOf(search.view)
  return (
    <Page title="Data" sentence={holdings.summary} lens={lensOf(status, holdings)} tabs={<DataTabs current={view} job={search.job} />}>
      {view === 'upload' && search.job !== undefined && search.file !== undefined ? (
        <MappingForm job={search.job} file={search.file} />
      ) : (
        <View view={view} status={status} holdings={holdings} job={search.job} />
      )}
    </Page>
  )
}

function lensOf(status: Status, holdings: Holdings) {
  const findings = holdings.files.reduce((sum, file) => sum + file.findings.reduce((count, finding) => count + finding.count, 0), 0)
  return [
    { name: 'Folder', value: status.folder },
    { name: 'Snapshot', value: status.snapshot === null ? 'none yet' : <code>{status.snapshot.slice(0, 12)}</code> },
    { name: 'Published', value: status.publishedAt === null ? 'not yet' : sayDate(status.publishedAt) },
    { name: 'Findings', value: sayNumber(findings) },
  ]
}

function View({ view, status, holdings, job }: { view: DataView; status: Status; holdings: Holdings; job: string | undefined }) {
  if (view === 'upload') return <UploadView status={status} holdings={holdings} job={job} />
  if (holdings.files.length === 0) return <WhatToLoad />
  return (
    <div className="cdr-grid">
      {view === 'quality' ? <FindingsByRule files={holdings.files} /> : null}
      {view === 'coverage' && holdings.months.length > 0 ? <HeldMonths months={holdings.months} /> : null}
      {view === 'snapshots' ? <Snapshots snapshots={holdings.snapshots} /> : null}
    </div>
  )
}

function UploadView({ status, holdings, job }: { status: Status; holdings: Holdings; job: string | undefined }) {
  return (
    <>
      {status.mode === 'demonstration' ? <StartReal /> : <Upload />}
      {job === undefined ? null : <ImportJobView key={job} id={job} />}
      {holdings.files.length === 0 ? (
        <WhatToLoad />
      ) : (
        <div className="cdr-grid">
          <HeldFiles files={holdings.files} />
        </div>
      )}
    </>
  )
}

function WhatToLoad() {
  return (
    <div className="cdr-grid">
      <section className="cdr-figure cdr-12" aria-labelledby="load-title">
        <h2 id="load-title">What to load</h2>
        <p className="cdr-subtitle">Published files as they were downloaded, and returns from local systems</p>
        <HowToLoad />
      </section>
    </div>
  )
}
