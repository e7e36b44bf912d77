import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { sayUnit } from '../format.ts'
import { amount, shown, words, type TableData } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import { namedBy } from '../projection/projection-part.ts'
import { sayChange } from '../projection/what-if-figures.tsx'
import { sayInputs, sayToDigits } from './answer-words.ts'
import { provenanceOfScenario } from './scenario-provenance.tsx'

interface Parts { readonly answer: ScenarioAnswer; readonly csv: string }

/** A figure that is a table, with what it stands on. */
function TableFigure({ id, title, subtitle, source, table, answer, csv }: Parts & { id: string; title: string; subtitle: string; source?: string; table: TableData }) {
  return (
    <Figure id={id} title={title} subtitle={subtitle} {...(source === undefined ? {} : { source })} csv={csv} provenance={provenanceOfScenario(answer)}>
      <DataTable caption={title} table={table} />
    </Figure>
  )
}

/** What keeps levers from acting. */
export function ScenarioBinds({ answer, csv }: Parts) {
  if (answer.binds.length === 0) return null
  const table = { columns: [{ name: 'Year' }, { name: 'What binds' }], rows: answer.binds.map(({ year, says }) => [words(String(year)), words(says)]) }
  return <TableFigure id="scenario-binds" title={answer.says.binds} subtitle="What keeps levers from acting in full, year by year; rates at their middle" table={table} answer={answer} csv={csv} />
}

/** Cost by year, and who pays. */
export function ScenarioCosts({ answer, csv }: Parts) {
  const { years, says, total } = answer.costs
  if (years === null || total === null) return null
  const asked = namedBy(answer, '/costs/years')
  const payers = [...new Set(years.flatMap(({ byPayer }) => byPayer.map(({ payer }) => payer)))]
  const table = {
    columns: [{ name: 'Year' }, { name: 'GBP', numeric: true }, ...payers.map((name) => ({ name, numeric: true }))],
    rows: years.map(({ year, amount: sum, byPayer }, at) => [words(String(year)), asked(amount(sum), `/${at}/amount`), ...payers.map((name) => {
      const paid = byPayer.findIndex(({ payer }) => payer === name)
      return paid === -1 ? shown('0', 0) : asked(amount(byPayer[paid]!.amount), `/${at}/byPayer/${paid}/amount`)
    })]),
  }
  const [title = says, ...rest] = says.replace(/\.$/, '').split('. ')
  return <TableFigure id="scenario-costs" title={title} subtitle={`${rest.map((more) => `${more}. `).join('')}GBP a year${answer.costs.priceYear === null ? '' : `, prices of ${answer.costs.priceYear}`}, by who pays. ${answer.payBill.says}`} table={table} answer={answer} csv={csv} />
}

/** Policies against futures: what is regretted least. */
export function ScenarioFutures({ answer, csv }: Parts) {
  const { futures, policies, choice } = answer.futures
  const asked = namedBy(answer, '/futures/policies')
  const table = {
    columns: [{ name: 'Policy' }, { name: 'Worst regret', numeric: true }, ...futures.map((name) => ({ name: `Gap, ${name}`, numeric: true }))],
    rows: policies.map(({ name, gaps, worst }, at) => [words(name), asked(amount(worst), `/${at}/worst`), ...gaps.map((gap, future) => asked(shown(sayChange(gap), gap), `/${at}/gaps/${future}`))]),
  }
  return <TableFigure id="scenario-futures" title={`Least regretted: ${choice}`} subtitle={`Gap that each policy leaves in each future, ${sayUnit(answer.unit)}; regret: how much more than the best policy in that future`} table={table} answer={answer} csv={csv} />
}

/** Who gains and who loses staff, wherever the levers reach. */
export function ScenarioPlaces({ answer, csv }: Parts) {
  if (answer.places.length < 2) return null
  const table = {
    columns: [{ name: 'Area' }, { name: 'Staff group' }, { name: 'Difference', numeric: true }, { name: '80 % range', numeric: true }],
    rows: answer.places.map(({ areaName, profession, rows }, at) => {
      const { difference } = rows.at(-1)!
      return [words(areaName), words(profession), namedBy(answer)(shown(sayChange(difference.p50), difference.p50), `/places/${at}/rows/${rows.length - 1}/difference/p50`), words(`${sayChange(difference.p10)} to ${sayChange(difference.p90)}`)]
    }),
  }
  return <TableFigure id="scenario-places" title={answer.says.places} subtitle={`Staff at the last year end with the levers less without, ${sayUnit(answer.unit)}`} table={table} answer={answer} csv={csv} />
}

/** Everything the answer rests on, in four kinds. */
export function ScenarioInputs({ answer, csv }: Parts) {
  const asked = namedBy(answer)
  const table = {
    columns: [{ name: 'Kind' }, { name: 'What' }, { name: 'Value', numeric: true }, { name: 'Range', numeric: true }, { name: 'Source' }, { name: 'Grade' }],
    rows: answer.inputs.map(({ kind, says, value, unit, low, high, source, grade }, at) => [
      words(kind), words(says), asked(shown(`${typeof value === 'number' ? sayToDigits(value, 4) : value} ${unit}`.trim(), value), `/inputs/${at}/value`), words(low === null || high === null ? 'not stated' : `${sayToDigits(low, 3)} to ${sayToDigits(high, 3)}`), words(source), words(grade ?? 'not graded'),
    ]),
  }
  return <TableFigure id="scenario-inputs" title={sayInputs(answer.inputs)} subtitle="What is known, what is carried on, what we control, and what nobody knows" table={table} answer={answer} csv={csv} />
}
