import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import type { ProjectionAnswer } from '../../contract/projection.ts'
import { sayMonth } from '../../units/calendar-date.ts'
import { addressOf, problemOf } from '../ask/ask.ts'
import { areasQuestion, projectionQuestion } from '../ask/questions.ts'
import { useMode } from '../ask/use-mode.ts'
import { sayUnit } from '../format.ts'
import { includesNone } from '../charts/gap-words.ts'
import { linesOfProjection } from '../figure/provenance-panel.tsx'
import { AreaPicker } from '../pickers/area-picker.tsx'
import { StaffGroupPicker } from '../pickers/staff-group-picker.tsx'
import { ChangeAssumptions } from '../projection/change-assumptions.tsx'
import { FanFigure, sayGapAtEnd } from '../projection/fan-figure.tsx'
import { GapFigure } from '../projection/gap-figure.tsx'
import { checkField, fields, leverFields, shownValue, staffPerField } from '../projection/projection-fields.ts'
import { askedOf, partOf } from '../projection/projection-part.ts'
import type { ProjectionPart } from '../projection/projection-part.ts'
import { ProjectionPartView } from '../projection/projection-part-view.tsx'
import { ProjectionTabs } from '../projection/projection-tabs.tsx'
import { ProjectionTrust } from '../projection/projection-trust.tsx'
import { ProjectionTwin } from '../projection/projection-twin.tsx'
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
  const mode = useMode()
  const readable = [...fields, ...leverFields, staffPerField].every((field) => checkField(field, shownValue(field, search[field.name], {})) === null)
  const answer = useQuery({ ...projectionQuestion(askedOf(search)), enabled: readable && mode !== undefined && mode !== 'empty' })
  const announce = useAnnounce()
  const summary = answer.isPlaceholderData ? undefined : answer.data?.summary
  useEffect(() => {
    if (summary !== undefined) announce(`Recalculated. ${summary}`)
  }, [summary, announce])
  if (mode === 'empty') return <EmptyPage title="Projection" />
  if (answer.error && !answer.isPlaceholderData)
    return (
      <ErrorPage error={answer.error} title="Projection">
        <Pickers search={search} />
        {problemOf(answer.error).status === 404 && !problemOf(answer.error).code.startsWith('demand-') ? null : <ChangeAssumptions search={search} used={{}} says="Nothing was projected with these" />}
      </ErrorPage>
    )
  if (!readable && answer.data === undefined)
    return (
      <Page title="Projection" sentence="The address of this page asks for something we cannot project.">
        <Pickers search={search} />
        <ChangeAssumptions search={search} used={{}} says="Nothing was projected with these" />
      </Page>
    )
  return answer.data === undefined ? (
    <PagePending title="Projection" />
  ) : (
    <Projection answer={answer.data} search={search} part={readable ? partOf(search) : 'method'} busy={answer.isPlaceholderData && answer.isFetching} />
  )
}

function Projection({ answer, search, part, busy }: { answer: ProjectionAnswer; search: ProjectionSearch; part: ProjectionPart; busy: boolean }) {
  const { data: map } = useQuery(areasQuestion())
  const [first, last] = [answer.rows[0], answer.rows.at(-1)]
  if (last === undefined || first === undefined) throw new Error('the projection came without a single year')
  const csv = addressOf('/api/projection.csv', askedOf(search))
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
          command={answer.provenance.repeat.endsWith(' FILE') ? undefined : answer.provenance.repeat}
          csv={csv}
          provenance={provenance}
          source={answer.provenance.sources
            .map((source) => source.title)
            .filter((title, index, all) => all.indexOf(title) === index)
            .join('; ')
            .concat('.')}
        />
        <GapFigure answer={answer} csv={csv} provenance={provenance} />
        <div className="cdr-6 cdr-stack">
          <ProjectionTwin answer={answer} provenance={provenance} />
          <ProjectionTrust answer={answer} />
        </div>
      </div>
      <p className="cdr-small cdr-second" style={{ marginTop: '24px' }}>
        <a href={addressOf('/api/projection/bundle.zip', askedOf(search))} download="run.zip">
          Take this run as a bundle
        </a>
        : unpacked, <code>cadre run verify FOLDER</code> repeats it byte for byte without the data.
      </p>
      <ProjectionTabs current={part}>
        <Suspense fallback={<output className="cdr-12">Working it out…</output>}>
          <ProjectionPartView part={part} answer={answer} search={search} provenance={provenance} />
        </Suspense>
      </ProjectionTabs>
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
