import type { ProjectionAnswer } from '../../contract/projection.ts'
import type { FigureParts } from '../figure/figure.tsx'
import type { ProjectionSearch } from '../search.ts'
import { ChangeAssumptions } from './change-assumptions.tsx'
import { ProjectionAssumptions } from './projection-assumptions.tsx'
import { fields } from './projection-fields.ts'
import { ProjectionManifest } from './projection-manifest.tsx'

/** How the answer was reckoned: what is assumed, to be changed; what each assumption rests on; and what the run was made of. */
export function MethodPart({ search, answer, provenance }: { search: ProjectionSearch; answer: ProjectionAnswer; provenance: FigureParts['provenance'] }) {
  return (
    <>
      <ChangeAssumptions search={search} used={usedBy(answer)} says="The fields show what this projection used. Each change makes a new address that can be sent to others" />
      <ProjectionAssumptions answer={answer} provenance={provenance} />
      <ProjectionManifest answer={answer} />
    </>
  )
}

/** Values the run used where the address sets none, so that the fields show what was assumed. */
function usedBy(answer: ProjectionAnswer): Record<string, number> {
  const used: Record<string, number> = { years: answer.manifest.years, draws: answer.manifest.draws, seed: answer.manifest.seed }
  for (const field of fields) {
    const assumption = answer.assumptions.find(
      (candidate) => candidate.id === field.name || candidate.id === field.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    )
    if (assumption !== undefined && assumption.unit.startsWith('share')) used[field.name] = assumption.value
  }
  return used
}
