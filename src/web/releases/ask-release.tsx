import { useState } from 'react'
import type { Release, ReleaseList, ReleaseRequest } from '../../contract/release.ts'
import type { TableRequest } from '../../contract/published-table.ts'
import { AccessForm, type AccessField } from '../access/access-form.tsx'
import { useChange } from '../access/access-questions.ts'
import { PublishedTableView } from './published-table.tsx'
import { categoryChoices, chosenTable, levelChoices } from './release-questions.ts'

const tableFields = (prefix: string): AccessField[] => [
  { id: `${prefix}level`, label: 'Areas down to', choices: levelChoices, first: 'ics' },
  { id: `${prefix}category`, label: 'Split by', choices: categoryChoices, first: 'staff_group' },
  { id: `${prefix}area`, label: 'Area the table is of', hint: 'Code or name; all of the data when left empty' },
  { id: `${prefix}at`, label: 'Month-end', type: 'date', hint: 'The latest when left empty' },
]
const chosen = (prefix: string, typed: Readonly<Record<string, string>>) => chosenTable(Object.fromEntries(['level', 'category', 'area', 'at'].map((id) => [id, typed[`${prefix}${id}`] ?? ''])))

/** Look at a table as it may be published, without asking for anything. */
export function LookAtTable() {
  const [asked, setAsked] = useState<Pick<TableRequest, 'by' | 'at' | 'area'> | null>(null)
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="look-title">
      <h2 id="look-title">Look at a table as it may be published</h2>
      <p className="cdr-subtitle">People in post; small figures are hidden, and others with them, until no hidden figure can be worked out</p>
      <AccessForm name="Look at a table" button="Make the table" busy={false} error={null} fields={tableFields('look-')} onSend={(typed) => setAsked(chosen('look-', typed))} />
      {asked === null ? null : <PublishedTableView asked={asked} />}
    </section>
  )
}

const why: readonly AccessField[] = [
  { id: 'because', label: 'Why it is to leave', needs: 'Say why it is to leave' },
  { id: 'recipient', label: 'To whom', needs: 'Say to whom' },
]

/** Ask for something to leave; another person decides. */
export function AskRelease({ mayAsk }: Pick<ReleaseList, 'mayAsk'>) {
  return (
    <>
      {mayAsk.includes('table') ? <AskTable /> : null}
      {mayAsk.includes('records') ? <AskRecords /> : null}
    </>
  )
}

function AskTable() {
  const { mutate, isPending, error, data } = useAsk()
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="ask-table-title">
      <h2 id="ask-table-title">Ask for a table to be published</h2>
      <p className="cdr-subtitle">It is written as csv, Excel, OpenDocument, PDF and a page, with its certificate</p>
      <AskedNow release={data} />
      <AccessForm
        name="Ask for a table to be published" button="Ask for approval" busy={isPending} error={error} fields={[...tableFields('table-'), ...why.map((field) => ({ ...field, id: `table-${field.id}` }))]}
        onSend={(typed) => mutate({ what: { kind: 'table', table: { measure: 'headcount', ...chosen('table-', typed) } }, because: typed['table-because'] ?? '', recipient: typed['table-recipient'] ?? '' })}
      />
    </section>
  )
}

function AskRecords() {
  const { mutate, isPending, error, data } = useAsk()
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="ask-records-title">
      <h2 id="ask-records-title">Ask for staff records to leave</h2>
      <p className="cdr-subtitle">Row by row, without names; personal columns only when they are named. It needs your second factor</p>
      <AskedNow release={data} />
      <AccessForm
        name="Ask for staff records to leave" button="Ask for approval" busy={isPending} error={error}
        fields={[
          { id: 'records-area', label: 'Area or organisation', needs: 'Enter an area or organisation' }, { id: 'records-at', label: 'Month-end', type: 'date', needs: 'Enter a month-end' },
          { id: 'records-columns', label: 'Columns', hint: 'Joined by commas; all that are not personal when left empty' }, ...why.map((field) => ({ ...field, id: `records-${field.id}` })),
        ]}
        onSend={(typed) => {
          const columns = (typed['records-columns'] ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '')
          mutate({ what: { kind: 'records', records: { area: typed['records-area'] ?? '', at: typed['records-at'] ?? '', ...(columns.length > 0 ? { columns } : {}) } }, because: typed['records-because'] ?? '', recipient: typed['records-recipient'] ?? '' })
        }}
      />
    </section>
  )
}

function useAsk() {
  return useChange<Release, ReleaseRequest>((body) => ({ method: 'POST', address: '/api/releases', body }))
}

function AskedNow({ release }: { release: Release | undefined }) {
  return release === undefined ? null : (
    <output className="nhsuk-inset-text cdr-told">
      Asked for as number {release.id}: {release.title}. {release.says}
    </output>
  )
}
