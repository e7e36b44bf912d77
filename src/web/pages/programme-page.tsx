import '../styles/explore.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ProgrammeAnswer } from '../../contract/programme-answer.ts'
import { sayMonth } from '../../units/calendar-date.ts'
import { problemOf } from '../ask/ask.ts'
import type { Parameters } from '../ask/ask.ts'
import { useMode } from '../ask/use-mode.ts'
import { AreaPicker } from '../pickers/area-picker.tsx'
import { draftId, readDraftText } from '../programme/draft-text.ts'
import { programmeGapsQuestion, programmeQuestion } from '../programme/programme-questions.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { EmptyPage } from '../shell/empty-page.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { later } from '../shell/later.tsx'
import { ErrorPage } from './error-page.tsx'

const ProgrammeFigures = later(async () => (await import('../programme/programme-figures.tsx')).ProgrammeFigures)

/** One programme of care across employers: its pathway, its networks, need over time, learners, and what nobody can see. */
export function ProgrammePage() {
  const { id = 'cardiovascular', area } = useSearch({ from: '/programme' })
  const text = id === draftId ? readDraftText() : null
  const asked: Parameters = text === null ? { id, area } : { programme: text, area }
  const mode = useMode()
  const answer = useQuery({ ...programmeQuestion(asked), enabled: mode !== undefined && mode !== 'empty' })
  const announce = useAnnounce()
  const summary = answer.isPlaceholderData ? undefined : answer.data?.summary
  useEffect(() => {
    if (summary !== undefined) announce(summary)
  }, [summary, announce])
  if (mode === 'empty') return <EmptyPage title="Programme" />
  if (answer.error && !answer.isPlaceholderData)
    return (
      <ErrorPage error={answer.error} title={problemOf(answer.error).status === 404 ? 'No such programme or place' : 'Programme'}>
        <p style={{ marginTop: '24px' }}>
          <Link to="/programmes">See the programmes there are</Link>
        </p>
      </ErrorPage>
    )
  return answer.data === undefined ? <PagePending title="Programme" /> : <Programme answer={answer.data} id={id} asked={asked} busy={answer.isPlaceholderData && answer.isFetching} />
}

function Programme({ answer, id, asked, busy }: { answer: ProgrammeAnswer; id: string; asked: Parameters; busy: boolean }) {
  const gaps = useQuery(programmeGapsQuestion(asked))
  return (
    <Page
      title={`${answer.name} programme`}
      tab={`${answer.name} programme, ${answer.areaName}`}
      busy={busy}
      sentence={[answer.opening.today, gaps.isPlaceholderData ? null : gaps.data?.sentence, answer.opening.besides].filter((part) => part != null && part !== '').join(' ')}
      trail={<ProgrammeTrail answer={{ ...answer, id }} />}
      actions={
        <div className="cdr-buttons">
          <a className="nhsuk-button nhsuk-button--secondary" href="#evidence">
            Download the evidence
          </a>
          <Link className="nhsuk-button nhsuk-button--secondary" to="/programmes" search={{ make: id }}>
            Roles in this programme
          </Link>
        </div>
      }
      lens={[
        { name: 'Measure', value: 'Full-time equivalents' },
        { name: 'Place', value: answer.areaName },
        { name: 'Latest data', value: answer.asOf === null ? 'no staff are held' : sayMonth(answer.asOf) },
        { name: 'Revision', value: String(answer.revision) },
        { name: 'Snapshot', value: <code>{answer.snapshot.slice(0, 12)}</code> },
      ]}
    >
      <PickPlace area={answer.area} />
      <ProgrammeFigures answer={answer} id={id} asked={asked} gaps={gaps} />
    </Page>
  )
}

/** The way from the nation down; each part shows the same programme there. */
function ProgrammeTrail({ answer }: { answer: ProgrammeAnswer }) {
  return (
    <nav className="nhsuk-breadcrumb" aria-label="Breadcrumb">
      <ol>
        <li>
          <Link to="/programmes">Programmes</Link>
        </li>
        {answer.path.map(({ code, name }, at) => (
          <li key={code}>
            <Link to="/programme" search={{ id: answer.id, area: code }} aria-current={at === answer.path.length - 1 ? 'page' : undefined}>
              {name}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function PickPlace({ area }: { area: string }) {
  const navigate = useNavigate({ from: '/programme' })
  return (
    <div className="cdr-form">
      <AreaPicker area={area} onPick={(code) => void navigate({ search: (previous) => ({ ...previous, area: code }), resetScroll: false })} />
    </div>
  )
}
