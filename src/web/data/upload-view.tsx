import type { Holdings } from '../../contract/holdings.ts'
import type { Status } from '../../contract/status.ts'
import { HowToLoad } from '../shell/empty-page.tsx'
import { HeldFiles } from './held-files.tsx'
import { ImportJobView } from './import-job.tsx'
import { StartReal } from './start-real.tsx'
import { Upload } from './upload.tsx'
import { WaitingUploads } from './waiting-uploads.tsx'

/** Send files, see what became of them, and what is held. */
export function UploadView({ status, holdings, job }: { status: Status; holdings: Holdings; job: string | undefined }) {
  return (
    <>
      {status.mode === 'demonstration' ? <StartReal /> : <Upload />}
      {job === undefined ? null : <ImportJobView key={job} id={job} />}
      <WaitingUploads shown={job} />
      <div className="cdr-grid">{holdings.files.length === 0 ? <WhatToLoad /> : <HeldFiles files={holdings.files} />}</div>
    </>
  )
}

function WhatToLoad() {
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="load-title">
      <h2 id="load-title">What to load</h2>
      <p className="cdr-subtitle">Published files as they were downloaded, and returns from local systems</p>
      <HowToLoad />
    </section>
  )
}
