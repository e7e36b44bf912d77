import '../styles/explore.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ChartKind, ExploreAnswer } from '../../contract/explore.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { useMode } from '../ask/use-mode.ts'
import { askedOf, exploreQuestion, filtersOf } from '../explore/explore-asked.ts'
import type { ChangeQuestion } from '../explore/explore-asked.ts'
import { commandOfTable } from '../explore/explore-command.ts'
import { ExplainNumber } from '../explore/explain-number.tsx'
import { chartWords, ExploreDrawing, sayDrawing } from '../explore/explore-drawing.tsx'
import { ExploreForm } from '../explore/explore-form.tsx'
import { orderOf } from '../explore/explore-order.ts'
import { sayMessage } from '../../contract/explore-message.ts'
import { sayQuestion } from '../../contract/explore-say.ts'
import { ExploreTable } from '../explore/explore-table.tsx'
import { ExploreTrouble } from '../explore/explore-trouble.tsx'
import { SavedViews } from '../explore/saved-views.tsx'
import { TakeAway } from '../explore/take-away.tsx'
import { Figure } from '../figure/figure.tsx'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'
import { sayDatesIn, sayUnit } from '../format.ts'
import { Lens } from '../lens/lens.tsx'
import type { ExploreSearch } from '../search.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { EmptyPage } from '../shell/empty-page.tsx'
import { Page } from '../shell/page.tsx'

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

function Explored({ answer, search, onChange }: { answer: ExploreAnswer; search: ExploreSearch; onChange: ChangeQuestion }) {
  const sort = search.sort ?? (answer.charts[0] === 'dots' && answer.columns.dimension === '' ? '-c:' : undefined)
  const order = orderOf(answer, sort)
  const title = sayQuestion(answer)
  const kind = answer.charts.find((one) => one === search.chart) ?? answer.charts[0]
  const provenance = linesOfAnswer(answer.provenance, sayDatesIn(answer.summary), commandOfTable(search, answer))
  const about = `${sayUnit(answer.measure.unit)}, ${sayWhen(answer)}`
  return (
    <div className="cdr-grid">
      {kind === undefined || order.length < 2 ? null : (
        <Figure id="drawing" title={sayMessage(answer)} subtitle={[sayMessage(answer) === title ? capital(about) : `${title}, ${about}`, sayDrawing(kind, { answer, order })].filter((part) => part !== '').join('. ')} source={sourceOf(answer)} csv={answer.csv} provenance={provenance} picture={sayDatesIn(answer.summary)}>
          <ChartField kind={kind} kinds={answer.charts} onPick={(chart) => onChange({ chart })} />
          <ExploreDrawing kind={kind} answer={answer} order={order} says={`${title}. ${sayDatesIn(answer.summary)} The table below has every figure.`} />
        </Figure>
      )}
      <Figure id="table" title={kind === undefined ? title : 'The table'} subtitle={`${title}: ${about}. Press a head to sort by it`} source={sourceOf(answer)} csv={answer.csv} provenance={provenance}>
        <ExploreTable answer={answer} search={search} order={order} sort={sort} caption={title} onSort={(next) => onChange({ sort: next })} />
        <ExplainNumber answer={answer} search={search} order={order} />
        <ul className="cdr-sums">
          {[...answer.sums, ...marksIn(answer)].map((says) => (
            <li key={says}>{says}</li>
          ))}
        </ul>
      </Figure>
      <Lens question={{ measure: answer.measure.id, basis: search.basis, where: filtersOf(search), at: answer.asOf, map: search.map }} />
      <TakeAway search={search} answer={answer} title={title} />
      <SavedViews suggested={title} />
    </div>
  )
}

function ChartField({ kind, kinds, onPick }: { kind: ChartKind; kinds: readonly ChartKind[]; onPick: (kind: ChartKind) => void }) {
  if (kinds.length < 2) return null
  return (
    <div className="nhsuk-form-group cdr-drawnas">
      <label className="nhsuk-label" htmlFor="explore-chart">
        Drawn as
      </label>
      <select className="nhsuk-select" id="explore-chart" value={kind} onChange={(event) => onPick(kinds.find((one) => one === event.target.value) ?? kind)}>
        {kinds.map((one) => (
          <option key={one} value={one}>
            {chartWords[one]}
          </option>
        ))}
      </select>
    </div>
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

/** The date of a table, or the first and the last of several. */
function sayWhen({ rows, columns, asOf }: ExploreAnswer): string {
  const dates = [rows, columns].find(({ dimension }) => dimension === 'period')?.items.map(({ key }) => key).sort() ?? []
  return dates.length < 2 ? sayDate(asOf) : `${sayDate(dates[0]!)} to ${sayDate(dates.at(-1)!)}`
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function sourceOf({ provenance }: ExploreAnswer): string {
  const titles = [...new Set(provenance.sources.map(({ title }) => title))]
  return titles.length === 0 ? 'Source: views made from staff records.' : `Source: ${titles.join('; ')}.`
}

/** The marks that stand in the table, in words. */
function marksIn({ cells, totals }: ExploreAnswer): string[] {
  const all = [...cells.flat(), ...(totals.rows ?? []), ...(totals.columns ?? []), totals.whole]
  const has = (status: string) => all.some((figure) => figure?.status === status)
  return [
    ...(has('suppressed') ? ['[c] hidden to protect small numbers.'] : []), ...(has('not-available') ? ['[x] not available, which is not the same as zero.'] : []),
    ...(has('not-applicable') || cells.flat().includes(null) ? ['[z] no row of the data has this combination.'] : []), ...(has('estimated') ? ['[e] estimated.'] : []),
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
