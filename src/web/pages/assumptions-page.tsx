import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { AssumptionLibrary } from '../../contract/assumption.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { addressOf } from '../ask/ask.ts'
import { assumptionsQuestion, modelsQuestion } from '../ask/questions.ts'
import { words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { queriedAs, type Queried } from '../figure/queried.ts'
import { sayNumber } from '../format.ts'
import type { AssumptionsSearch } from '../search.ts'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ErrorPage } from './error-page.tsx'

type Entry = AssumptionLibrary['entries'][number]
const title = 'Assumption library'

/** Published numbers that plans take their assumptions from: each with source, range, grade, owner and review date. */
export function AssumptionsPage() {
  const search = useSearch({ from: '/assumptions' })
  const { data, error } = useQuery(assumptionsQuestion())
  if (error) return <ErrorPage error={error} title={title} />
  return data === undefined ? <PagePending title={title} /> : <Library library={data} search={search} />
}

function Library({ library, search }: { library: AssumptionLibrary; search: AssumptionsSearch }) {
  const navigate = useNavigate({ from: '/assumptions' })
  const go = (change: AssumptionsSearch) => void navigate({ search: (previous) => ({ ...previous, ...change }), resetScroll: false, replace: true })
  const groups = [...new Set(library.entries.map(({ group }) => group))]
  const shown = library.entries.filter((entry) => (!search.group || entry.group === search.group) && isFound(entry, search.find ?? ''))
  return (
    <Page title={title} sentence={library.summary}>
      <div className="cdr-form">
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor="group">
            Group
          </label>
          <select className="nhsuk-select" id="group" value={search.group ?? ''} onChange={(event) => go({ group: event.target.value })}>
            <option value="">All groups</option>
            {groups.map((group) => (
              <option key={group} value={group}>
                {group}
              </option>
            ))}
          </select>
        </div>
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor="find">
            Words to look for
          </label>
          <input className="nhsuk-input" id="find" type="search" value={search.find ?? ''} onChange={(event) => go({ find: event.target.value })} />
        </div>
      </div>
      <p style={{ marginBlock: '16px 32px' }}>
        These numbers were published, by whom each line says; none of them is of the data loaded here. {shown.length === library.entries.length ? 'All of them are shown' : `${shown.length} of ${library.entries.length} are shown`}. Evidence:{' '}
        {Object.entries(library.grades).map(([grade, says]) => `${grade} is ${says}`).join('; ')}. <a href={addressOf('/api/assumptions.csv', { group: search.group, find: search.find })}>Download csv</a>
      </p>
      {groups.map((group) => (
        <Group key={group} group={group} entries={shown.filter((entry) => entry.group === group)} asked={(entry) => askedAs(entry, library)} />
      ))}
      <Models />
    </Page>
  )
}

/** The command gives all entries, in the order of the library. */
function askedAs(entry: Entry, { entries }: AssumptionLibrary): Queried {
  return queriedAs('cadre assumptions', { value: entry.value, status: 'ok' }, `/entries/${entries.indexOf(entry)}/value`)
}

function isFound({ id, what, says, applies, source }: Entry, wanted: string): boolean {
  return `${id} ${what} ${says} ${applies} ${source.title} ${source.publisher}`.toLowerCase().includes(wanted.trim().toLowerCase())
}

/** Versions of the model, the one in use first, each with its sunset. */
function Models() {
  const { data } = useQuery(modelsQuestion())
  if (data === undefined) return <div className="cdr-later" aria-busy="true" />
  return (
    <Figure
      id="models"
      title="Model register"
      subtitle={data.summary}
      provenance={[{ name: 'Definition', says: 'Every version of the model that projections were made with; the digest of its method stands with each run' }, { name: 'Source', says: 'The list of versions that this installation came with, and the back-tests that are kept in its folder' }, { name: 'Repeat it', says: <code>cadre model register</code> }]}
      table={{
        columns: ['Model', 'Since', 'Review by', 'What changed', 'What moved', 'Back-test', 'Limits'].map((name) => ({ name, numeric: false })),
        rows: data.versions.map((one) => [one.model, sayDate(one.since), one.until === null ? sayDate(one.review) : `replaced on ${sayDate(one.until)}`, one.changed, one.moved, one.backTest, one.limits].map(words)),
      }}
    >
      <p>
        {data.versions[0]!.changed}. {data.versions[0]!.backTest}. {data.versions[0]!.limits}. {data.kept.length === 0 ? 'No back-test is kept here yet.' : `${data.kept.length} back-tests are kept here.`}
      </p>
    </Figure>
  )
}

/** The pound stands before its amount. */
function sayAmount(value: number, unit: string): string {
  const amount = sayNumber(value, decimalsOf(value))
  return unit.startsWith('£') ? `£${amount}${unit.slice(1)}` : `${amount} ${unit}`
}

/** As many decimals as the number was published with, three at most. */
function decimalsOf(value: number): number {
  return Math.min(3, String(value).split('.')[1]?.length ?? 0)
}

function Group({ group, entries, asked }: { group: string; entries: readonly Entry[]; asked: (entry: Entry) => Queried }) {
  if (entries.length === 0) return null
  const id = `group-${group.toLowerCase().replace(/[^a-z]+/g, '-')}`
  return (
    <section className="cdr-figure cdr-12" aria-labelledby={id}>
      <h2 id={id}>{group}</h2>
      <section className="cdr-scroll" tabIndex={0} aria-label={`Table: ${group}`}>
        <table className="nhsuk-table">
          <caption className="nhsuk-u-visually-hidden">{group}</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col" className="cdr-number">
                Value
              </th>
              <th scope="col">Range</th>
              <th scope="col">Evidence</th>
              <th scope="col">Source, and what to know</th>
              <th scope="col">Owner, review by</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Line key={entry.id} entry={entry} asked={asked(entry)} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

function Line({ entry: { id, edition, what, value, unit, range, says, source, grade, owner, review, applies, flags }, asked }: { entry: Entry; asked: Queried }) {
  return (
    <tr id={id}>
      <th scope="row">
        {what}
        <br />
        <code>
          {id}, edition {edition}
        </code>
      </th>
      <td className="cdr-number" {...asked}>
        {sayAmount(value, unit)}
      </td>
      <td>{range === null ? 'not stated' : `${sayNumber(range.low, decimalsOf(range.low))} to ${sayNumber(range.high, decimalsOf(range.high))}: ${range.says}`}</td>
      <td>{grade}</td>
      <td>
        {says} <strong>Holds for:</strong> {applies}{' '}
        {source.address === undefined ? (
          `${source.title}, ${source.publisher}, ${source.date}.`
        ) : (
          <>
            <a href={source.address} rel="noreferrer">
              {source.title}
            </a>
            , {source.publisher}, {source.date}.
          </>
        )}
        {source.file === undefined ? '' : ` Reckoned from ${source.file}.`}
      </td>
      <td>
        {owner}, {sayDate(review)}
        {flags.map((flag) => (
          <strong key={flag} className="nhsuk-tag nhsuk-tag--orange">
            {flag}
          </strong>
        ))}
      </td>
    </tr>
  )
}
