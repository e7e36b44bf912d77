import type { ScenarioGoal } from '../../contract/scenario.ts'
import { BarRows } from '../charts/bar-rows.tsx'
import { amount, shown, words, type TableData } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { sayNumber, sayUnit } from '../format.ts'
import { namedBy } from '../projection/projection-part.ts'
import { provenanceOfScenario } from './scenario-provenance.tsx'

/** How much of a second lever goes with how much of the first to reach the same goal. */
export function FrontierFigure({ goal, csv }: { goal: ScenarioGoal; csv: string }) {
  const { title, changeUnit, target, unit } = goal
  const [second, points] = [goal.second!, goal.frontier!]
  const asked = namedBy(goal, '/frontier')
  const table: TableData = {
    columns: [{ name: `${title}, ${changeUnit}`, numeric: true }, { name: `${second.title}, ${second.changeUnit}`, numeric: true }, { name: `${target.of === 'gap' ? 'Gap' : 'In post'} in ${target.year}, ${sayUnit(unit)}`, numeric: true }, { name: 'Reached' }],
    rows: points.map((point, at) => [asked(shown(sayDecimals(point.first), point.first), `/${at}/first`), asked(shown(sayDecimals(point.second.change), point.second.change), `/${at}/second/change`), asked(amount(point.second.outcome), `/${at}/second/outcome`), words(point.second.reached ? 'yes' : 'no: the furthest it goes')]),
  }
  const others = points.filter((point) => point.second.reached && point.first !== goal.found.change)
  const message = others.length === 0 ? `No change of ${lower(second.title)} takes the place of ${lower(title)}` : `Less of ${lower(title)} takes more of ${lower(second.title)}`
  return (
    <Figure id="scenario-frontier" title={message} subtitle={`How much of ${lower(second.title)} (${second.changeUnit}) goes with each change of ${lower(title)} (${changeUnit}) for ${target.says}`} source="Hatched: not reached, however much of the second." csv={csv} table={table} provenance={provenanceOfScenario({ ...goal, notAvailable: [] })}>
      <BarRows
        rows={points.map(({ first, second: { reached, change } }) => ({ name: `${sayDecimals(first)} ${changeUnit}`, value: reached ? change : null, status: reached ? 'ok' as const : 'not-available' as const }))}
        says={`${message}: ${points.length} pairs for the same goal, ${others.length + 1} of which reach it.`} say={({ value }) => (value === null ? 'not reached' : sayDecimals(value))}
      />
    </Figure>
  )
}

/** A change with its sign and as many decimals as it has, four digits at most. */
export function sayDecimals(change: number): string {
  const size = Math.abs(change)
  const decimals = [0, 1, 2, 3].find((each) => Number(size.toFixed(each)) === size) ?? 4
  return `${change > 0 ? '+' : change < 0 ? '−' : ''}${sayNumber(size, decimals)}`
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
