import type { SpillOverAnswer } from '../../contract/comings.ts'
import { quoted } from '../../contract/query-command.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { addressOf } from '../ask/ask.ts'
import type { Parameters } from '../ask/ask.ts'
import { EndBars } from '../charts/end-bars.tsx'
import { GainLossBars, saySigned } from '../charts/gain-loss-bars.tsx'
import { amount, repeatable, shown, words } from '../figure/cell.ts'
import type { TableData } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { sayNumber } from '../format.ts'
import { linesOfFlows } from './flows-provenance.tsx'

/** Who gains and who loses when staff change area or sector: what one gains another loses. */
export function SpillOver({ answer, asked }: { answer: SpillOverAnswer; asked: Parameters }) {
  const { areas, sectors, area, areaName, group, from, to, newToSystem, moved, unknown } = answer
  const came = [
    { name: 'New to the system, or back in it', heads: newToSystem ?? 0, unknown: false },
    { name: 'Moved from elsewhere in it', heads: moved, unknown: false },
    { name: 'Nobody can say', heads: unknown, unknown: true },
  ].slice(newToSystem === null ? 1 : 0)
  const title = titleOf(answer)
  const command = `cadre flows --area ${area} --group ${quoted(group)} --spill-over`
  return (
    <Figure
      id="spill"
      title={title}
      subtitle={`${group}, people, ${sayDate(from)} to ${sayDate(to)}. To the right: came from another area. To the left: went to another. Over all areas they add up to nothing`}
      source="Only moves found in records: somebody with an employer of one area, then with one of another."
      table={tableOf(answer, command)}
      csv={addressOf('/api/spill-over.csv', asked)}
      provenance={linesOfFlows(answer.provenance, command)}
    >
      <p className="cdr-gapline" style={{ marginBottom: '16px' }}>
        {answer.summary}
      </p>
      <div style={{ marginBottom: '24px' }}>
        <EndBars title={`Who came to ${areaName}`} bars={came} most={Math.max(...came.map(({ heads }) => heads))} says={came.map(({ name, heads }) => `${name}: ${sayNumber(heads)}`).join('; ')} />
      </div>
      <h3 className="cdr-ends__title">Between areas</h3>
      {areas.length === 0 ? <p className="cdr-small">Nobody was found to move from one area to another.</p> : <GainLossBars places={drawnOf(areas, area)} marked={area} says={`${title}. The numbers follow.`} />}
      {sectors.length === 0 ? null : (
        <div style={{ marginTop: '24px' }}>
          <h3 className="cdr-ends__title">Between sectors, whole nation</h3>
          <GainLossBars places={sectors} marked={null} says="Sectors, the largest gain first." />
        </div>
      )}
    </Figure>
  )
}

/** The largest gains and losses, and the area that is looked at; all of them are in the table. */
const ends = 6

function drawnOf(areas: SpillOverAnswer['areas'], area: string): SpillOverAnswer['areas'] {
  return areas.filter(({ code }, at) => areas.length <= 2 * ends || at < ends || at >= areas.length - ends || code === area)
}

function titleOf({ areas, area, areaName }: SpillOverAnswer): string {
  const own = areas.find(({ code }) => code === area)
  if (own !== undefined) return own.net === 0 ? `${areaName} gains as many from other areas as it loses to them` : `${areaName} ${own.net > 0 ? 'gains' : 'loses'} ${sayNumber(Math.abs(own.net))} ${Math.abs(own.net) === 1 ? 'person' : 'people'} ${own.net > 0 ? 'from' : 'to'} other areas`
  const [first, last] = [areas[0], areas.at(-1)]
  return first === undefined || last === undefined ? 'Nobody was found to change area' : `${first.name} gains most from other areas, ${last.name} loses most`
}

function tableOf({ areas, moves, sectorMoves }: SpillOverAnswer, command: string): TableData {
  const none = shown('', null)
  const movesOf = (list: 'moves' | 'sectorMoves', lines: SpillOverAnswer['moves']) => lines.map(({ fromName, toName, heads, fte }, at) => [words(fromName), words(toName), repeatable(amount(heads), command, `/${list}/${at}/heads`), repeatable(amount(fte, 1), command, `/${list}/${at}/fte`), none, none, none])
  return {
    columns: [{ name: 'From, or area' }, { name: 'To' }, { name: 'People', numeric: true }, { name: 'FTE', numeric: true }, { name: 'Came', numeric: true }, { name: 'Went', numeric: true }, { name: 'Net', numeric: true }],
    rows: [
      ...areas.map(({ name, gained, lost, net }, at) => [words(name), words(''), none, none, repeatable(amount(gained), command, `/areas/${at}/gained`), repeatable(amount(lost), command, `/areas/${at}/lost`), repeatable(shown(saySigned(net), net), command, `/areas/${at}/net`)]),
      ...movesOf('moves', moves), ...movesOf('sectorMoves', sectorMoves),
    ],
  }
}
