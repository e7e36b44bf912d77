import type { SensitivityAnswer } from '../../contract/sensitivity.ts'
import { RangeRows } from '../charts/range-rows.tsx'
import { sayGap, sayGapIn, sayGapRange } from '../charts/gap-words.ts'
import { sayNumber, sayUnit } from '../format.ts'
import { repeatable, shown, words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import type { ProvenanceLine } from '../figure/provenance-panel.tsx'
import { commandOf } from './projection-part.ts'

/** Other ways of reckoning the same gap, beside the projection; they are never averaged. */
export function MethodsFigure({ answer, provenance }: { answer: SensitivityAnswer; provenance: readonly ProvenanceLine[] }) {
  const { methods } = answer
  const [unit, year] = [sayUnit(answer.unit), answer.date.slice(0, 4)]
  const middles = methods.map(({ gap }) => gap.p50)
  const apart = Math.max(...middles) - Math.min(...middles)
  return (
    <Figure
      id="methods"
      width={6}
      title={`Ways of reckoning lie ${sayNumber(apart)} ${unit} apart in ${year}`}
      subtitle={`Demand − supply in ${year}, ${unit}. Dot: median. Bar: 80 % range. Line: 95 %`}
      source="Compared and never averaged: none is said to be as likely as another. Not a forecast of what must happen."
      provenance={provenance}
      table={{
        columns: [{ name: 'Way of reckoning' }, { name: 'Gap', numeric: true }, { name: '80 % range', numeric: true }],
        rows: methods.map(({ says, gap }, at) => [words(says), repeatable(shown(sayGap(gap.p50), gap.p50), commandOf(answer), `/methods/${at}/gap/p50`), shown(sayGapRange(gap), `${gap.p10} to ${gap.p90}`)]),
      }}
    >
      <RangeRows
        rows={methods.map(({ says, gap }) => ({ name: says, gap }))}
        unit={unit}
        says={methods.map(({ says, gap }) => `${says}: ${sayGapIn(gap.p50, unit)}`).join('. ')}
      />
    </Figure>
  )
}
