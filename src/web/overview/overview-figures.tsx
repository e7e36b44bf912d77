import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CoverageAnswer } from '../../contract/coverage.ts'
import type { OverviewAnswer, OverviewChanges as Changes, OverviewFuture } from '../../contract/overview.ts'
import type { Status } from '../../contract/status.ts'
import { addressOf } from '../ask/ask.ts'
import { CoverageFigure } from '../data/coverage-figure.tsx'
import { AskedFigure } from '../figure/asked-figure.tsx'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { sayNumber } from '../format.ts'
import { Lens } from '../lens/lens.tsx'
import { FanFigure, sayGapAtEnd } from '../projection/fan-figure.tsx'
import { PastRunsPanel } from '../projection/past-runs.tsx'
import type { OverviewSearch } from '../search.ts'
import { KeyFigures } from './key-figures.tsx'
import { OverviewChanges } from './overview-changes.tsx'
import { OverviewChildren } from './overview-children.tsx'
import { OverviewGaps } from './overview-gaps.tsx'
import { OverviewMap } from './overview-map.tsx'
import { OverviewPeers } from './overview-peers.tsx'

/** What the Overview shows below its sentence. */
export function OverviewFigures({ answer, search, mode, future, changes, coverage }: {
  answer: OverviewAnswer; search: OverviewSearch; mode: Status['mode'] | undefined
  future: UseQueryResult<OverviewFuture>; changes: UseQueryResult<Changes>; coverage: UseQueryResult<CoverageAnswer>
}) {
  const { map } = search
  const { area } = answer
  // The list of measures that answer is long to find the first time: what is read first goes before it.
  const isCalm = future.data !== undefined && changes.data !== undefined
  return (
    <>
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
    </>
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
