import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ProjectionAnswer } from '../../contract/projection.ts'
import { sayMonth } from '../../units/calendar-date.ts'
import { addressOf, problemOf } from '../ask/ask.ts'
import { areasQuestion, projectionQuestion, statusQuestion } from '../ask/questions.ts'
import { sayDatesIn, sayUnit } from '../format.ts'
import { includesNone } from '../charts/gap-words.ts'
import { linesOfProjection } from '../figure/provenance-panel.tsx'
import { AreaPicker } from '../pickers/area-picker.tsx'
import { StaffGroupPicker } from '../pickers/staff-group-picker.tsx'
import { EveryArea } from '../projection/every-area.tsx'
import { BacktestFigures } from '../projection/backtest-figure.tsx'
import { FanFigure, sayGapAtEnd } from '../projection/fan-figure.tsx'
import { checkField, fields, leverFields, shownValue } from '../projection/projection-fields.ts'
import { FlowsSection } from '../projection/flows-section.tsx'
import { ProjectionForm } from '../projection/projection-form.tsx'
import { ProjectionAccount } from '../projection/projection-account.tsx'
import { ProjectionAccuracy } from '../projection/projection-accuracy.tsx'
import { ProjectionAssumptions } from '../projection/projection-assumptions.tsx'
import { ProjectionFlows } from '../projection/projection-flows.tsx'
import { ProjectionManifest } from '../projection/projection-manifest.tsx'
import { PyramidFigure } from '../projection/pyramid-figure.tsx'
import { ProjectionSensitivity } from '../projection/projection-sensitivity.tsx'
import { ProjectionTwin } from '../projection/projection-twin.tsx'
import { WhatIf } from '../projection/what-if.tsx'
import { Slider } from '../projection/slider.tsx'
import type { ProjectionSearch } from '../search.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { EmptyPage } from '../shell/empty-page.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { Trail } from '../shell/trail.tsx'
import { pathTo } from '../pickers/path-to.ts'
import { ErrorPage } from './error-page.tsx'

/** What happens if nothing changes? Supply, demand and gap with their ranges, and how past projections did. */
export function ProjectionPage() {
  const search = useSearch({ from: '/projection' })
  const status = useQuery(statusQuestion())
  const readable = [...fields, ...leverFields].every((field) => checkField(field, shownValue(field, search[field.name], {})) === null)
  const { open: _panels, every: _every, levers: _levers, pyramidYear: _year, retirementAge: _age, ...asked } = search
  const answer = useQuery({ ...projectionQuestion({ ...asked }), enabled: readable && status.data !== undefined && status.data.mode !== 'empty' })
  const announce = useAnnounce()
  const summary = answer.isPlaceholderData ? undefined : answer.data?.summary
  useEffect(() => {
    if (summary !== undefined) announce(`Recalculated. ${summary}`)
  }, [summary, announce])
  if (status.data?.mode === 'empty') return <EmptyPage title="Projection" />
  if (status.error) return <ErrorPage error={status.error} title="Projection" />
  if (answer.error && !answer.isPlaceholderData)
    return (
      <ErrorPage error={answer.error} title="Projection">
        <Pickers search={search} />
        {problemOf(answer.error).status === 404 && !problemOf(answer.error).code.startsWith('demand-') ? null : <ProjectionForm search={search} used={{}} />}
      </ErrorPage>
    )
  if (!readable && answer.data === undefined)
    return (
      <Page title="Projection" sentence="The address of this page asks for something we cannot project.">
        <Pickers search={search} />
        <ProjectionForm search={search} used={{}} />
      </Page>
    )
  return answer.data === undefined ? (
    <PagePending title="Projection" />
  ) : (
    <Projection answer={answer.data} search={search} busy={answer.isPlaceholderData && answer.isFetching} />
  )
}

