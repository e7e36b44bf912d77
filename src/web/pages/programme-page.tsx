import '../styles/explore.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ProgrammeAnswer } from '../../contract/programme-answer.ts'
import { sayDate, sayMonth } from '../../units/calendar-date.ts'
import { addressOf, problemOf } from '../ask/ask.ts'
import type { Parameters } from '../ask/ask.ts'
import { statusQuestion } from '../ask/questions.ts'
import { AreaPicker } from '../pickers/area-picker.tsx'
import { ComparisonFigure, NetworkGaps } from '../programme/comparison-figure.tsx'
import { draftId, readDraftText } from '../programme/draft-text.ts'
import { PathwayFigure } from '../programme/pathway-figure.tsx'
import { PipelineFigure } from '../programme/pipeline-figure.tsx'
import { EvidenceFiles } from '../programme/programme-evidence.tsx'
import { ProgrammeLens } from '../programme/programme-lens.tsx'
import { programmeGapsQuestion, programmeQuestion } from '../programme/programme-questions.ts'
import { SightFigure } from '../programme/sight-figure.tsx'
import { RolesFigure, StatedFigures } from '../programme/stated-figure.tsx'
import { TrendFigure } from '../programme/trend-figure.tsx'
import { useAnnounce } from '../shell/announcer.tsx'
import { EmptyPage } from '../shell/empty-page.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ErrorPage } from './error-page.tsx'

/** One programme of care across employers: its pathway, its networks, need over time, learners, and what nobody can see. */
export function ProgrammePage() {
  const { id = 'cardiovascular', area } = useSearch({ from: '/programme' })
  const text = id === draftId ? readDraftText() : null
  const asked: Parameters = text === null ? { id, area } : { programme: text, area }
  const status = useQuery(statusQuestion())
  const answer = useQuery({ ...programmeQuestion(asked), enabled: status.data !== undefined && status.data.mode !== 'empty' })
  const announce = useAnnounce()
  const summary = answer.isPlaceholderData ? undefined : answer.data?.summary
  useEffect(() => {
    if (summary !== undefined) announce(summary)
  }, [summary, announce])
  if (status.data?.mode === 'empty') return <EmptyPage title="Programme" />
  if (status.error) return <ErrorPage error={status.error} title="Programme" />
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
  const csv = addressOf('/api/programme.csv', asked)
  const shown = { ...answer, id }
  return (
    <Page
      title={`${answer.name} programme`}
      tab={`${answer.name} programme, ${answer.areaName}`}
      busy={busy}
      sentence={[answer.opening.today, gaps.isPlaceholderData ? null : gaps.data?.sentence, answer.opening.besides].filter((part) => part != null && part !== '').join(' ')}
      trail={<ProgrammeTrail answer={shown} />}
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
      <div className="cdr-grid">
        <PathwayFigure answer={shown} gaps={gaps} csv={csv} />
        <ComparisonFigure answer={shown} csv={csv} />
        <TrendFigure answer={shown} csv={csv} />
        <PipelineFigure answer={shown} csv={csv} />
        <SightFigure answer={shown} />
        <ProgrammeLens answer={answer} />
        <NetworkGaps answer={shown} />
        <StatedFigures answer={shown} />
        <RolesFigure answer={shown} csv={csv} />
        <EvidenceFiles asked={asked} title={`${answer.name}, ${answer.areaName}${answer.asOf === null ? '' : `, ${sayDate(answer.asOf)}`}`} />
        <section className="cdr-figure cdr-12" aria-labelledby="know-title">
          <h2 id="know-title">What to know before using this</h2>
          <ul className="cdr-notes">
            {[...answer.notes, ...(gaps.data?.notes ?? [])].map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      </div>
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
