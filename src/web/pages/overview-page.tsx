import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { OverviewAnswer } from '../../contract/overview.ts'
import type { Status } from '../../contract/status.ts'
import { problemOf } from '../ask/ask.ts'
import { coverageQuestion, overviewChangesQuestion, overviewFutureQuestion, overviewQuestion } from '../ask/questions.ts'
import { useMode } from '../ask/use-mode.ts'
import { ofArea } from '../overview/of-area.ts'
import { saySeen } from '../overview/say-seen.ts'
import { AreaPicker } from '../pickers/area-picker.tsx'
import { sayLevel } from '../pickers/levels.ts'
import { MapDate } from '../pickers/map-date.tsx'
import type { OverviewSearch } from '../search.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { EmptyPage } from '../shell/empty-page.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { Trail } from '../shell/trail.tsx'
import { sayDate, sayMonth } from '../../units/calendar-date.ts'
import { later } from '../shell/later.tsx'
import { ErrorPage } from './error-page.tsx'

const OverviewFigures = later(async () => (await import('../overview/overview-figures.tsx')).OverviewFigures)

/** Where do we stand? Any level of the map. */
export function OverviewPage() {
  const search = useSearch({ from: '/' })
  const { area, map } = search
  const mode = useMode()
  const answer = useQuery({ ...overviewQuestion(area, map), enabled: mode !== undefined && mode !== 'empty' })
  const announce = useAnnounce()
  const summary = answer.isPlaceholderData ? undefined : answer.data?.summary
  useEffect(() => {
    if (summary !== undefined) announce(summary)
  }, [summary, announce])
  if (mode === 'empty') return <EmptyPage title="Overview" />
  if (answer.error) return <OverviewTrouble error={answer.error} map={map} />
  return answer.data === undefined ? <PagePending title="Overview" /> : <Overview answer={answer.data} search={search} busy={answer.isPlaceholderData} mode={mode} />
}

function Overview({ answer, search, busy, mode }: { answer: OverviewAnswer; search: OverviewSearch; busy: boolean; mode: Status['mode'] | undefined }) {
  const { map } = search
  const { area } = answer
  const asOf = answer.figures.find((figure) => figure.asOf !== null)?.asOf
  // Asked when the key figures stand: none of these is waited for.
  const future = ofArea(useQuery(overviewFutureQuestion(area.code, map)), (led) => led.area === area.code)
  const changes = ofArea(useQuery(overviewChangesQuestion(area.code, map)), (changed) => changed.area === area.code)
  const coverage = ofArea(useQuery(coverageQuestion(area.code)), (seen) => seen.area.code === area.code)
  return (
    <Page
      title={area.name}
      tab={`Overview of ${area.name}`}
      busy={busy}
      sentence={[answer.summary, future.data?.sentence, coverage.data === undefined ? null : saySeen(coverage.data)].filter((part) => part != null).join(' ')}
      trail={<Trail path={answer.path} map={map} />}
      actions={<Actions answer={answer} map={map} />}
      lens={[
        { name: 'Level', value: sayLevel(area.level) },
        { name: 'Latest data', value: asOf === undefined || asOf === null ? 'none' : sayMonth(asOf) },
        { name: 'Map of areas', value: map === undefined ? (answer.provenance?.map ?? 'as of the data') : sayDate(map) },
        { name: 'Snapshot', value: answer.provenance === null ? 'none' : <code>{answer.provenance.snapshot.slice(0, 12)}</code> },
      ]}
    >
      <OverviewFigures answer={answer} search={search} mode={mode} future={future} changes={changes} coverage={coverage} />
    </Page>
  )
}

function Actions({ answer: { area }, map }: { answer: OverviewAnswer; map: string | undefined }) {
  return (
    <div className="cdr-place__pick">
      <PickArea area={area.code} map={map} />
      {area.level === 'nation' ? null : (
        <a className="nhsuk-button nhsuk-button--secondary" href="#peers-title">
          Compare with peers
        </a>
      )}
      <Link className="nhsuk-button" to="/projection" search={{ area: area.code, part: 'what-if' }}>
        Try a change
      </Link>
    </div>
  )
}

function PickArea({ area, map }: { area: string | undefined; map: string | undefined }) {
  const navigate = useNavigate({ from: '/' })
  return (
    <div className="cdr-place__pick">
      <AreaPicker area={area} map={map} onPick={(code) => void navigate({ search: (previous) => ({ ...previous, area: code }), resetScroll: false })} />
      <MapDate map={map} onPick={(date) => void navigate({ search: (previous: OverviewSearch) => onMap(previous, date), resetScroll: false })} />
    </div>
  )
}

function onMap({ map: _before, ...search }: OverviewSearch, date: string | undefined): OverviewSearch {
  return date === undefined ? search : { ...search, map: date }
}

/** A place that is not on the map is answered with the way back and the picker. */
function OverviewTrouble({ error, map }: { error: unknown; map: string | undefined }) {
  return (
    <ErrorPage error={error} title={problemOf(error).status === 404 ? 'No such place' : 'Overview'}>
      <PickArea area={undefined} map={map} />
    </ErrorPage>
  )
}
