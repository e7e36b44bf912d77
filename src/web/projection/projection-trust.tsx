import type { ProjectionAnswer } from '../../contract/projection.ts'
import { sayDatesIn } from '../format.ts'
import { coverageOf, titleOfAccuracy } from './projection-accuracy.tsx'

/** How far to trust the answer: what its range means, how past projections did, and what to know before using it. It stands beside every projection. */
export function ProjectionTrust({ answer }: { answer: ProjectionAnswer }) {
  return (
    <section className="cdr-figure" aria-labelledby="trust-title">
      <h2 id="trust-title">How far to trust this</h2>
      <p className="cdr-gapline">
        <strong>{sayAccuracy(answer)}</strong>
      </p>
      <ul className="cdr-notes">
        {answer.notes.map((note) => (
          <li key={note}>{sayDatesIn(note)}</li>
        ))}
      </ul>
    </section>
  )
}

function sayAccuracy({ accuracy }: ProjectionAnswer): string {
  if (accuracy.length === 0) return 'How past projections of this group did is not known here: there is too little history.'
  return `${titleOfAccuracy(accuracy)}. Of their 80 % ranges, ${coverageOf(accuracy)} held what happened; 80 % would be right.`
}
