import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ProjectionAnswer } from '../../contract/projection.ts'
import { sayLevers } from '../../scenario/describe-levers.ts'
import { groupInSentence } from '../../scenario/describe.ts'
import { addressOf } from '../ask/ask.ts'
import { Figure } from '../figure/figure.tsx'
import { useCentralRun } from '../kernel/use-central-run.ts'
import type { ProjectionSearch } from '../search.ts'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { checkField } from './projection-fields.ts'
import { SliderField } from './slider-field.tsx'
import { linesOfCentral, MovedChart, movedTable } from './slider-figure.tsx'
import { addressOfLevers, leversInAddress, leverSliders, leversTyped } from './slider-levers.ts'
import type { TypedLevers } from './slider-levers.ts'
import { SliderNation } from './slider-nation.tsx'
import { movedYears, sayMoved } from './slider-words.ts'
import { useSayOnce } from './use-say-once.ts'

/** Move a lever and see the gap move: the central path, worked out in this browser. Ranges come with a run of their own. */
export function Slider({ search, answer }: { search: ProjectionSearch; answer: ProjectionAnswer }) {
  const [typed, setTyped] = useTyped(search)
  const levers = leversTyped(typed)
  const { area, profession, years: ahead, unit, demandGrowth, productivity, unmetNeed } = search
  const asked = { area, profession, years: ahead, unit, demandGrowth, productivity, unmetNeed }
  const run = useCentralRun(addressOf('/api/central-run', asked), levers)
  const years = run.base === null ? [] : movedYears(run.base, run.moved ?? run.base)
  const says = years.length === 0 ? null : sayMoved(years, run.levers, `${groupInSentence(answer.profession)} in ${answer.areaName}`, answer.unit)
  useSayOnce(run.levers === null || sayLevers(run.levers) === null ? null : says)
  const moved = sayLevers(run.levers ?? undefined) ?? 'None is moved'
  return (
    <>
      <Figure
        id="lever"
        title="Move a lever: what the gap does"
        subtitle={`${answer.profession} in ${answer.areaName}, ${answer.unit}. The answer follows the slider. Levers act from the first year on`}
        source="One path, no range. Not a forecast of what must happen."
        {...(years.length === 0
          ? {}
          : { table: movedTable(years, answer.unit), provenance: linesOfCentral({ moved, number: says ?? '', kernel: run.kernel, snapshot: answer.manifest.dataset, repeat: answer.provenance.repeat }) })}
      >
        <Levers typed={typed} unit={answer.unit} onMove={setTyped} />
        {run.problem === null ? null : <ProblemSummary problem={run.problem} />}
        {says === null ? run.problem === null ? <p>Getting the rates…</p> : null : <MovedChart years={years} says={says} />}
      </Figure>
      <SliderNation asked={asked} levers={levers} answer={answer} />
    </>
  )
}

/** What is typed follows the hand, until the address says something else. */
function useTyped(search: ProjectionSearch) {
  const address = JSON.stringify(addressOfLevers(leversInAddress(search)))
  const [held, setHeld] = useState<{ readonly address: string; readonly typed: TypedLevers } | null>(null)
  const typed = held?.address === address ? held.typed : leversInAddress(search)
  return [typed, (next: TypedLevers) => setHeld({ address, typed: next })] as const
}

function Levers({ typed, unit, onMove }: { typed: TypedLevers; unit: string; onMove: (typed: TypedLevers) => void }) {
  const navigate = useNavigate({ from: '/projection' })
  const readable = leverSliders.every(({ field }) => checkField(field, typed[field.name]) === null)
  const run = (wanted: TypedLevers) => void navigate({ search: (previous) => ({ ...previous, ...addressOfLevers(wanted) }), resetScroll: false })
  return (
    <div className="cdr-form cdr-form--sliders">
      {leverSliders.map((slider) => (
        <SliderField
          key={slider.field.name}
          slider={slider}
          text={typed[slider.field.name]}
          off={slider.lever === 'participation' && unit !== 'FTE' ? 'Moves FTE, and this projection counts people' : null}
          onMove={(text) => onMove({ ...typed, [slider.field.name]: text })}
        />
      ))}
      <div className="cdr-slider__run">
        <button type="button" className="nhsuk-button" aria-disabled={!readable} onClick={() => (readable ? run(typed) : undefined)}>
          Run with ranges
        </button>
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary"
          onClick={() => {
            onMove(leversInAddress({}))
            run(leversInAddress({}))
          }}
        >
          Put all back
        </button>
      </div>
    </div>
  )
}
