import { lazy } from 'react'
import type { ProjectionAnswer } from '../../contract/projection.ts'
import type { FigureParts } from '../figure/figure.tsx'
import type { ProjectionSearch } from '../search.ts'
import { ProjectionAccount } from './projection-account.tsx'
import { ProjectionFlows } from './projection-flows.tsx'
import { askedOf } from './projection-part.ts'
import type { ProjectionPart } from './projection-part.ts'

// The code of a part comes when it is opened.
const FlowsSection = lazy(() => import('./flows-section.tsx').then(({ FlowsSection: part }) => ({ default: part })))
const PyramidFigure = lazy(() => import('./pyramid-figure.tsx').then(({ PyramidFigure: part }) => ({ default: part })))
const MethodPart = lazy(() => import('./method-part.tsx').then(({ MethodPart: part }) => ({ default: part })))
const ProjectionSensitivity = lazy(() => import('./projection-sensitivity.tsx').then(({ ProjectionSensitivity: part }) => ({ default: part })))
const AccuracyPart = lazy(() => import('./accuracy-part.tsx').then(({ AccuracyPart: part }) => ({ default: part })))
const WhatIfPart = lazy(() => import('./what-if-part.tsx').then(({ WhatIfPart: part }) => ({ default: part })))
const EveryArea = lazy(() => import('./every-area.tsx').then(({ EveryArea: part }) => ({ default: part })))

/** One part of the page below the answer. Nothing of another part is asked for or drawn. */
export function ProjectionPartView({ part, answer, search, provenance }: { part: ProjectionPart; answer: ProjectionAnswer; search: ProjectionSearch; provenance: FigureParts['provenance'] }) {
  const { area, profession } = answer
  const { years, leaverChange, joinerChange, participationChange, retirementAge } = search
  if (part === 'ages') return <PyramidFigure asked={{ area, profession, years, leaverChange, joinerChange, participationChange, retirementAge }} year={search.pyramidYear} />
  if (part === 'method') return <MethodPart search={search} answer={answer} provenance={provenance} />
  if (part === 'sensitivity') return <ProjectionSensitivity asked={askedOf(search)} />
  if (part === 'accuracy') return <AccuracyPart answer={answer} />
  if (part === 'what-if') return <WhatIfPart search={search} answer={answer} />
  if (part === 'every-area') return <EveryArea search={search} group={profession} />
  return (
    <>
      <ProjectionFlows answer={answer} provenance={provenance} />
      <ProjectionAccount answer={answer} provenance={provenance} />
      <FlowsSection asked={{ area, profession }} />
    </>
  )
}
