import { useQuery } from '@tanstack/react-query'
import type { PublishedTable, TableRequest } from '../../contract/published-table.ts'
import { absenceMarks } from '../../units/status.ts'
import { problemOf } from '../ask/ask.ts'
import { amount, words } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { tableQuestion } from './release-questions.ts'

/** A table as it may be published, with what its certificate says. `signed`: digest of the csv it has to have. */
export function PublishedTableView({ asked, signed }: { asked: Pick<TableRequest, 'by' | 'at' | 'area'>; signed?: string }) {
  const { data, error } = useQuery(tableQuestion(asked))
  if (error) return <ProblemSummary problem={problemOf(error)} />
  if (data === undefined) return <output className="cdr-told">The table is being made, and the proof that no hidden figure can be worked out. This may take a minute or two.</output>
  return (
    <>
      <output className="cdr-told">
        {data.title}. {data.summary}
        {signed === undefined ? '' : signed === data.certificate.sha256 ? ' It is the table that was asked for, figure by figure.' : ' The data have changed since it was asked for: what would leave is the table as it was then.'}
      </output>
      <DataTable caption={data.title} table={laid(data)} />
      <p className="cdr-second">
        {absenceMarks.suppressed} stands for a figure that is hidden so that nobody can be found. {sayCertificate(data)}
      </p>
      <ul className="cdr-second">
        {data.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  )
}

function laid({ columns, rows }: PublishedTable) {
  return {
    columns: [{ name: 'Area' }, { name: 'Level' }, ...columns.map(({ name }) => ({ name, numeric: true }))],
    rows: rows.map(({ name, level, figures }) => [words(name), words(level), ...figures.map(({ value }) => (value === null ? words(absenceMarks.suppressed) : amount(value)))]),
  }
}

function sayCertificate({ certificate: { ranges, proofs, insiders, policy } }: PublishedTable): string {
  const open = ranges.map(({ least, most, figures }) => `${figures} of the small figures may be anything from ${least} to ${most}`).join('; ')
  return `Rule ${policy.id}. ${open === '' ? 'No figure is small' : open}. Proven by ${proofs} pairs of possible tables, also against ${insiders} organisations and areas that know their own people.`
}
