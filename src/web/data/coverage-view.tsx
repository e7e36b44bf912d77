import { useQuery } from '@tanstack/react-query'
import type { Holdings } from '../../contract/holdings.ts'
import { coverageQuestion, gapMatrixQuestion } from '../ask/questions.ts'
import { AskedFigure } from '../figure/asked-figure.tsx'
import { CoverageFigure } from './coverage-figure.tsx'
import { GapMatrixFigure } from './gap-matrix-figure.tsx'
import { HeldMonths } from './held-months.tsx'

/** What has been sent, by whom, for which month; and how much of the workforce that shows. */
export function CoverageView({ holdings, area }: { holdings: Holdings; area: string | undefined }) {
  const matrix = useQuery(gapMatrixQuestion(area))
  const coverage = useQuery(coverageQuestion(area))
  return (
    <div className="cdr-grid">
      <AskedFigure id="gaps" title="What we hold, organisation by month" width={7} asked={matrix}>
        {(answer) => <GapMatrixFigure matrix={answer} area={area} />}
      </AskedFigure>
      <AskedFigure id="coverage" title="How much of the workforce we see" width={5} asked={coverage}>
        {(answer) => <CoverageFigure coverage={answer} area={area} />}
      </AskedFigure>
      {holdings.months.length > 0 ? <HeldMonths months={holdings.months} /> : null}
    </div>
  )
}
