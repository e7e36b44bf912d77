import type { ChartKind, ExploreAnswer } from '../../contract/explore.ts'
import { sayMessage } from '../../contract/explore-message.ts'
import { sayQuestion } from '../../contract/explore-say.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { Figure } from '../figure/figure.tsx'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'
import { sayDatesIn, sayUnit } from '../format.ts'
import { Lens } from '../lens/lens.tsx'
import type { ExploreSearch } from '../search.ts'
import { ExplainNumber } from './explain-number.tsx'
import { filtersOf } from './explore-asked.ts'
import type { ChangeQuestion } from './explore-asked.ts'
import { commandOfTable } from './explore-command.ts'
import { chartWords, ExploreDrawing, sayDrawing } from './explore-drawing.tsx'
import { orderOf } from './explore-order.ts'
import { ExploreTable } from './explore-table.tsx'
import { SavedViews } from './saved-views.tsx'
import { TakeAway } from './take-away.tsx'

/** What Explore shows below its question: the drawing, the table, the lens and what can be taken away. */
export function Explored({ answer, search, onChange }: { answer: ExploreAnswer; search: ExploreSearch; onChange: ChangeQuestion }) {
  const sort = search.sort ?? (answer.charts[0] === 'dots' && answer.columns.dimension === '' ? '-c:' : undefined)
  const order = orderOf(answer, sort)
  const title = sayQuestion(answer)
  const kind = answer.charts.find((one) => one === search.chart) ?? answer.charts[0]
  const provenance = linesOfAnswer(answer.provenance, sayDatesIn(answer.summary), commandOfTable(search, answer))
  const about = `${sayUnit(answer.measure.unit)}, ${sayWhen(answer)}`
  return (
    <div className="cdr-grid">
      {kind === undefined || order.length < 2 ? null : (
        <Figure id="drawing" title={sayMessage(answer)} subtitle={[sayMessage(answer) === title ? capital(about) : `${title}, ${about}`, sayDrawing(kind, { answer, order })].filter((part) => part !== '').join('. ')} source={sourceOf(answer)} csv={answer.csv} provenance={provenance} picture={sayDatesIn(answer.summary)}>
          <ChartField kind={kind} kinds={answer.charts} onPick={(chart) => onChange({ chart })} />
          <ExploreDrawing kind={kind} answer={answer} order={order} says={`${title}. ${sayDatesIn(answer.summary)} The table below has every figure.`} />
        </Figure>
      )}
      <Figure id="table" title={kind === undefined ? title : 'The table'} subtitle={`${title}: ${about}. Press a head to sort by it`} source={sourceOf(answer)} csv={answer.csv} provenance={provenance}>
        <ExploreTable answer={answer} search={search} order={order} sort={sort} caption={title} onSort={(next) => onChange({ sort: next })} />
        <ExplainNumber answer={answer} search={search} order={order} />
        <ul className="cdr-sums">
          {[...answer.sums, ...marksIn(answer)].map((says) => (
            <li key={says}>{says}</li>
          ))}
        </ul>
      </Figure>
      <Lens question={{ measure: answer.measure.id, basis: search.basis, where: filtersOf(search), at: answer.asOf, map: search.map }} />
      <TakeAway search={search} answer={answer} title={title} />
      <SavedViews suggested={title} />
    </div>
  )
}

function ChartField({ kind, kinds, onPick }: { kind: ChartKind; kinds: readonly ChartKind[]; onPick: (kind: ChartKind) => void }) {
  if (kinds.length < 2) return null
  return (
    <div className="nhsuk-form-group cdr-drawnas">
      <label className="nhsuk-label" htmlFor="explore-chart">
        Drawn as
      </label>
      <select className="nhsuk-select" id="explore-chart" value={kind} onChange={(event) => onPick(kinds.find((one) => one === event.target.value) ?? kind)}>
        {kinds.map((one) => (
          <option key={one} value={one}>
            {chartWords[one]}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The date of a table, or the first and the last of several. */
function sayWhen({ rows, columns, asOf }: ExploreAnswer): string {
  const dates = [rows, columns].find(({ dimension }) => dimension === 'period')?.items.map(({ key }) => key).sort() ?? []
  return dates.length < 2 ? sayDate(asOf) : `${sayDate(dates[0]!)} to ${sayDate(dates.at(-1)!)}`
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function sourceOf({ provenance }: ExploreAnswer): string {
  const titles = [...new Set(provenance.sources.map(({ title }) => title))]
  return titles.length === 0 ? 'Source: views made from staff records.' : `Source: ${titles.join('; ')}.`
}

/** The marks that stand in the table, in words. */
function marksIn({ cells, totals }: ExploreAnswer): string[] {
  const all = [...cells.flat(), ...(totals.rows ?? []), ...(totals.columns ?? []), totals.whole]
  const has = (status: string) => all.some((figure) => figure?.status === status)
  return [
    ...(has('suppressed') ? ['[c] hidden to protect small numbers.'] : []), ...(has('not-available') ? ['[x] not available, which is not the same as zero.'] : []),
    ...(has('not-applicable') || cells.flat().includes(null) ? ['[z] no row of the data has this combination.'] : []), ...(has('estimated') ? ['[e] estimated.'] : []),
  ]
}
