import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ProjectionAnswer } from '../../contract/projection.ts'
import { sayMonth } from '../../units/calendar-date.ts'
import { problemOf } from '../ask/ask.ts'
import { areasQuestion, projectionQuestion } from '../ask/questions.ts'
import { useMode } from '../ask/use-mode.ts'
import { sayUnit } from '../format.ts'
import { AreaPicker } from '../pickers/area-picker.tsx'
import { StaffGroupPicker } from '../pickers/staff-group-picker.tsx'
import { checkField, fields, leverFields, shownValue, staffPerField } from '../projection/projection-fields.ts'
import { askedOf, partOf } from '../projection/projection-part.ts'
import type { ProjectionPart } from '../projection/projection-part.ts'
import type { ProjectionSearch } from '../search.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { EmptyPage } from '../shell/empty-page.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { Trail } from '../shell/trail.tsx'
import { pathTo } from '../pickers/path-to.ts'
import { later } from '../shell/later.tsx'
import { ErrorPage } from './error-page.tsx'

const ChangeAssumptions = later(async () => (await import('../projection/change-assumptions.tsx')).ChangeAssumptions)
const ProjectionFigures = later(async () => (await import('../projection/projection-figures.tsx')).ProjectionFigures)

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
      <ProjectionFigures answer={answer} search={search} part={part} />
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
