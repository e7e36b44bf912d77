import type { BoardAnswer, BoardGap } from '../../contract/board.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { addressOf } from '../ask/ask.ts'
import { GapYears } from '../charts/gap-years.tsx'
import { includesNone, sayGap } from '../charts/gap-words.ts'
import { VariationIcon } from '../charts/variation-icon.tsx'
import { repeatable, shown, words } from '../figure/cell.ts'
import type { TableData } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { linesOfProjection } from '../figure/provenance-panel.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { sayNumber } from '../format.ts'
import { sayRangeWithOver } from '../projection/fan-figure.tsx'

/** The gap of the years ahead with its range. */
export function BoardGapFigure({ answer }: { answer: BoardAnswer }) {
  const { gap, area } = answer
  const last = gap?.rows.at(-1)
  if (gap === null || last === undefined) return <Unavailable id="gap" title={`${area.name} cannot be projected yet`} why={answer.gapWhy ?? 'There is too little history here'} />
  const says = `${gap.title}. ${gap.verdict}`
  return (
    <Figure
      id="gap"
      title={gap.title}
      subtitle={`Demand − supply, ${gap.unit}, ${gap.group}, ${gap.rows[0]!.date.slice(0, 4)} to ${gap.year}. Band: 80 % range. Not a forecast of what must happen`}
      picture={says}
      csv={addressOf('/api/projection.csv', { area: area.code, years: String(gap.rows.length - 1) })}
      provenance={linesOfProjection(gap.run, `${sayGap(last.gap.p50)} ${gap.unit} in ${gap.year}, 80 % range ${sayRangeWithOver(last)}`)}
      table={tableOf(gap)}
    >
      <GapYears rows={gap.rows} says={says} />
      <p className="cdr-a4__verdict">
        <VariationIcon direction={includesNone(last.gap) ? 'flat' : last.gap.p50 > 0 ? 'up' : 'down'} meaning="neither" />
        <span>
          {gap.verdict} {sayStart(answer)}
        </span>
      </p>
    </Figure>
  )
}

/** Say when the projection covers less than all staff in post, so that the two numbers are not taken for one. */
function sayStart({ gap, figures }: BoardAnswer): string {
  const inPost = figures.find(({ measure }) => measure === 'fte')?.value
  if (gap === null || inPost == null || Math.abs(gap.opening / inPost - 1) < 0.005) return ''
  return `It starts from ${sayNumber(gap.opening)} of the ${sayNumber(inPost)} FTE in post: those whose history is held.`
}

function tableOf({ rows, unit, run }: BoardGap): TableData {
  return {
    columns: [{ name: 'Date' }, { name: `Gap, ${unit}`, numeric: true }, { name: '80 % range', numeric: true }],
    rows: rows.map((row, at) => [words(sayDate(row.date)), repeatable(shown(sayGap(row.gap.p50), row.gap.p50), run.provenance.repeat, `/rows/${at}/gap/p50`), shown(sayRangeWithOver(row), `${row.gap.p10} to ${row.gap.p90}`)]),
  }
}
