import type { ProjectionAnswer } from '../../contract/projection.ts'
import { sayGap, sayRange } from '../charts/gap-words.ts'
import { sayNumber, sayUnit } from '../format.ts'
import { shown, words } from '../figure/cell.ts'
import { queriedAs, type Queried } from '../figure/queried.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import type { FigureParts } from '../figure/figure.tsx'
import { sayRangeWithOver } from './fan-figure.tsx'
import { commandOf } from './projection-part.ts'

type Year = ProjectionAnswer['rows'][number]

/** Supply, demand and gap today and at a few year ends, with their ranges: the answer as a table. Every year is in the table of the fan. */
export function GapFigure({ answer, csv, provenance }: { answer: ProjectionAnswer; csv: string; provenance: FigureParts['provenance'] }) {
  const unit = sayUnit(answer.unit)
  const rows = milestones(answer.rows)
  const asked = (row: Year, part: 'supply' | 'demand' | 'gap') => queriedAs(commandOf(answer), { value: row[part].p50, status: 'ok' }, `/rows/${answer.rows.indexOf(row)}/${part}/p50`)
  return (
    <Figure
      id="gap"
      width={6}
      title="Supply, demand and gap"
      subtitle={`${answer.profession} in ${answer.areaName}, ${unit}: medians, and the range that holds 8 futures in 10`}
      source="Not a forecast of what must happen. Every year is in the table of the figure above."
      csv={csv}
      {...(provenance === undefined ? {} : { provenance })}
    >
      <div className="cdr-gaps">
        <DataTable
          caption="Supply, demand and gap"
          table={{
            columns: [{ name: 'Year' }, { name: `Supply, ${unit}`, numeric: true }, { name: `Demand, ${unit}`, numeric: true }, { name: 'Gap', numeric: true }],
            rows: rows.map((row) => [
              words(row.date.slice(0, 4)),
              shown(<WithRange middle={sayNumber(row.supply.p50)} range={sayRange(row.supply)} queried={asked(row, 'supply')} />, row.supply.p50),
              shown(<WithRange middle={sayNumber(row.demand.p50)} range={sayRange(row.demand)} queried={asked(row, 'demand')} />, row.demand.p50),
              shown(<WithRange middle={sayGap(row.gap.p50)} range={sayRangeWithOver(row)} queried={asked(row, 'gap')} />, row.gap.p50),
            ]),
          }}
        />
      </div>
    </Figure>
  )
}

/** A median over its 80 % range. */
function WithRange({ middle, range, queried }: { middle: string; range: string; queried: Queried }) {
  return (
    <>
      <span {...queried}>{middle}</span>
      <small className="cdr-second">
        {range}
      </small>
    </>
  )
}

/** Today, and at most five year ends more, the last among them. */
function milestones(rows: readonly Year[]): Year[] {
  const last = rows.length - 1
  const step = Math.max(1, Math.ceil(last / 5))
  return rows.filter(({ ahead }) => ahead === last || (ahead % step === 0 && last - ahead >= step / 2))
}
