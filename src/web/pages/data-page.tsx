import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Holdings } from '../../contract/holdings.ts'
import type { Status } from '../../contract/status.ts'
import { coverageQuestion, holdingsQuestion, statusQuestion } from '../ask/questions.ts'
import { DataTabs, dataViewOf } from '../data/data-tabs.tsx'
import type { DataView } from '../data/data-tabs.tsx'
import { useDataLens } from '../data/data-lens.tsx'
import { useDataSentence } from '../data/data-sentence.ts'
import { AreaPicker } from '../pickers/area-picker.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { later } from '../shell/later.tsx'
import { ErrorPage } from './error-page.tsx'

const View = later(async () => (await import('../data/data-view.tsx')).View)

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
