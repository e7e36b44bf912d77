import type { ProjectionSearch } from '../search.ts'
import { ProjectionForm } from './projection-form.tsx'

/** The form of what is assumed, under its heading: below an answer, and where there is none. */
export function ChangeAssumptions({ search, used, says }: { search: ProjectionSearch; used: Readonly<Record<string, number>>; says: string }) {
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="change-title">
      <h2 id="change-title">Change what is assumed</h2>
      <p className="cdr-subtitle">{says}</p>
      <ProjectionForm search={search} used={used} />
    </section>
  )
}
