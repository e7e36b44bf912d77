import { Link } from '@tanstack/react-router'
import type { OverviewFuture } from '../../contract/overview.ts'
import { quoted } from '../../contract/query-command.ts'
import { RangeRows } from '../charts/range-rows.tsx'
import { sayGap, sayGapIn, sayGapRange } from '../charts/gap-words.ts'
import { amount, repeatable, shown, words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import type { ProvenanceLine } from '../figure/provenance-panel.tsx'
import { Unavailable } from '../figure/unavailable.tsx'

/** Gap by profession at the end of the projection, largest first, each with its ranges. `provenanceOf` says where a figure comes from that a command repeats. */
export function OverviewGaps({ answer, map, provenanceOf, unit }: { answer: OverviewFuture; map: string | undefined; provenanceOf: (command: string) => readonly ProvenanceLine[]; unit: string }) {
  const gaps = answer.gaps.toSorted((a, b) => b.gap.p50 - a.gap.p50)
  const largest = gaps[0]
  if (largest === undefined)
    return (
      <Unavailable
        id="gaps"
        width={7}
        title="The gap by staff group is not available here"
        why={answer.gapsWhy ?? 'Too little history here to project a staff group'}
      />
    )
  const commandOf = ({ profession }: OverviewFuture['gaps'][number]) => `cadre project --area ${answer.area}${map === undefined ? '' : ` --map ${map}`} --profession ${quoted(profession)} --years ${ahead}`
  return (
    <Figure
      id="gaps"
      width={7}
      title={titleOf(gaps, largest.year)}
      subtitle={`Demand − supply in ${largest.year}, ${unit}. Dot: median. Bar: 80 % range. Line: 95 %. Grey: the 80 % range includes no gap`}
      source="Each staff group is projected on its own; ranges do not add up, because the groups do not all turn out badly together. Not a forecast of what must happen."
      provenance={provenanceOf(commandOf(largest))}
      table={{
        columns: [
          { name: 'Staff group' },
          { name: `Supply, ${unit}`, numeric: true },
          { name: `Demand, ${unit}`, numeric: true },
          { name: 'Gap', numeric: true },
          { name: '80 % range', numeric: true },
        ],
        rows: gaps.map((row) => [
          words(row.profession),
          repeatable(amount(row.supply.p50), commandOf(row), `/rows/${ahead}/supply/p50`),
          repeatable(amount(row.demand.p50), commandOf(row), `/rows/${ahead}/demand/p50`),
          repeatable(shown(sayGap(row.gap.p50), row.gap.p50), commandOf(row), `/rows/${ahead}/gap/p50`),
          shown(sayGapRange(row.gap), `${row.gap.p10} to ${row.gap.p90}`),
        ]),
      }}
    >
      <RangeRows
        rows={gaps.map((row) => ({
          name: row.profession,
          gap: row.gap,
          label: (
            <Link to="/projection" search={{ area: answer.area, profession: row.profession }}>
              {row.profession}
            </Link>
          ),
        }))}
        unit={unit}
        says={`${gaps.length} staff groups in ${largest.year}. Largest gap: ${largest.profession}, ${sayGapIn(largest.gap.p50, unit)}.`}
      />
    </Figure>
  )
}

/** Years from today to the gap that is shown of every group. */
const ahead = 5

/** Name a group only when its whole 80 % range is on one side: dots whose ranges cross no gap are not ranked. */
function titleOf(gaps: OverviewFuture['gaps'], year: number): string {
  const short = gaps.find((row) => row.gap.p10 > 0)
  if (short !== undefined) return `The largest clear gap in ${year}: ${short.profession}, ${sayGap(short.gap.p50)}`
  const over = gaps.filter((row) => row.gap.p90 < 0).length
  if (over > 0) return `No staff group is clearly short in ${year}; ${over} of ${gaps.length} ${over === 1 ? 'is' : 'are'} clearly over`
  return `No staff group is clearly short or over in ${year}: every range includes no gap`
}
