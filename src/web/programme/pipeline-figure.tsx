import type { ProgrammeAnswer, ProgrammePipeline } from '../../contract/programme-answer.ts'
import { BarRows } from '../charts/bar-rows.tsx'
import { amount, words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { sayCell, sayNumber } from '../format.ts'
import { linesOfProgramme } from './programme-words.ts'

/** From starting to a post: the newest intake of each profession whose completions are known. What is not counted stands there hatched. */
export function PipelineFigure({ answer, csv }: { answer: ProgrammeAnswer; csv: string }) {
  const held = answer.pipeline.flatMap((one) => { const cohort = newest(one); return cohort === null ? [] : [{ ...one, cohort }] })
  if (held.length === 0) return <Unavailable id="pipeline" width={6} title="Learners on their way are not available" why={answer.pipeline.length === 0 ? 'The programme names no profession whose learners to follow' : answer.pipeline.map(({ profession, why }) => why ?? `${profession}: no intake has completed yet`).join('. ')} />
  const { profession, cohort } = held[0]!
  const many = held.length > 1
  const missing = answer.pipeline.filter(({ profession: name }) => !held.some((one) => one.profession === name))
  return (
    <Figure
      id="pipeline"
      width={6}
      title={`Of ${sayNumber(cohort.starts)} who start as ${profession.toLowerCase()}, ${sayNumber(cohort.completed)} complete`}
      subtitle={`Intake of ${cohort.intake.slice(0, 4)}, ${answer.areaName}, ${many ? 'and the newest completed intake of other professions' : 'the newest whose completions are known'}`}
      source={`Registration and first posts are not counted by any measure yet.${missing.length === 0 ? '' : ` Not shown: ${missing.map(({ profession: name, why }) => `${name} (${why ?? 'no intake has completed'})`).join('; ')}.`}`}
      csv={csv}
      table={{ columns: [{ name: 'Profession' }, { name: 'Intake' }, { name: 'Started', numeric: true }, { name: 'Completed, %', numeric: true }], rows: answer.pipeline.flatMap(({ profession: name, starts, completed }) => starts.map(({ intake, value }) => [words(name), words(intake.slice(0, 7)), amount(value), amount(completed.find((one) => one.intake === intake)?.value ?? null, 1)])) }}
      provenance={[...answer.pipeline.flatMap(({ profession: name, commands }) => commands.map((says) => ({ name, says }))), ...linesOfProgramme(answer, [], 'learner_starts')]}
    >
      {held.map((one) => (
        <div key={one.profession} style={{ marginBottom: '16px' }}>
          {many ? (
            <h3 className="cdr-ends__title">
              {one.profession}, intake of {one.cohort.intake.slice(0, 4)}
            </h3>
          ) : null}
          <BarRows
            says={`${one.profession}: ${sayNumber(one.cohort.starts)} started in ${one.cohort.intake.slice(0, 4)}, ${sayNumber(one.cohort.completed)} completed; registration and first posts are not available.`}
            rows={[{ name: 'Started', value: one.cohort.starts, status: 'ok' }, { name: 'Completed', value: one.cohort.completed, status: 'ok' }, { name: 'Registered', value: null, status: 'not-available' }, { name: 'First post here', value: null, status: 'not-available' }]}
            say={({ value, status }) => sayCell(value, status, 'people')}
          />
        </div>
      ))}
    </Figure>
  )
}

/** The newest intake of which both are known; who completed is worked out from the rate. */
function newest({ starts, completed }: ProgrammePipeline): { intake: string; starts: number; completed: number } | null {
  for (const { intake, value } of starts.toReversed()) {
    const rate = completed.find((one) => one.intake === intake)?.value ?? null
    if (value !== null && value > 0 && rate !== null) return { intake, starts: value, completed: (value * rate) / 100 }
  }
  return null
}
