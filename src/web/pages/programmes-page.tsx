import '../styles/programme.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { ProgrammeListed } from '../../contract/programme.ts'
import { addressOf } from '../ask/ask.ts'
import { draftId, readDraftText } from '../programme/draft-text.ts'
import { ProgrammeMaking } from '../programme/programme-making.tsx'
import { checkText, programmeFileQuestion, programmesQuestion, removeProgramme } from '../programme/programme-questions.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ErrorPage } from './error-page.tsx'

const title = 'Programmes'

/** Programmes of care: those that come with Cadre, those of one’s own, and making one. */
export function ProgrammesPage() {
  const { make } = useSearch({ from: '/programmes' })
  return make === undefined ? <ListOfProgrammes /> : <MakeProgramme from={make} />
}

function ListOfProgrammes() {
  const { area } = useSearch({ from: '/programmes' })
  const { data, error } = useQuery(programmesQuestion())
  if (error) return <ErrorPage error={error} title={title} />
  if (data === undefined) return <PagePending title={title} />
  const [shipped, own] = [data.programmes.filter(({ kind }) => kind === 'shipped'), data.programmes.filter(({ kind }) => kind === 'own')]
  return (
    <Page title={title} sentence={`${shipped.length} programmes come with Cadre${own.length === 0 ? '' : `, and ${own.length} ${own.length === 1 ? 'is' : 'are'} your own`}. A programme is data: roles, where they work, what the need is, and against which standards.`}>
      <div className="cdr-grid">
        <section className="cdr-figure cdr-12" aria-labelledby="shipped-title">
          <h2 id="shipped-title">Programmes that come with Cadre</h2>
          <p className="cdr-subtitle">Each can be looked at in any place, and taken as the start of your own</p>
          <Cards programmes={shipped} area={area} />
        </section>
        <section className="cdr-figure cdr-12" aria-labelledby="own-title">
          <h2 id="own-title">Your own</h2>
          <p className="cdr-subtitle">Start from one of these, bring a file, or begin with nothing</p>
          {own.length === 0 ? null : <Cards programmes={own} area={area} />}
          <p style={{ marginTop: '16px' }}>
            <Link className="nhsuk-button nhsuk-button--secondary" to="/programmes" search={{ make: 'blank' }}>
              Make a programme
            </Link>
          </p>
        </section>
      </div>
    </Page>
  )
}

function Cards({ programmes, area }: { programmes: readonly ProgrammeListed[]; area: string | undefined }) {
  const client = useQueryClient()
  const announce = useAnnounce()
  const removing = useMutation({
    mutationFn: removeProgramme,
    onSuccess: (list) => {
      client.setQueryData(programmesQuestion().queryKey, list)
      announce('The programme is gone')
    },
  })
  return (
    <ul className="cdr-cards">
      {programmes.map(({ id, name, about, roles, stages, revision, kind, shared }) => (
        <li key={id}>
          <h3>
            <Link to="/programme" search={{ id, ...(area === undefined ? {} : { area }) }}>
              {name}
            </Link>
          </h3>
          <p>{about}</p>
          <p className="cdr-small">
            {stages} stages, {roles} roles, revision {revision}
            {kind === 'own' ? (shared ? '. Whoever has its address may open it' : '. Yours alone') : ''}
          </p>
          <span className="cdr-actions">
            <Link className="cdr-action" to="/programmes" search={{ make: id }}>
              {kind === 'own' ? 'Change' : 'Make your own from it'}
              <span className="nhsuk-u-visually-hidden">: {name}</span>
            </Link>
            <a className="cdr-action" href={addressOf('/api/programme.yaml', { id })} download>
              Download<span className="nhsuk-u-visually-hidden"> the file of {name}</span>
            </a>
            {kind === 'own' ? (
              <button type="button" className="cdr-action" onClick={() => removing.mutate(id)}>
                Remove<span className="nhsuk-u-visually-hidden"> {name}</span>
              </button>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  )
}

const making = 'Make a programme'

function MakeProgramme({ from }: { from: string }) {
  const isHeld = from !== 'blank' && from !== draftId
  const held = useQuery({ ...programmeFileQuestion(from), enabled: isHeld })
  const text = from === draftId ? readDraftText() : null
  const draft = useQuery({ queryKey: ['programme-draft', text], queryFn: () => checkText(text ?? ''), enabled: text !== null })
  if (held.error) return <ErrorPage error={held.error} title={making} />
  if ((isHeld && (held.data === undefined || held.isPlaceholderData)) || (text !== null && draft.data === undefined)) return <PagePending title={making} />
  return (
    <Page
      title={making}
      sentence="Say which roles work at which stages, what the need is, and against which standard: the page of the programme shows the rest, and says what cannot be seen."
      trail={
        <nav className="nhsuk-breadcrumb" aria-label="Breadcrumb">
          <ol>
            <li>
              <Link to="/programmes">{title}</Link>
            </li>
          </ol>
        </nav>
      }
    >
      <div className="cdr-grid">
        <ProgrammeMaking key={from} held={isHeld ? held.data! : null} draft={draft.data?.file ?? null} />
      </div>
    </Page>
  )
}
