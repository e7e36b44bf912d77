import { useQuery } from '@tanstack/react-query'
import type { MeasureSheet } from '../../contract/query.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { measuresQuestion } from '../ask/questions.ts'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ErrorPage } from './error-page.tsx'

/** What each number means: the catalogue of measures, as the command line and the API give it. */
export function DefinitionsPage() {
  const { data, error } = useQuery(measuresQuestion())
  if (error) return <ErrorPage error={error} title="Definitions" />
  if (data === undefined) return <PagePending title="Definitions" />
  const sheets = 'measures' in data ? data.measures : data
  const available = sheets.filter((sheet) => sheet.available).length
  return (
    <Page
      title="Definitions"
      sentence={`Cadre knows ${sheets.length} measures; ${available === sheets.length ? 'all of them' : available} can be answered from what is loaded here.`}
    >
      <p style={{ marginTop: '16px' }}>
        The same catalogue for programs: <a href="/api/measures">/api/measures</a>. Every address, with what it asks for and answers:{' '}
        <a href="/api/docs">the programming interface</a>. On the command line: <code>cadre measures</code>.
      </p>
      <div className="cdr-definitions">
        {sheets.map((sheet) => (
          <MeasureSection key={sheet.id} sheet={sheet} />
        ))}
      </div>
    </Page>
  )
}

function MeasureSection({ sheet }: { sheet: MeasureSheet }) {
  return (
    <section className="cdr-figure" id={sheet.id} aria-labelledby={`${sheet.id}-title`}>
      <h2 id={`${sheet.id}-title`}>{sheet.name}</h2>
      <p className="cdr-subtitle">{sheet.definition}</p>
      <dl className="nhsuk-summary-list">
        <div>
          <dt>Formula</dt>
          <dd>{sheet.formula}</dd>
        </div>
        <div>
          <dt>Unit</dt>
          <dd>{sheet.unit}</dd>
        </div>
        <div>
          <dt>Can be split by</dt>
          <dd>{sheet.dimensions.length === 0 ? 'nothing' : sheet.dimensions.join(', ')}</dd>
        </div>
        <div>
          <dt>Needs</dt>
          <dd>{sheet.needs.join('; ')}</dd>
        </div>
        <div>
          <dt>Here</dt>
          <dd>{sayHere(sheet)}</dd>
        </div>
        <div>
          <dt>Name for programs</dt>
          <dd>
            <code>{sheet.id}</code>
          </dd>
        </div>
      </dl>
    </section>
  )
}

function sayHere(sheet: MeasureSheet): string {
  if (!sheet.available) return `[x] not available: ${sheet.why ?? 'nothing it needs is loaded'}`
  return sheet.periods === null ? 'Available' : `Available, ${sayDate(sheet.periods.from)} to ${sayDate(sheet.periods.to)}`
}
