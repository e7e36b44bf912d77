import { useQuery } from '@tanstack/react-query'
import { measuresQuestion } from '../ask/questions.ts'
import { later } from '../shell/later.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { ErrorPage } from './error-page.tsx'

const Sheets = later(async () => (await import('../definitions/sheets.tsx')).Sheets)

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
      <Sheets sheets={sheets} />
    </Page>
  )
}
