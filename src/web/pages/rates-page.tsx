import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { RatesAnswer } from '../../contract/rates.ts'
import { areasQuestion, ratesQuestion } from '../ask/questions.ts'
import { useMode } from '../ask/use-mode.ts'
import { AreaPicker } from '../pickers/area-picker.tsx'
import { pathTo } from '../pickers/path-to.ts'
import { StaffGroupPicker } from '../pickers/staff-group-picker.tsx'
import { rateNames } from '../rates/rate-words.ts'
import type { RatesSearch } from '../search.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { EmptyPage } from '../shell/empty-page.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { Trail } from '../shell/trail.tsx'
import { later } from '../shell/later.tsx'
import { ErrorPage } from './error-page.tsx'

const RatesParts = later(async () => (await import('../rates/rates-parts.tsx')).RatesParts)

const title = 'Rates'

/** What does a projection stand on? Each rate beside its peers and by year, with where it comes from. */
export function RatesPage() {
  const search = useSearch({ from: '/rates' })
  const mode = useMode()
  const { open: _panels, ...asked } = search
  const answer = useQuery({ ...ratesQuestion({ ...asked }), enabled: mode !== undefined && mode !== 'empty' })
  const announce = useAnnounce()
  const summary = answer.isPlaceholderData ? undefined : answer.data?.summary
  useEffect(() => {
    if (summary !== undefined) announce(summary)
  }, [summary, announce])
  if (mode === 'empty') return <EmptyPage title={title} />
  if (answer.error && !answer.isPlaceholderData)
    return (
      <ErrorPage error={answer.error} title={title}>
        <Pickers search={search} />
      </ErrorPage>
    )
  return answer.data === undefined ? <PagePending title={title} /> : <Rates answer={answer.data} search={search} busy={answer.isPlaceholderData && answer.isFetching} />
}

function Rates({ answer, search, busy }: { answer: RatesAnswer; search: RatesSearch; busy: boolean }) {
  const { data: map } = useQuery(areasQuestion())
  return (
    <Page
      title={title}
      tab={`${rateNames[answer.rate]} of ${answer.profession}, ${answer.areaName}`}
      busy={busy}
      sentence={answer.summary}
      trail={<Trail path={pathTo(map?.areas ?? [], answer.area)} />}
      lens={[
        { name: 'Rate', value: rateNames[answer.rate] },
        { name: 'Staff group', value: answer.profession },
        { name: 'Snapshot', value: <code>{answer.provenance.snapshot.slice(0, 12)}</code> },
        { name: 'Model', value: answer.provenance.model },
      ]}
    >
      <Pickers search={{ ...search, area: answer.area, profession: answer.profession, rate: answer.rate }} />
      <RatesParts answer={answer} search={search} />
    </Page>
  )
}

function Pickers({ search }: { search: RatesSearch }) {
  const navigate = useNavigate({ from: '/rates' })
  const go = (change: RatesSearch) => void navigate({ search: (previous) => ({ ...previous, ...change }), resetScroll: false })
  return (
    <div className="cdr-form">
      <AreaPicker area={search.area} onPick={(area) => go({ area })} />
      <StaffGroupPicker area={search.area} group={search.profession} onPick={(profession) => go({ profession })} />
      <div className="nhsuk-form-group">
        <label className="nhsuk-label" htmlFor="rate">
          Rate
        </label>
        <select className="nhsuk-select" id="rate" value={search.rate ?? 'leaving'} onChange={(event) => go({ rate: event.target.value })}>
          {Object.entries(rateNames).map(([name, says]) => (
            <option key={name} value={name}>
              {says}
            </option>
          ))}
        </select>
      </div>
    </div>
  )
}
