import type { ProjectionAnswer } from '../../contract/projection.ts'
import { RangeRows } from '../charts/range-rows.tsx'
import { sayGap, sayGapIn, sayGapRange } from '../charts/gap-words.ts'
import { sayNumber, sayUnit } from '../format.ts'
import { amount, repeatable, shown, words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import type { FigureParts } from '../figure/figure.tsx'
import { commandOf } from './projection-part.ts'

/** The gap at the end beside its twin without productivity growth, so that nobody plans on that growth unseen. */
export function ProjectionTwin({ answer, provenance }: { answer: ProjectionAnswer; provenance: FigureParts['provenance'] }) {
  const last = answer.rows.at(-1)
  if (last === undefined) return null
  const [unit, year] = [sayUnit(answer.unit), last.date.slice(0, 4)]
  const hangs = last.gapZeroProductivity.p50 - last.gap.p50
  const [command, path] = [commandOf(answer), `/rows/${answer.rows.length - 1}`]
  const rows = ([['With productivity growth', 'gap', 'demand'], ['Without it', 'gapZeroProductivity', 'demandZeroProductivity']] as const).map(([name, ofGap, ofDemand]) => ({ name, gap: last[ofGap], demand: last[ofDemand], ofGap, ofDemand }))
  return (
    <Figure
      id="twin"
      width={6}
      title={
        Math.round(hangs) === 0 ? 'No productivity growth is assumed' : `${sayNumber(Math.abs(hangs))} ${unit} of the gap in ${year} hangs on productivity`
      }
      subtitle={`Demand − supply in ${year}, ${unit}. Dot: median. Bar: 80 % range. Line: 95 %`}
      source="Not a forecast of what must happen."
      {...(provenance === undefined ? {} : { provenance })}
      table={{
        columns: [{ name: 'Assumption' }, { name: `Demand, ${unit}`, numeric: true }, { name: 'Gap', numeric: true }, { name: '80 % range', numeric: true }],
        rows: rows.map((row) => [
          words(row.name),
          repeatable(amount(row.demand.p50), command, `${path}/${row.ofDemand}/p50`),
          repeatable(shown(sayGap(row.gap.p50), row.gap.p50), command, `${path}/${row.ofGap}/p50`),
          shown(sayGapRange(row.gap), `${row.gap.p10} to ${row.gap.p90}`),
        ]),
      }}
    >
      <RangeRows rows={rows} unit={unit} says={rows.map((row) => `${row.name}: ${sayGapIn(row.gap.p50, unit)}`).join('. ')} />
    </Figure>
  )
}
