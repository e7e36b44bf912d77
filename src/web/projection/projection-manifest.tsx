import type { ProjectionAnswer } from '../../contract/projection.ts'

/** What the run was made of, and the command that repeats it to the last byte. */
export function ProjectionManifest({ answer }: { answer: ProjectionAnswer }) {
  const { manifest, provenance } = answer
  const parts = [
    ['Repeat it', provenance.repeat],
    ['Snapshot', manifest.dataset],
    ['Scenario', manifest.scenario],
    ['Model', manifest.model],
    ['Seed and draws', `seed ${manifest.seed}, ${manifest.draws} draws`],
    ['Inputs', manifest.inputs],
    ['Outputs', manifest.outputs],
  ] as const
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="manifest-title">
      <h2 id="manifest-title">Run record</h2>
      <p className="cdr-subtitle">The same command on the same snapshot gives the same bytes on any machine</p>
      <dl className="nhsuk-summary-list">
        {parts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
