import type { UseQueryResult } from '@tanstack/react-query'
import type { ProgrammeAnswer, ProgrammeGaps } from '../../contract/programme-answer.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { addressOf } from '../ask/ask.ts'
import type { Parameters } from '../ask/ask.ts'
import { ComparisonFigure, NetworkGaps } from './comparison-figure.tsx'
import { PathwayFigure } from './pathway-figure.tsx'
import { PipelineFigure } from './pipeline-figure.tsx'
import { EvidenceFiles } from './programme-evidence.tsx'
import { ProgrammeLens } from './programme-lens.tsx'
import { SightFigure } from './sight-figure.tsx'
import { RolesFigure, StatedFigures } from './stated-figure.tsx'
import { TrendFigure } from './trend-figure.tsx'

/** What a programme's page shows below its sentence. */
export function ProgrammeFigures({ answer, id, asked, gaps }: { answer: ProgrammeAnswer; id: string; asked: Parameters; gaps: UseQueryResult<ProgrammeGaps> }) {
  const csv = addressOf('/api/programme.csv', asked)
  const shown = { ...answer, id }
  return (
      <div className="cdr-grid">
        <PathwayFigure answer={shown} gaps={gaps} csv={csv} />
        <ComparisonFigure answer={shown} csv={csv} />
        <TrendFigure answer={shown} csv={csv} />
        <PipelineFigure answer={shown} csv={csv} />
        <SightFigure answer={shown} />
        <ProgrammeLens answer={answer} />
        <NetworkGaps answer={shown} />
        <StatedFigures answer={shown} />
        <RolesFigure answer={shown} csv={csv} />
        <EvidenceFiles asked={asked} title={`${answer.name}, ${answer.areaName}${answer.asOf === null ? '' : `, ${sayDate(answer.asOf)}`}`} />
        <section className="cdr-figure cdr-12" aria-labelledby="know-title">
          <h2 id="know-title">What to know before using this</h2>
          <ul className="cdr-notes">
            {[...answer.notes, ...(gaps.data?.notes ?? [])].map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      </div>
  )
}
