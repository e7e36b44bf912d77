import { useQuery } from '@tanstack/react-query'
import type { Holdings } from '../../contract/holdings.ts'
import { acceptedQuestion, qualityQuestion, scoresQuestion } from '../ask/questions.ts'
import { AskedFigure } from '../figure/asked-figure.tsx'
import { useOpenPanels } from '../figure/open-panels.ts'
import { AcceptedFigure } from './accepted-figure.tsx'
import { FindingsByRule } from './findings-by-rule.tsx'
import { FixesFigure } from './fixes-figure.tsx'
import { ScoresFigure } from './scores-figure.tsx'

/** Most findings listed when all are asked for. */
const mostListed = '200'

/** What is worth fixing first, who scores how, and what somebody has answered for. */
export function QualityView({ holdings, area }: { holdings: Holdings; area: string | undefined }) {
  const panels = useOpenPanels()
  const top = panels.isOpen('fixes-all') ? mostListed : undefined
  const quality = useQuery(qualityQuestion(area, top))
  const scores = useQuery(scoresQuestion(area))
  const accepted = useQuery(acceptedQuestion())
  return (
    <div className="cdr-grid">
      <AskedFigure id="fixes" title="What is worth fixing first" asked={quality}>
        {(answer) => <FixesFigure quality={answer} panels={panels} area={area} top={top} />}
      </AskedFigure>
      <AskedFigure id="scores" title="How complete each organisation’s returns are" asked={scores}>
        {(answer) => <ScoresFigure scores={answer} area={area} />}
      </AskedFigure>
      <FindingsByRule files={holdings.files} />
      <AskedFigure id="accepted" title="Findings somebody has answered for" asked={accepted}>
        {(answer) => <AcceptedFigure answer={answer} />}
      </AskedFigure>
    </div>
  )
}
