import type { ComingsAnswer, End } from '../../contract/comings.ts'
import { quoted } from '../../contract/query-command.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { addressOf } from '../ask/ask.ts'
import type { Parameters } from '../ask/ask.ts'
import { EndBars } from '../charts/end-bars.tsx'
import type { EndBar } from '../charts/end-bars.tsx'
import { amount, repeatable, words } from '../figure/cell.ts'
import type { TableData } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { sayNumber } from '../format.ts'
import { linesOfFlows } from './flows-provenance.tsx'

/** Who joined from where, and who left to where, in the last year of records. */
export function FlowsEnds({ answer, asked }: { answer: ComingsAnswer; asked: Parameters }) {
  const { came, went, areaName, group, from, to } = answer
  const [joined, left] = [barsOf(came), barsOf(went)]
  const command = `cadre flows --area ${answer.area} --group ${quoted(group)} --ends`
  const most = Math.max(0, ...joined.map(({ heads }) => heads), ...left.map(({ heads }) => heads))
  return (
    <Figure
      id="ends"
      title={titleOf(answer)}
      subtitle={`${group}, ${areaName}, people, ${sayDate(from)} to ${sayDate(to)}. Hatched: nobody can say. What happened, not a projection`}
      source="People followed in staff records from month-end to month-end."
      table={tableOf(answer, command)}
      csv={addressOf('/api/comings.csv', asked)}
      provenance={linesOfFlows(answer.provenance, command)}
    >
      <p className="cdr-gapline" style={{ marginBottom: '16px' }}>
        {answer.summary}
      </p>
      <div className="cdr-endpair">
        <EndBars title={`Joined from, ${sayNumber(sum(came))} in all`} bars={joined} most={most} says={sayBars(joined)} />
        <EndBars title={`Left to, ${sayNumber(sum(went))} in all`} bars={left} most={most} says={sayBars(left)} />
      </div>
    </Figure>
  )
}

/** Lines drawn; smaller ones are drawn as one, and are in the table. */
const drawn = 8

function barsOf(ends: readonly End[]): EndBar[] {
  const [known, unknown] = [ends.filter(({ kind }) => kind !== 'unknown'), ends.filter(({ kind }) => kind === 'unknown')]
  const rest = known.slice(drawn)
  return [
    ...known.slice(0, drawn).map(({ where, heads }) => ({ name: where, heads, unknown: false })),
    ...(rest.length === 0 ? [] : [{ name: `${rest.length} others`, heads: sum(rest), unknown: false }]),
    ...unknown.map(({ where, heads }) => ({ name: where, heads, unknown: true })),
  ]
}

/** How much of it is known, and what stands first. */
function titleOf({ came, went }: ComingsAnswer): string {
  const all = sum(came) + sum(went)
  if (all === 0) return 'Nobody joined and nobody left'
  const unknown = sum([...came, ...went].filter(({ kind }) => kind === 'unknown'))
  if (unknown === all) return 'The records do not say where joiners come from or where leavers go'
  const known = came.find(({ kind }) => kind !== 'unknown')
  if (unknown / all > 0.5 || known === undefined) return `Of ${sayNumber((unknown / all) * 100)} % of joiners and leavers nobody can say from where or to where`
  if (known.kind === 'new') return 'Most joiners of whom it is known are new to the health service'
  return known.kind === 'moved' ? `Most joiners of whom it is known come from elsewhere in the health service, first ${known.where}` : `Most joiners of whom it is known: ${known.where.toLowerCase()}`
}

function sayBars(bars: readonly EndBar[]): string {
  return bars.length === 0 ? 'Nobody' : bars.map(({ name, heads }) => `${name}: ${sayNumber(heads)}`).join('; ')
}

const kindWords: Readonly<Record<End['kind'], string>> = {
  new: 'new to the system',
  back: 'back in the system',
  moved: 'found in other records',
  declared: 'as the record says',
  group: 'changed group',
  unknown: 'unknown',
}

function tableOf({ came, went, reasons }: ComingsAnswer, command: string): TableData {
  const numbers = ({ heads, fte }: { heads: number; fte: number }, path: string) => [repeatable(amount(heads), command, `${path}/heads`), repeatable(amount(fte, 1), command, `${path}/fte`)]
  const linesOf = (flow: string, ends: readonly End[], list: string) => ends.map((end, at) => [words(flow), words(end.where), words(kindWords[end.kind]), ...numbers(end, `/${list}/${at}`)])
  return {
    columns: [{ name: 'Flow' }, { name: 'Where' }, { name: 'How it is known' }, { name: 'People', numeric: true }, { name: 'FTE', numeric: true }],
    rows: [...linesOf('Joined from', came, 'came'), ...linesOf('Left to', went, 'went'), ...reasons.map((line, at) => [words('Left because'), words(line.reason), words(line.reason === 'Reason unknown' ? 'unknown' : 'as the record says'), ...numbers(line, `/reasons/${at}`)])],
  }
}

function sum(ends: readonly { readonly heads: number }[]): number {
  return ends.reduce((total, { heads }) => total + heads, 0)
}
