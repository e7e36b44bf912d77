import type { ProjectionAnswer } from '../../contract/projection.ts'
import { BacktestFigures } from './backtest-figure.tsx'
import { ProjectionAccuracy } from './projection-accuracy.tsx'

/** How past projections did: of this group, and of every series that is held. */
export function AccuracyPart({ answer }: { answer: ProjectionAnswer }) {
  return (
    <>
      <ProjectionAccuracy answer={answer} />
      <BacktestFigures />
    </>
  )
}
