import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { OverviewAnswer } from '../../contract/overview.ts'
import { addressOf, problemOf } from '../ask/ask.ts'
import { overviewQuestion, statusQuestion } from '../ask/questions.ts'
import { FanFigure, sayGapAtEnd } from '../projection/fan-figure.tsx'
import { sayNumber } from '../format.ts'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { KeyFigures } from '../overview/key-figures.tsx'
import { OverviewChanges } from '../overview/overview-changes.tsx'
import { OverviewChildren } from '../overview/overview-children.tsx'
import { OverviewGaps } from '../overview/overview-gaps.tsx'
import { OverviewTiles } from '../overview/overview-tiles.tsx'
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
  const { area, map } = useSearch({ from: '/' })
  const status = useQuery(statusQuestion())
  const answer = useQuery({ ...overviewQuestion(area, map), enabled: status.data !== undefined && status.data.mode !== 'empty' })
  const announce = useAnnounce()
  const summary = answer.isPlaceholderData ? undefined : answer.data?.summary
  useEffect(() => {
    if (summary !== undefined) announce(summary)
  }, [summary, announce])
  if (status.data?.mode === 'empty') return <EmptyPage title="Overview" />
  if (status.error) return <ErrorPage error={status.error} title="Overview" />
  if (answer.error) return <OverviewTrouble error={answer.error} map={map} />
  return answer.data === undefined ? <PagePending title="Overview" /> : <Overview answer={answer.data} map={map} busy={answer.isPlaceholderData} />
}

function Overview({ answer, map, busy }: { answer: OverviewAnswer; map: string | undefined; busy: boolean }) {
  const asOf = answer.figures.find((figure) => figure.asOf !== null)?.asOf
  const width = answer.children.length > 0 ? 6 : 12
  return (
    <Page
      title={answer.area.name}
      tab={`Overview of ${answer.area.name}`}
      busy={busy}
      sentence={answer.summary}
      trail={<Trail path={answer.path} map={map} />}
      actions={<PickArea area={answer.area.code} map={map} />}
      lens={[
        { name: 'Level', value: sayLevel(answer.area.level) },
        { name: 'Latest data', value: asOf === undefined || asOf === null ? 'none' : sayMonth(asOf) },
        { name: 'Map of areas', value: map === undefined ? (answer.provenance?.map ?? 'as of the data') : sayDate(map) },
        { name: 'Snapshot', value: answer.provenance === null ? 'none' : <code>{answer.provenance.snapshot.slice(0, 12)}</code> },
      ]}
    >
      <KeyFigures figures={answer.figures} />
      <div className="cdr-grid">
        <OverviewFan answer={answer} />
        <OverviewGaps answer={answer} unit="FTE" provenance={provenanceOf(answer)} />
        <OverviewTiles answer={answer} map={map} />
        <OverviewChanges changed={answer.changed} width={width} snapshot={answer.provenance?.snapshot} />
        {answer.children.length > 0 ? <OverviewChildren answer={answer} map={map} width={width} /> : null}
      </div>
    </Page>
  )
}

function OverviewFan({ answer }: { answer: OverviewAnswer }) {
  const rows = fanOf(answer)
  const last = rows.at(-1)
  if (last === undefined)
    return <Unavailable id="fan" title={`${answer.area.name} cannot be projected yet`} why={answer.fanWhy ?? 'There is too little history here'} />
  return (
    <FanFigure
      id="fan"
      title={answer.fanTitle}
      what={`Staff in post in ${answer.area.name}`}
      unit="fte"
      history={answer.history}
      rows={rows}
      source={scopeOf(answer)}
      csv={addressOf('/api/projection.csv', { area: answer.area.code, years: String(rows.length - 1) })}
      provenance={provenanceOf(answer, sayGapAtEnd(last, 'fte'))}
    >
      <p style={{ marginTop: '12px' }}>
        <Link to="/projection" search={{ area: answer.area.code }}>
          See the projection with its assumptions, flows and accuracy
        </Link>
      </p>
    </FanFigure>
  )
}

/** The fan ends where the sentence and the gaps by staff group do; the projection page goes further. */
function fanOf(answer: OverviewAnswer): OverviewAnswer['fan'] {
  const year = answer.gaps[0]?.year
  return year === undefined ? answer.fan : answer.fan.filter((row) => Number(row.date.slice(0, 4)) <= year)
}

/** Say when the projection covers less than all staff in post, so that the two numbers are not taken for one. */
function scopeOf(answer: OverviewAnswer): string {
  const [start, inPost] = [answer.fan[0]?.supply.p50, answer.figures.find((figure) => figure.measure === 'fte')?.value]
  if (start === undefined || inPost === null || inPost === undefined || Math.abs(start / inPost - 1) < 0.005) return ''
  return `The projection starts at ${sayNumber(start)} FTE of the ${sayNumber(inPost)} FTE in post: it covers the staff groups whose history is held.`
}

function provenanceOf(answer: OverviewAnswer, number?: string) {
  return answer.provenance === null ? [{ name: 'Source', says: answer.fanWhy ?? 'No source is loaded' }] : linesOfAnswer(answer.provenance, number)
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
