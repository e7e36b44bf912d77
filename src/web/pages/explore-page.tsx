import '../styles/explore.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ExploreAnswer } from '../../contract/explore.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { useMode } from '../ask/use-mode.ts'
import { askedOf, exploreQuestion } from '../explore/explore-asked.ts'
import type { ChangeQuestion } from '../explore/explore-asked.ts'
import { sayQuestion } from '../../contract/explore-say.ts'
import { ExploreTrouble } from '../explore/explore-trouble.tsx'
import { sayDatesIn } from '../format.ts'
import type { ExploreSearch } from '../search.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { EmptyPage } from '../shell/empty-page.tsx'
import { later } from '../shell/later.tsx'
import { Page } from '../shell/page.tsx'

const ExploreForm = later(async () => (await import('../explore/explore-form.tsx')).ExploreForm)
const Explored = later(async () => (await import('../explore/explore-figures.tsx')).Explored)

/** Any number we hold: what is counted, by what, of whom and when; the table first, its drawing beside it. */
export function ExplorePage() {
  const search = useSearch({ from: '/explore' })
  const navigate = useNavigate({ from: '/explore' })
  const mode = useMode()
  const answer = useQuery({ ...exploreQuestion(search), enabled: mode !== undefined && mode !== 'empty' })
  useSpoken(answer.isPlaceholderData ? undefined : answer.data?.summary)
  if (mode === 'empty') return <EmptyPage title="Explore" />
  const change: ChangeQuestion = (parts) => void navigate({ search: (previous) => keepSet({ ...askedOf(previous), ...parts }), resetScroll: false })
  const known = answer.error && !answer.isPlaceholderData ? undefined : answer.data
  return (
    <Page
      title="Explore"
      tab={known === undefined ? 'Explore' : `${sayQuestion(known)}, Explore`}
      busy={answer.isFetching}
      {...(known === undefined ? {} : { sentence: sayDatesIn(known.summary), lens: lensOf(known, search) })}
    >
      <ExploreForm search={search} onChange={change} />
      {answer.error && !answer.isPlaceholderData ? <ExploreTrouble error={answer.error} search={search} /> : null}
      {known === undefined ? (answer.error ? null : <p style={{ marginTop: '24px' }}>Working it out</p>) : <Explored answer={known} search={search} onChange={change} />}
    </Page>
  )
}

function lensOf(answer: ExploreAnswer, search: ExploreSearch) {
  return [
    { name: 'Measure', value: answer.measure.name },
    { name: 'Counted by', value: search.basis === 'host' ? 'where people work' : 'employer' },
    { name: 'Date', value: sayDate(answer.asOf) },
    { name: 'Map of areas', value: search.map === undefined ? 'as of the data' : sayDate(search.map) },
    { name: 'Snapshot', value: <code>{answer.provenance.snapshot.slice(0, 12)}</code> },
  ]
}

function useSpoken(summary: string | undefined): void {
  const announce = useAnnounce()
  useEffect(() => {
    if (summary !== undefined) announce(sayDatesIn(summary))
  }, [summary, announce])
}

/** An address names only what is asked. */
function keepSet(search: ExploreSearch): ExploreSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== ''))
}
