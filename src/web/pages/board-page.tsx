import '../styles/board.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { BoardAnswer } from '../../contract/board.ts'
import { addressOf, problemOf } from '../ask/ask.ts'
import { boardQuestion } from '../ask/questions.ts'
import { useMode } from '../ask/use-mode.ts'
import { AreaPicker } from '../pickers/area-picker.tsx'
import { useAnnounce } from '../shell/announcer.tsx'
import { EmptyPage } from '../shell/empty-page.tsx'
import { useKeptFocus } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { Sentence } from '../shell/sentence.tsx'
import { sayDate } from '../../units/calendar-date.ts'
import { later } from '../shell/later.tsx'
import { ErrorPage } from './error-page.tsx'

const BoardParts = later(async () => (await import('../board/board-parts.tsx')).BoardParts)

/** One page for a board, read in three minutes and printed on one side of A4. */
export function BoardPage() {
  const { area, map } = useSearch({ from: '/board' })
  const mode = useMode()
  const answer = useQuery({ ...boardQuestion(area, map), enabled: mode !== undefined && mode !== 'empty' })
  const announce = useAnnounce()
  const sentence = answer.isPlaceholderData ? undefined : answer.data?.sentence
  useEffect(() => {
    if (sentence !== undefined) announce(sentence)
  }, [sentence, announce])
  if (mode === 'empty') return <EmptyPage title="Board page" />
  if (answer.error) return <BoardTrouble error={answer.error} map={map} />
  return answer.data === undefined ? <PagePending title="Board page" /> : <Board answer={answer.data} map={map} busy={answer.isPlaceholderData} made={mode === 'demonstration'} />
}

function Board({ answer, map, busy, made }: { answer: BoardAnswer; map: string | undefined; busy: boolean; made: boolean }) {
  const heading = useKeptFocus(answer.area.name)
  useEffect(() => {
    document.title = `Board page of ${answer.area.name} – Cadre`
  }, [answer.area.name])
  return (
    <main id="main" tabIndex={-1} className="cdr-board" aria-busy={busy}>
      <BoardBar answer={answer} map={map} />
      <article className="cdr-a4" aria-labelledby="board-title">
        <header className="cdr-a4__top">
          <div>
            <p className="cdr-second">{answer.area.name}</p>
            <h1 id="board-title" ref={heading} tabIndex={-1}>
              {answer.title}
            </h1>
          </div>
          <p className="nhsuk-tag">{answer.asOf === null ? 'No data' : `To ${sayDate(answer.asOf)}`}</p>
        </header>
        <Sentence className="cdr-a4__lede" text={answer.sentence} />
        {answer.note.length === 0 ? null : (
          <p className="cdr-a4__note">
            <b>The board is asked to note</b> that {answer.note.join(', and that ')}.
          </p>
        )}
        <BoardParts answer={answer} map={map} />
        <p className="cdr-a4__end">
          <span>
            Snapshot {answer.snapshot.slice(0, 12)}
            {answer.gap === null ? '' : `, model ${answer.gap.run.manifest.model}, seed ${answer.gap.run.manifest.seed}`}. Projections are possible futures, not a forecast of what must happen.
          </span>
          {made ? <span>Demonstration: every number is invented</span> : null}
        </p>
      </article>
    </main>
  )
}

/** What is done with the page, and the way to another; none of it is printed. */
function BoardBar({ answer, map }: { answer: BoardAnswer; map: string | undefined }) {
  const asked = { area: answer.area.code, map }
  return (
    <div className="cdr-board__bar">
      <PickBoard area={answer.area.code} map={map} />
      <div className="cdr-board__links">
        <button type="button" className="cdr-action" onClick={() => window.print()}>
          Print
        </button>
        {(['pdf', 'pptx', 'html'] as const).map((format) => (
          <a key={format} className="cdr-action" href={addressOf(`/api/board.${format}`, asked)} download>
            {fileWords[format]}
          </a>
        ))}
        <Link className="cdr-action" to="/projection" search={{ area: answer.area.code }}>
          Open the projection
        </Link>
      </div>
    </div>
  )
}

const fileWords = { pdf: 'PDF', pptx: 'PowerPoint', html: 'Web page' } as const

function PickBoard({ area, map }: { area: string | undefined; map: string | undefined }) {
  const navigate = useNavigate({ from: '/board' })
  return <AreaPicker area={area} map={map} onPick={(code) => void navigate({ search: (previous) => ({ ...previous, area: code }), resetScroll: false })} />
}

function BoardTrouble({ error, map }: { error: unknown; map: string | undefined }) {
  return (
    <ErrorPage error={error} title={problemOf(error).status === 404 ? 'No such place' : 'Board page'}>
      <PickBoard area={undefined} map={map} />
    </ErrorPage>
  )
}
