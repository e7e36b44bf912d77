import type { ProjectionAnswer } from '../../contract/projection.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { SkillRows } from '../charts/skill-rows.tsx'
import { sayNumber } from '../format.ts'
import { amount, repeatable, repeatableShare, shown, words } from '../figure/cell.ts'
import type { TableData } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { commandOf } from './projection-part.ts'

type Row = ProjectionAnswer['accuracy'][number]

/** How past projections of this group did against what happened, beside the simplest alternatives. Not beating drift is said. */
export function ProjectionAccuracy({ answer }: { answer: ProjectionAnswer }) {
  const rows = answer.accuracy
  if (rows.length === 0)
    return (
      <Unavailable
        id="accuracy"
        width={6}
        title="How past projections did is not known here"
        why="There is too little history of this group here to project the past and compare"
      />
    )
  const title = titleOfAccuracy(rows)
  return (
    <Figure
      id="accuracy"
      width={6}
      title={title}
      subtitle={`${answer.profession}: projections started in past years, compared with what happened. Skill is 1 − CRPS ÷ CRPS of drift; bars start at 0`}
      source={`Drift carries on the average change of the past. Of the 80 % ranges, ${coverageOf(rows)} held what happened; 80 % would be right.${scoredWith(answer)}`}
      table={tableOf(rows, commandOf(answer))}
      provenance={[
        {
          name: 'Definition',
          says: 'CRPS: how far the whole projected range lay from what happened, in the unit of the projection; smaller is better. MAPE: mean absolute error of the middle value, in per cent',
        },
        { name: 'Formula', says: 'Skill = 1 − CRPS of the model ÷ CRPS of drift. Above 0 is better than drift' },
        { name: 'Method', says: 'Rolling origins: each past run sees only what was known when it starts' },
        ...(answer.accuracyFrom === null
          ? []
          : [{ name: 'Model', says: `${answer.accuracyFrom.model}, scored on ${sayDate(answer.accuracyFrom.at.slice(0, 10))}, source ${answer.accuracyFrom.source}` }]),
        { name: 'Snapshot', says: <code>{answer.accuracyFrom?.snapshot ?? answer.provenance.snapshot}</code> },
        { name: 'Repeat it', says: <code>{answer.provenance.repeat}</code> },
      ]}
    >
      <SkillRows
        rows={rows.map((row) => ({ horizon: row.horizon, skill: row.skill, coverage80: row.model.coverage80, n: row.n }))}
        says={`${title}. ${rows.map((row) => `${row.horizon} years ahead: ${row.skill > 0 ? `${sayNumber(row.skill * 100)} percent better than drift` : 'does not beat drift'}`).join('; ')}.`}
      />
    </Figure>
  )
}

/** Which model was scored, and when. */
function scoredWith({ accuracyFrom }: ProjectionAnswer): string {
  return accuracyFrom === null ? '' : ` Scored with ${accuracyFrom.model} on ${sayDate(accuracyFrom.at.slice(0, 10))}.`
}

/** Whether past projections beat drift, and at which horizons. */
export function titleOfAccuracy(rows: readonly Row[]): string {
  const better = rows.filter((row) => row.skill > 0)
  if (better.length === 0) return 'Past projections of this group do not beat drift'
  if (better.length === rows.length) return 'Past projections beat drift at every horizon'
  return `Past projections beat drift ${list(better.map((row) => row.horizon))} years ahead, and do not at ${list(rows.filter((row) => row.skill <= 0).map((row) => row.horizon))}`
}

/** Share of past 80 % ranges that held what happened. */
export function coverageOf(rows: readonly Row[]): string {
  const runs = rows.reduce((sum, row) => sum + row.n, 0)
  const held = rows.reduce((sum, row) => sum + row.n * row.model.coverage80, 0)
  return runs === 0 ? 'none' : `${sayNumber((held / runs) * 100)} %`
}

function list(years: readonly number[]): string {
  return years.length < 2 ? years.join('') : `${years.slice(0, -1).join(', ')} and ${years.at(-1)}`
}

function tableOf(rows: readonly Row[], command: string | null): TableData {
  const baselines = Object.keys(rows[0]?.baselines ?? {})
  return {
    columns: [
      { name: 'Years ahead' },
      { name: 'Past runs', numeric: true },
      { name: 'Error (MAPE), %', numeric: true },
      { name: 'CRPS', numeric: true },
      ...baselines.map((name) => ({ name: `CRPS of ${name}`, numeric: true })),
      { name: 'Skill over drift', numeric: true },
      { name: 'In the 80 % range', numeric: true },
      { name: 'Verdict' },
    ],
    rows: rows.map((row, at) => [
      words(String(row.horizon)),
      repeatable(amount(row.n), command, `/accuracy/${at}/n`),
      repeatableShare(shown(sayNumber(row.model.mape * 100, 1), row.model.mape * 100), row.model.mape, command, `/accuracy/${at}/model/mape`),
      repeatable(amount(row.model.crps), command, `/accuracy/${at}/model/crps`),
      ...baselines.map((name) => repeatable(amount(row.baselines[name]?.crps ?? null), command, `/accuracy/${at}/baselines/${name}/crps`)),
      repeatable(shown(sayNumber(row.skill, 2), row.skill), command, `/accuracy/${at}/skill`),
      repeatable(shown(`${sayNumber(row.model.coverage80 * 100)} %`, row.model.coverage80), command, `/accuracy/${at}/model/coverage80`),
      words(row.skill > 0 ? 'beats drift' : 'does not beat drift'),
    ]),
  }
}
