import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Holdings } from '../../contract/holdings.ts'
import type { Status } from '../../contract/status.ts'
import { coverageQuestion, holdingsQuestion, statusQuestion } from '../ask/questions.ts'
import { CoverageView } from '../data/coverage-view.tsx'
import { DataTabs, dataViewOf } from '../data/data-tabs.tsx'
import type { DataView } from '../data/data-tabs.tsx'
import { useDataLens } from '../data/data-lens.tsx'
import { MappingForm } from '../data/mapping-form.tsx'
import { PostsView } from '../data/posts-view.tsx'
import { QualityView } from '../data/quality-view.tsx'
import { SnapshotsView } from '../data/snapshots-view.tsx'
import { TemplatesView } from '../data/templates-view.tsx'
import { UploadView } from '../data/upload-view.tsx'
import { useDataSentence } from '../data/data-sentence.ts'
import { AreaPicker } from '../pickers/area-picker.tsx'
import type { DataSearch } from '../search.ts'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
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

/** Parts that are about a place, and so offer to choose one. */
const placed: readonly DataView[] = ['quality', 'coverage', 'posts']

function Data({ status, holdings }: { status: Status; holdings: Holdings }) {
  const search = useSearch({ from: '/data' })
  const navigate = useNavigate({ from: '/data' })
  const view = dataViewOf(search.view)
  const lens = useDataLens(status, holdings)
  const sentence = useDataSentence(view, search, holdings)
  const whole = useQuery({ ...coverageQuestion(), enabled: holdings.files.length > 0 })
  const picker = placed.includes(view) && holdings.files.length > 0
  return (
    <Page
      title="Data"
      sentence={sentence}
      lens={lens}
      tabs={<DataTabs current={view} search={search} />}
      actions={picker ? <AreaPicker area={search.area ?? whole.data?.area.code} onPick={(area) => void navigate({ search: (previous) => ({ ...previous, area }), resetScroll: false })} /> : undefined}
    >
      <View view={view} status={status} holdings={holdings} search={search} />
    </Page>
  )
}

function View({ view, status, holdings, search }: { view: DataView; status: Status; holdings: Holdings; search: DataSearch }) {
  if (view === 'templates') return <TemplatesView />
  if (view === 'upload' && search.job !== undefined && search.file !== undefined) return <MappingForm job={search.job} file={search.file} />
  if (view === 'upload' || holdings.files.length === 0) return <UploadView status={status} holdings={holdings} job={view === 'upload' ? search.job : undefined} />
  if (view === 'quality') return <QualityView holdings={holdings} area={search.area} />
  if (view === 'coverage') return <CoverageView holdings={holdings} area={search.area} />
  if (view === 'snapshots') return <SnapshotsView holdings={holdings} demonstration={status.mode === 'demonstration'} />
  return <PostsView search={search} />
}
