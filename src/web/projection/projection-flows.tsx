import type { ProjectionAnswer } from '../../contract/projection.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { LineChart } from '../charts/line-chart.tsx'
import type { Line } from '../charts/line-chart.tsx'
import { sayRange } from '../charts/gap-words.ts'
import { sayNumber, sayUnit } from '../format.ts'
import { amount, repeatable, words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import type { FigureParts } from '../figure/figure.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { commandOf } from './projection-part.ts'

type Year = ProjectionAnswer['rows'][number]
const flows = [
  { key: 'joiners', name: 'Joiners', colour: '#12436d', dash: '' },
  { key: 'leavers', name: 'Leavers', colour: '#801650', dash: '7 4' },
  { key: 'agedOut', name: 'Aged out', colour: '#3d3d3d', dash: '2 4' },
] as const

/** Who comes and who goes, year by year: the median of the draws, with ranges in the table. */
export function ProjectionFlows({ answer, provenance }: { answer: ProjectionAnswer; provenance: FigureParts['provenance'] }) {
  const years = answer.rows.filter((row) => row.joiners !== null)
  const last = years.at(-1)
  if (last === undefined || last.joiners === null)
    return <Unavailable id="flows" width={6} title="Joiners and leavers are not available" why="This projection has no flows of its own" />
  const unit = sayUnit(answer.unit)
  const drawn = flows.filter((flow) => years.every((row) => row[flow.key] !== null) && years.some((row) => (row[flow.key]?.p50 ?? 0) !== 0))
  const lines: Line[] = drawn.map((flow) => ({ ...flow, points: years.map((row) => ({ date: row.date, value: row[flow.key]!.p50 })) }))
  const title = titleOf(last)
  return (
    <Figure
      id="flows"
      width={6}
      title={title}
      subtitle={`${answer.profession}, ${answer.areaName}, ${unit} a year, median of ${answer.manifest.draws} draws`}
      {...(provenance === undefined ? {} : { provenance })}
      source="Ranges are in the table. Not a forecast of what must happen."
      table={{
        columns: [
          { name: 'Year to' },
          ...drawn.flatMap((flow) => [
            { name: flow.name, numeric: true },
            { name: `${flow.name}, 80 % range`, numeric: true },
          ]),
        ],
        rows: years.map((row) => [words(sayDate(row.date)), ...drawn.flatMap((flow) => [repeatable(amount(row[flow.key]!.p50), commandOf(answer), `/rows/${answer.rows.indexOf(row)}/${flow.key}/p50`), words(sayRange(row[flow.key]!))])]),
      }}
    >
      <LineChart
        lines={lines}
        says={`${title}. ${lines.map((line) => `${line.name} ${sayNumber(line.points.at(-1)!.value)}`).join(', ')} in the year to ${sayDate(last.date)}.`}
      />
    </Figure>
  )
}

function titleOf(last: Year): string {
  const net = (last.joiners?.p50 ?? 0) - (last.leavers?.p50 ?? 0) - (last.agedOut?.p50 ?? 0)
  const year = last.date.slice(0, 4)
  if (Math.round(net) === 0) return `As many join as leave in ${year}`
  return net > 0 ? `${sayNumber(net)} more join than leave in ${year}` : `${sayNumber(-net)} more leave than join in ${year}`
}
