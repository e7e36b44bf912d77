import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Provenance } from '../../contract/query.ts'
import type { ProjectionAnswer } from '../../contract/projection.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { statusQuestion } from '../ask/questions.ts'
import { sayDatesIn } from '../format.ts'
import type { z } from 'zod'

export interface ProvenanceLine {
  readonly name: string
  readonly says: ReactNode
}

/** Say where a number comes from: definition, formula, files, snapshot, date, map, caveats, the command that repeats it, and the version that worked it out. */
export function ProvenancePanel({ lines }: { lines: readonly ProvenanceLine[] }) {
  const { data: status } = useQuery(statusQuestion())
  const version: ProvenanceLine[] = status === undefined ? [] : [{ name: 'Version', says: `Cadre ${status.version}` }]
  return (
    <dl className="cdr-provenance">
      {[...lines, ...version].map((line) => (
        <div key={line.name}>
          <dt>{line.name}</dt>
          <dd>{line.says}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The lines for an answer of the cube. `number` is what the page shows, in words; `repeat` the command that gives it. */
export function linesOfAnswer(provenance: z.infer<typeof Provenance>, number?: string, repeat?: string): ProvenanceLine[] {
  return [
    ...(number === undefined ? [] : [{ name: 'Number', says: number }]),
    {
      name: 'Definition',
      says: (
        <>
          {provenance.definition}{' '}
          <Link to="/definitions" hash={provenance.measure}>
            More about this measure
          </Link>
        </>
      ),
    },
    { name: 'Formula', says: provenance.formula },
    { name: 'Source files', says: <List items={provenance.sources.map(sayFile)} none="No file" /> },
    { name: 'Date', says: sayDate(provenance.asOf) },
    { name: 'Snapshot', says: <code>{provenance.snapshot}</code> },
    { name: 'Map of areas', says: provenance.map },
    ...(provenance.notes.length === 0 ? [] : [{ name: 'Notes', says: <List items={provenance.notes.map(sayDatesIn)} none="" /> }]),
    ...(repeat === undefined ? [] : [{ name: 'Repeat it', says: <code>{repeat}</code> }]),
  ]
}

/** The lines for a projection, down to the command that repeats it. */
export function linesOfProjection(answer: Pick<ProjectionAnswer, 'provenance' | 'manifest' | 'assumptions' | 'notes'>, number: string): ProvenanceLine[] {
  const { provenance, manifest } = answer
  return [
    { name: 'Number', says: number },
    { name: 'Definition', says: provenance.definition },
    { name: 'Formula', says: provenance.formula },
    { name: 'Method', says: provenance.method },
    {
      name: 'Source files',
      says: <List items={provenance.sources.map((source) => `${source.title}: ${source.file}, to ${sayDate(source.periodTo)}`)} none="No file" />,
    },
    { name: 'Snapshot', says: <code>{provenance.snapshot}</code> },
    {
      name: 'Assumptions',
      says: `${answer.assumptions.length}, of which ${answer.assumptions.filter((assumption) => assumption.grade === 'D').length} rest on judgement (grade D)`,
    },
    { name: 'Draws and seed', says: `${manifest.draws} draws, seed ${manifest.seed}, model ${manifest.model}` },
    ...(answer.notes.length === 0 ? [] : [{ name: 'Notes', says: <List items={answer.notes.map(sayDatesIn)} none="" /> }]),
    { name: 'Repeat it', says: <code>{provenance.repeat}</code> },
  ]
}

/** A long list of files shows the newest ones and says how many there are. */
function List({ items, none }: { items: readonly string[]; none: string }) {
  if (items.length === 0) return none
  const [seen, more] = [items.slice(0, 6), items.length - 6]
  return (
    <ul>
      {seen.map((item) => (
        <li key={item}>{item}</li>
      ))}
      {more > 0 ? <li>and {more} more; all are on the Data page</li> : null}
    </ul>
  )
}

function sayFile(source: z.infer<typeof Provenance>['sources'][number]): string {
  const period = source.periodFrom === source.periodTo ? sayDate(source.periodTo) : `${sayDate(source.periodFrom)} to ${sayDate(source.periodTo)}`
  return `${source.title}: ${source.file}, ${period}. Imported ${sayDate(source.importedAt)}. ${source.licence}`
}
