import { Suspense } from 'react'
import type { ProjectionAnswer } from '../../contract/projection.ts'
import { addressOf } from '../ask/ask.ts'
import { includesNone } from '../charts/gap-words.ts'
import { linesOfProjection } from '../figure/provenance-panel.tsx'
import type { ProjectionSearch } from '../search.ts'
import { FanFigure, sayGapAtEnd } from './fan-figure.tsx'
import { GapFigure } from './gap-figure.tsx'
import { askedOf, commandOf } from './projection-part.ts'
import type { ProjectionPart } from './projection-part.ts'
import { ProjectionPartView } from './projection-part-view.tsx'
import { ProjectionTabs } from './projection-tabs.tsx'
import { ProjectionTrust } from './projection-trust.tsx'
import { ProjectionTwin } from './projection-twin.tsx'

/** What the Projection page shows below its sentence: the fan, the gap, how far to trust it, and the part that the address names. */
export function ProjectionFigures({ answer, search, part }: { answer: ProjectionAnswer; search: ProjectionSearch; part: ProjectionPart }) {
  const csv = addressOf('/api/projection.csv', askedOf(search))
  const provenance = linesOfProjection(answer, `${sayGapAtEnd(answer.rows.at(-1)!, answer.unit)}, median of ${answer.manifest.draws} draws`)
  return (
    <>
      <div className="cdr-grid">
        <FanFigure
          id="fan"
          title={titleOf(answer)}
          what={`${answer.profession} in ${answer.areaName}`}
          unit={answer.unit}
          history={answer.history}
          rows={answer.rows}
          command={commandOf(answer) ?? undefined}
          csv={csv}
          provenance={provenance}
          source={answer.provenance.sources
            .map((source) => source.title)
            .filter((title, index, all) => all.indexOf(title) === index)
            .join('; ')
            .concat('.')}
        />
        <GapFigure answer={answer} csv={csv} provenance={provenance} />
        <div className="cdr-6 cdr-stack">
          <ProjectionTwin answer={answer} provenance={provenance} />
          <ProjectionTrust answer={answer} />
        </div>
      </div>
      <p className="cdr-small cdr-second" style={{ marginTop: '24px' }}>
        <a href={addressOf('/api/projection/bundle.zip', askedOf(search))} download="run.zip">
          Take this run as a bundle
        </a>
        : unpacked, <code>cadre run verify FOLDER</code> repeats it byte for byte without the data.
      </p>
      <ProjectionTabs current={part}>
        <Suspense fallback={<output className="cdr-12">Working it out…</output>}>
          <ProjectionPartView part={part} answer={answer} search={search} provenance={provenance} />
        </Suspense>
      </ProjectionTabs>
    </>
  )
}

/** Title: which way supply and demand move and what it leaves. */
function titleOf(answer: ProjectionAnswer): string {
  const [first, last] = [answer.rows[0]!, answer.rows.at(-1)!]
  const [supply, demand] = [last.supply.p50 - first.supply.p50, last.demand.p50 - first.demand.p50]
  if (includesNone(last.gap)) return 'Supply may or may not keep up with demand: the range includes both'
  if (supply >= 0 && demand >= 0) return demand > supply ? 'Supply grows, but demand grows more' : 'Supply grows more than demand'
  return `Supply ${direction(supply)} while demand ${direction(demand)}`
}

function direction(change: number): string {
  return change >= 0 ? 'grows' : 'falls'
}
