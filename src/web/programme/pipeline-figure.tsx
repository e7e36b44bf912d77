import type { ProgrammeAnswer, ProgrammePipeline } from '../../contract/programme-answer.ts'
import { BarRows } from '../charts/bar-rows.tsx'
import { amount, words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { sayCell, sayNumber } from '../format.ts'
import { askedCell, linesOfProgramme } from './programme-words.ts'

/** From starting to a post: the newest intake of each profession whose completions are known. What is not counted stands there hatched. */
export function PipelineFigure({ answer, csv }: { answer: ProgrammeAnswer; csv: string }) {
  const held = answer.pipeline.flatMap((one) => { const cohort = newest(one); return cohort === null ? [] : [{ ...one, cohort }] })
  if (held.length === 0) return <Unavailable id="pipeline" width={6} title="Learners on their way are not available" why={answer.pipeline.length === 0 ? 'The programme names no profession whose learners to follow' : [...new Set(answer.pipeline.map(({ profession, why }) => why ?? `${profession}: no intake has completed yet`))].join('. ')} />
  const { profession, cohort } = held[0]!
  const many = held.length > 1
  const missing = answer.pipeline.filter(({ profession: name }) => !held.some((one) => one.profession === name))
  return (
    <Figure
      id="pipeline"
      width={6}
      title={`Of ${sayNumber(cohort.starts)} who start as ${profession.toLowerCase()}, ${sayNumber(cohort.completed)} complete`}
      subtitle={`Intake of ${cohort.intake.slice(0, 4)}, ${answer.areaName}, ${many ? 'and the newest completed intake of other professions' : 'the newest whose completions are known'}`}
      source={`Registered and first posts: where the learner returns say them; a first post need not be here.${missing.length === 0 ? '' : ` Not shown: ${missing.map(({ profession: name, why }) => `${name} (${why ?? 'no intake has completed'})`).join('; ')}.`}`}
      csv={csv}
      table={{ columns: [{ name: 'Profession' }, { name: 'Intake' }, { name: 'Started', numeric: true }, { name: 'Completed, %', numeric: true }, { name: 'Registered, %', numeric: true }, { name: 'In a first post, %', numeric: true }], rows: answer.pipeline.flatMap((pipeline, at) => pipeline.starts.map(({ intake, value }, start) => [words(pipeline.profession), words(intake.slice(0, 7)), askedCell(answer, amount(value), `/pipeline/${at}/starts/${start}/value`), ...(['completed', 'registered', 'firstPosts'] as const).map((step) => askedCell(answer, amount(rateOf(pipeline[step], intake), 1), `/pipeline/${at}/${step}/${pipeline[step].findIndex((one) => one.intake === intake)}/value`))])) }}
      provenance={[...answer.pipeline.flatMap(({ profession: name, commands }) => commands.map((says, at) => ({ name: `${name}: ${steps[at] ?? ''}`, says }))), ...linesOfProgramme(answer, [], 'learner_starts')]}
    >
      {held.map((one) => (
        <div key={one.profession} style={{ marginBottom: '16px' }}>
          {many ? (
            <h3 className="cdr-ends__title">
              {one.profession}, intake of {one.cohort.intake.slice(0, 4)}
            </h3>
          ) : null}
          <BarRows
            says={`${one.profession}: ${sayNumber(one.cohort.starts)} started in ${one.cohort.intake.slice(0, 4)}, ${sayNumber(one.cohort.completed)} completed, ${sayKnown(one.cohort.registered)} registered, ${sayKnown(one.cohort.firstPosts)} in a first post.`}
            rows={[{ name: 'Started', value: one.cohort.starts, status: 'ok' }, { name: 'Completed', value: one.cohort.completed, status: 'ok' }, rowOf('Registered', one.cohort.registered), rowOf('First post', one.cohort.firstPosts)]}
            say={({ value, status }) => sayCell(value, status, 'people')}
          />
        </div>
      ))}
    </Figure>
  )
}

const steps = ['started', 'completed', 'registered', 'in a first post'] as const

function sayKnown(people: number | null): string {
  return people === null ? 'an unknown number' : sayNumber(people)
}

function rowOf(name: string, value: number | null): { name: string; value: number | null; status: 'ok' | 'not-available' } {
  return { name, value, status: value === null ? 'not-available' : 'ok' }
}

function rateOf(rates: ProgrammePipeline['completed'], intake: string): number | null {
  return rates.find((one) => one.intake === intake)?.value ?? null
}

interface Cohort { readonly intake: string; readonly starts: number; readonly completed: number; readonly registered: number | null; readonly firstPosts: number | null }

/** The newest intake of which both are known; how many came further is worked out from the rates. */
function newest({ starts, completed, registered, firstPosts }: ProgrammePipeline): Cohort | null {
  for (const { intake, value } of starts.toReversed()) {
    const people = (rates: ProgrammePipeline['completed']): number | null => { const rate = rateOf(rates, intake); return rate === null || value === null ? null : (value * rate) / 100 }
    const done = people(completed)
    if (value !== null && value > 0 && done !== null) return { intake, starts: value, completed: done, registered: people(registered), firstPosts: people(firstPosts) }
  }
  return null
}
