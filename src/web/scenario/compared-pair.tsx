import { useState } from 'react'
import type { PlanState } from '../../contract/plan.ts'
import type { ScenarioComparison } from '../../contract/scenario.ts'
import { CompareFigures } from './compare-figures.tsx'
import { RunProgress } from './run-progress.tsx'
import { useScenarioRun } from './use-scenario-run.ts'

/** One scenario held against another: why they differ, or why they cannot be compared and what can. `of` tells it from other pairs of the page. */
export function ComparedPair({ a, b, of }: { a: PlanState; b: PlanState; of: string }) {
  const [nearest, setNearest] = useState(false)
  const { run, answer, error, cancel, again, csv } = useScenarioRun<ScenarioComparison>({ ask: 'compare', a: a.document, b: b.document, nearest })
  const refused = run?.problem?.code === 'scenarios-not-comparable'
  return (
    <>
      <section className="cdr-figure cdr-12" aria-labelledby={`compare-pair${of}`}>
        <h2 id={`compare-pair${of}`}>
          From {a.name} to {b.name}
        </h2>
        {answer === undefined ? null : <p>{answer.summary}</p>}
        <RunProgress run={run} error={error} onCancel={cancel} onAgain={again} />
        {refused && !nearest ? (
          <p>
            <button type="button" className="nhsuk-button" onClick={() => setNearest(true)}>
              Make the nearest comparison that is valid<span className="nhsuk-u-visually-hidden">: {b.name}</span>
            </button>
          </p>
        ) : null}
      </section>
      {answer === undefined ? null : <CompareFigures answer={{ ...answer, provenance: { ...answer.provenance, repeat: `cadre scenario compare ${a.id} ${b.id}${nearest ? ' --nearest' : ''}` } }} csv={csv} of={of} />}
    </>
  )
}
