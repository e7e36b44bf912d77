import { useState } from 'react'
import type { PlanState } from '../../contract/plan.ts'
import type { ScenarioExport, ScenarioRun } from '../../contract/scenario.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { useAreasTold } from './areas-told.ts'
import { RunProgress } from './run-progress.tsx'
import { useScenarioRun } from './use-scenario-run.ts'

const forms = [{ form: 'docx', says: 'Word' }, { form: 'pdf', says: 'PDF' }, { form: 'html', says: 'web page' }] as const

/** The paper of a scenario and the bundle for a reviewer, to take away. */
export function ReportFiles({ plan, run }: { plan: PlanState; run: ScenarioRun | undefined }) {
  const [asked, setAsked] = useState<number | null>(null)
  return (
    <section className="cdr-figure cdr-12 cdr-files" aria-labelledby="paper-title">
      <h2 id="paper-title">Paper for the board, bundle for a reviewer</h2>
      <p className="cdr-subtitle">The paper holds the question, the answer, charts, tables, costs, assumptions, decisions with dissent, every manual change, limits and where the numbers come from.</p>
      {run?.state === 'done' ? (
        <p className="cdr-buttons">
          {forms.map(({ form, says }) => (
            <a key={form} className="nhsuk-button nhsuk-button--secondary" href={`/api/scenario/${encodeURIComponent(run.id)}/report.${form}?plan=${encodeURIComponent(plan.id)}`} download={`scenario.${form}`}>
              Paper as {says}
            </a>
          ))}
        </p>
      ) : (
        <p className="cdr-subtitle">The paper follows when the futures have been run.</p>
      )}
      {asked === plan.version ? (
        <Bundle plan={plan} />
      ) : (
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => setAsked(plan.version)}>
          Make the bundle
        </button>
      )}
    </section>
  )
}

/** The bundle of the plan as it stands: made by the server, then a link and what is not in it. */
function Bundle({ plan }: { plan: PlanState }) {
  const { told } = useAreasTold()
  const { run, answer, error, cancel, again } = useScenarioRun<ScenarioExport>({ ask: 'export', document: plan.document, plan: plan.id, ...(told ? { areas: true } : {}) })
  return (
    <>
      <RunProgress run={run} error={error} onCancel={cancel} onAgain={again} />
      {answer === undefined || run?.state !== 'done' ? null : (
        <>
          <p className="cdr-buttons">
            <a className="nhsuk-button" href={`/api/scenario/${encodeURIComponent(run.id)}/bundle.zip`} download="scenario-bundle.zip">
              Take the bundle, {answer.files.length} files
            </a>
          </p>
          <p className="cdr-subtitle">
            Unpack it to a folder: <code>cadre run verify FOLDER</code> repeats every number without the data, or names the first file that was changed.{answer.sunset === null ? '' : ` To be looked at again by ${sayDate(answer.sunset)}.`}
          </p>
          <details className="nhsuk-details">
            <summary className="nhsuk-details__summary">
              <span className="nhsuk-details__summary-text">What is not in it, and why</span>
            </summary>
            <div className="nhsuk-details__text">
              <ul>
                {answer.notDone.map(({ part, because }) => (
                  <li key={part}>
                    <b>{part}</b>: {because}
                  </li>
                ))}
              </ul>
            </div>
          </details>
        </>
      )}
    </>
  )
}
