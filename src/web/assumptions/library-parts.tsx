import { useQuery } from '@tanstack/react-query'
import type { AssumptionLibrary } from '../../contract/assumption.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { modelsQuestion } from '../ask/questions.ts'
import { words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { queriedAs, type Queried } from '../figure/queried.ts'
import { sayNumber } from '../format.ts'
import { useNamedPart } from '../shell/named-part.ts'

type Entry = AssumptionLibrary['entries'][number]

/** What comes after the sentence of the assumption library: its entries by group, and the register of models. `shown`: the entries that were looked for. */
export function LibraryParts({ library, groups, shown }: { library: AssumptionLibrary; groups: readonly string[]; shown: readonly Entry[] }) {
  useNamedPart()
  return (
    <>
      {groups.map((group) => (
        <Group key={group} group={group} entries={shown.filter((entry) => entry.group === group)} asked={(entry) => askedAs(entry, library)} />
      ))}
      <Models />
    </>
  )
}

/** The command gives all entries, in the order of the library. */
function askedAs(entry: Entry, { entries }: AssumptionLibrary): Queried {
  return queriedAs('cadre assumptions', { value: entry.value, status: 'ok' }, `/entries/${entries.indexOf(entry)}/value`)
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
