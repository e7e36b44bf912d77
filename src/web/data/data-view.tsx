import type { Holdings } from '../../contract/holdings.ts'
import type { Status } from '../../contract/status.ts'
import type { DataSearch } from '../search.ts'
import { CoverageView } from './coverage-view.tsx'
import type { DataView } from './data-tabs.tsx'
import { MappingForm } from './mapping-form.tsx'
import { PostsView } from './posts-view.tsx'
import { QualityView } from './quality-view.tsx'
import { SnapshotsView } from './snapshots-view.tsx'
import { TemplatesView } from './templates-view.tsx'
import { UploadView } from './upload-view.tsx'

/** The part of the Data page that the address names, below its sentence. */
export function View({ view, status, holdings, search }: { view: DataView; status: Status; holdings: Holdings; search: DataSearch }) {
  if (view === 'templates') return <TemplatesView />
  if (view === 'upload' && search.job !== undefined && search.file !== undefined) return <MappingForm job={search.job} file={search.file} />
  if (view === 'upload' || holdings.files.length === 0) return <UploadView status={status} holdings={holdings} job={view === 'upload' ? search.job : undefined} />
  if (view === 'quality') return <QualityView holdings={holdings} area={search.area} />
  if (view === 'coverage') return <CoverageView holdings={holdings} area={search.area} />
  if (view === 'snapshots') return <SnapshotsView holdings={holdings} demonstration={status.mode === 'demonstration'} />
  return <PostsView search={search} />
}
