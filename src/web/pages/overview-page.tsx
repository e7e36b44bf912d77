import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { OverviewAnswer, OverviewFuture } from '../../contract/overview.ts'
import type { Status } from '../../contract/status.ts'
import { addressOf, problemOf } from '../ask/ask.ts'
import { coverageQuestion, overviewChangesQuestion, overviewFutureQuestion, overviewQuestion } from '../ask/questions.ts'
import { useMode } from '../ask/use-mode.ts'
import { CoverageFigure } from '../data/coverage-figure.tsx'
import { AskedFigure } from '../figure/asked-figure.tsx'
import { FanFigure, sayGapAtEnd } from '../projection/fan-figure.tsx'
import { PastRunsPanel } from '../projection/past-runs.tsx'
import { sayNumber } from '../format.ts'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { Lens } from '../lens/lens.tsx'
import { KeyFigures } from '../overview/key-figures.tsx'
import { ofArea } from '../overview/of-area.ts'
import { OverviewChanges } from '../overview/overview-changes.tsx'
import { OverviewChildren } from '../overview/overview-children.tsx'
import { OverviewGaps } from '../overview/overview-gaps.tsx'
import { OverviewMap } from '../overview/overview-map.tsx'
import { OverviewPeers } from '../overview/overview-peers.tsx'
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
import { ErrorPage } from './error-page.tsx'

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
  // The list of measures that answer is long to find the first time: what is read first goes before it.
  const isCalm = future.data !== undefined && changes.data !== undefined
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
      <KeyFigures figures={answer.figures} area={area.code} map={map} today={mode === 'demonstration' ? null : today()} />
      <div className="cdr-grid">
        <Lens question={{ measure: 'fte', where: { area: area.code }, at: answer.figures.find(({ measure }) => measure === 'fte')?.asOf ?? undefined, map }} />
        <AskedFigure id="fan" title={`Where ${area.name} goes if nothing changes`} asked={future}>
          {(led) => <OverviewFan answer={answer} future={led} map={map} />}
        </AskedFigure>
        <AskedFigure id="gaps" title="The gap by staff group" width={7} asked={future}>
          {(led) => <OverviewGaps answer={led} map={map} unit="FTE" provenanceOf={(command) => provenanceOf(answer, undefined, command)} />}
        </AskedFigure>
        <AskedFigure id="changed" title="What changed" width={5} asked={changes}>
          {(changed) => <OverviewChanges changes={changed} width={5} />}
        </AskedFigure>
        <OverviewMap area={area.code} name={area.name} search={search} isCalm={isCalm} />
        {area.level === 'nation' ? null : <OverviewPeers area={area.code} level={area.level} name={area.name} search={search} isCalm={isCalm} />}
        <AskedFigure id="coverage" title="How much of the workforce we see" width={5} asked={coverage}>
          {(seen) => <CoverageFigure coverage={seen} area={area.code} />}
        </AskedFigure>
        {answer.children.length > 0 ? <OverviewChildren answer={answer} map={map} width={7} /> : null}
      </div>
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

/** The day the page is read. Freshness is reckoned to it. */
function today(): string {
  return new Date().toISOString().slice(0, 10)
}

function OverviewFan({ answer, future, map }: { answer: OverviewAnswer; future: OverviewFuture; map: string | undefined }) {
  const rows = fanOf(future)
  const last = rows.at(-1)
  if (last === undefined)
    return <Unavailable id="fan" title={`${answer.area.name} cannot be projected yet`} why={future.fanWhy ?? 'There is too little history here'} />
  const fte = answer.figures.find((figure) => figure.measure === 'fte')
  // As the Projection page opens: the same run, of which the first years are shown.
  const command = `cadre project --area ${answer.area.code}${map === undefined ? '' : ` --map ${map}`}`
  return (
    <FanFigure
      command={command}
      id="fan"
      title={future.fanTitle}
      what={`Staff in post in ${answer.area.name}`}
      unit="fte"
      history={future.history.length > 0 ? future.history : (fte?.points ?? []).map((point) => ({ ...point, status: fte?.status ?? 'ok' }))}
      rows={rows}
      source={scopeOf(answer, future)}
      csv={addressOf('/api/projection.csv', { area: answer.area.code, years: String(rows.length - 1) })}
      provenance={provenanceOf(answer, sayGapAtEnd(last, 'fte'), command)}
    >
      <PastRunsPanel past={future.pastRuns} unit="fte" command={command} />
      <p style={{ marginTop: '12px' }}>
        <a href={addressOf('/api/overview.pptx', { area: answer.area.code, map })} download>
          Take this figure as a slide
        </a>
        {'. '}
        <Link to="/projection" search={{ area: answer.area.code }}>
          See the projection with its assumptions, flows and accuracy
        </Link>
      </p>
    </FanFigure>
  )
}

/** The fan ends where the sentence and the gaps by staff group do; the projection page goes further. */
function fanOf({ fan, gaps }: OverviewFuture): OverviewFuture['fan'] {
  const year = gaps[0]?.year
  return year === undefined ? fan : fan.filter((row) => Number(row.date.slice(0, 4)) <= year)
}

/** Say when the projection covers less than all staff in post, so that the two numbers are not taken for one. */
function scopeOf(answer: OverviewAnswer, { fan }: OverviewFuture): string {
  const [start, inPost] = [fan[0]?.supply.p50, answer.figures.find((figure) => figure.measure === 'fte')?.value]
  if (start === undefined || inPost === null || inPost === undefined || Math.abs(start / inPost - 1) < 0.005) return ''
  return `The projection starts at ${sayNumber(start)} FTE of the ${sayNumber(inPost)} FTE in post: it covers the staff groups whose history is held.`
}

function provenanceOf(answer: OverviewAnswer, number?: string, repeat?: string) {
  return answer.provenance === null ? [{ name: 'Source', says: 'No source is loaded' }] : linesOfAnswer(answer.provenance, number, repeat)
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