function Projection({ answer, search, busy }: { answer: ProjectionAnswer; search: ProjectionSearch; busy: boolean }) {
  const { data: map } = useQuery(areasQuestion())
  const [first, last] = [answer.rows[0], answer.rows.at(-1)]
  const { open: _panels, every: _every, levers: _levers, pyramidYear: _year, retirementAge: _age, ...asked } = search
  if (last === undefined || first === undefined) throw new Error('the projection came without a single year')
  const provenance = linesOfProjection(answer, `${sayGapAtEnd(last, answer.unit)}, median of ${answer.manifest.draws} draws`)
  return (
    <Page
      title="Projection"
      tab={`Projection of ${answer.profession}, ${answer.areaName}`}
      busy={busy}
      sentence={answer.summary}
      trail={<Trail path={pathTo(map?.areas ?? [], answer.area)} />}
      lens={[
        { name: 'Measure', value: sayUnit(answer.unit) === 'FTE' ? 'Full-time equivalents' : 'People' },
        { name: 'Staff group', value: answer.profession },
        { name: 'From', value: sayMonth(first.date) },
        { name: 'Snapshot', value: <code>{answer.manifest.dataset.slice(0, 12)}</code> },
        { name: 'Model', value: `${answer.manifest.model}, seed ${answer.manifest.seed}` },
      ]}
    >
      <Pickers search={{ ...search, area: answer.area, profession: answer.profession }} />
      <div className="cdr-grid">
        <FanFigure
          id="fan"
          title={titleOf(answer)}
          what={`${answer.profession} in ${answer.areaName}`}
          unit={answer.unit}
          history={answer.history}
          rows={answer.rows}
          csv={addressOf('/api/projection.csv', { ...asked })}
          provenance={provenance}
          source={answer.provenance.sources
            .map((source) => source.title)
            .filter((title, index, all) => all.indexOf(title) === index)
            .join('; ')
            .concat('.')}
        />
        <Slider search={search} answer={answer} />
        <ChangeAssumptions search={search} answer={answer} />
        <WhatIf search={search} asked={{ ...asked }} answer={answer} />
        <ProjectionAccuracy answer={answer} />
        <ProjectionTwin answer={answer} provenance={provenance} />
        <ProjectionFlows answer={answer} provenance={provenance} />
        <ProjectionAccount answer={answer} provenance={provenance} />
        <PyramidFigure asked={{ area: answer.area, profession: answer.profession, years: search.years, leaverChange: search.leaverChange, joinerChange: search.joinerChange, participationChange: search.participationChange, retirementAge: search.retirementAge }} year={search.pyramidYear} />
        <FlowsSection asked={{ area: answer.area, profession: answer.profession }} />
        <ProjectionAssumptions answer={answer} provenance={provenance} />
        <ProjectionSensitivity asked={{ ...asked }} />
        <EveryArea search={search} group={answer.profession} />
        <BacktestFigures />
        <ProjectionManifest answer={answer} />
        {answer.notes.length === 0 ? null : <Notes notes={answer.notes} />}
      </div>
    </Page>
  )
}

function Pickers({ search }: { search: ProjectionSearch }) {
  const navigate = useNavigate({ from: '/projection' })
  const go = (change: ProjectionSearch) => void navigate({ search: (previous) => ({ ...previous, ...change }), resetScroll: false })
  return (
    <div className="cdr-form">
      <AreaPicker area={search.area} onPick={(area) => go({ area })} />
      <StaffGroupPicker area={search.area} group={search.profession} onPick={(profession) => go({ profession })} />
    </div>
  )
}

/** The answer stands before the assumptions, on a phone too. */
function ChangeAssumptions({ search, answer }: { search: ProjectionSearch; answer: ProjectionAnswer }) {
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="change-title">
      <h2 id="change-title">Change what is assumed</h2>
      <p className="cdr-subtitle">The fields show what this projection used. Each change makes a new address that can be sent to others</p>
      <ProjectionForm search={search} used={usedBy(answer)} />
    </section>
  )
}

function Notes({ notes }: { notes: readonly string[] }) {
  return (
    <section className="cdr-figure cdr-6" aria-labelledby="notes-title">
      <h2 id="notes-title">What to know before using this</h2>
      <ul className="cdr-changes">
        {notes.map((note) => (
          <li key={note} style={{ display: 'block' }}>
            {sayDatesIn(note)}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Title: which way supply and demand move and what it leaves. */
function titleOf(answer: ProjectionAnswer): string {
  const [first, last] = [answer.rows[0]!, answer.rows.at(-1)!]
  const [supply, demand] = [last.supply.p50 - first.supply.p50, last.demand.p50 - first.demand.p50]
  if (includesNone(last.gap)) return 'Supply may or may not keep up with demand: the range includes both'
  if (supply >= 0 && demand >= 0) return demand > supply ? 'Supply grows, but demand grows more' : 'Supply grows more than demand'
  return `Supply ${direction(supply)} while demand ${direction(demand)}`
}

function direction(change: number): string {
  return change >= 0 ? 'grows' : 'falls'
}

/** Values the run used where the address sets none, so that the fields show what was assumed. */
function usedBy(answer: ProjectionAnswer): Record<string, number> {
  const used: Record<string, number> = { years: answer.manifest.years, draws: answer.manifest.draws, seed: answer.manifest.seed }
  for (const field of fields) {
    const assumption = answer.assumptions.find(
      (candidate) => candidate.id === field.name || candidate.id === field.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    )
    if (assumption !== undefined && assumption.unit.startsWith('share')) used[field.name] = assumption.value
  }
  return used
}
