import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { IntervalRows } from '../charts/interval-rows.tsx'
import { amount, shown, words, type TableData } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { sayNumber, sayUnit } from '../format.ts'
import { namedBy } from '../projection/projection-part.ts'
import { sayChange } from '../projection/what-if-figures.tsx'
import { sayCounted } from './answer-words.ts'
import { provenanceOfScenario } from './scenario-provenance.tsx'

type Purchase = ScenarioAnswer['buyList'][number]['rows'][number]

/** Levers by what one more in post costs, the lowest first; one without a price says why. */
export function BuyList({ answer, csv }: { readonly answer: ScenarioAnswer; readonly csv: string }) {
  const list = answer.buyList.at(-1)
  if (list === undefined || list.rows.length === 0) return null
  const drawn = list.rows.some(({ price }) => price !== null)
  return (
    <Figure
      id="scenario-buy" title={answer.says.buyList} subtitle={`Cost to ${list.year} for each ${sayUnit(answer.unit)} more in post in ${list.year}, the lowest first. Dot: median. Bar: 80 % range. New here: not drawn from a neighbour`}
      {...(drawn ? { source: 'Training looks dear early, because most of its output comes later: the list of every year end is in the download.' } : {})} table={tableOf(list.rows, namedBy(answer, `/buyList/${answer.buyList.length - 1}/rows`))} csv={csv} provenance={provenanceOfScenario(answer)}
    >
      <IntervalRows
        rows={list.rows.map((row) => ({ name: row.title, value: row.price, low: row.priceHigh === null ? null : row.priceLow, high: row.priceHigh, here: false, label: <Label row={row} /> }))}
        reference={null} says={`${answer.says.buyList}. ${sayCounted(list.rows.length, 'lever', 'levers')}, the cheapest first.`} say={sayPounds}
      />
    </Figure>
  )
}

/** Rank and name, and under it when it first has effect and who is new here. */
function Label({ row: { rank, title, why, price, priceHigh, leadTimeMonths, newHere, notKnown } }: { row: Purchase }) {
  const beside = [
    ...(price === null ? [why ?? 'cost not stated'] : priceHigh === null ? ['in one future of ten nobody is gained'] : []), ...(leadTimeMonths === null ? [] : [`from month ${leadTimeMonths}`]),
    notKnown === 1 ? 'not known who is new here' : `${Math.round(100 * newHere)} % new here`,
  ]
  return (
    <>
      {rank === null ? '' : `${rank} `}
      {title}
      <small className="cdr-second" style={{ display: 'block' }}>{beside.join(' · ')}</small>
    </>
  )
}

function tableOf(rows: readonly Purchase[], asked: ReturnType<typeof namedBy>): TableData {
  return {
    columns: [{ name: 'Rank' }, { name: 'Lever' }, ...['GBP for each', '80 % range', 'Gained', 'New here'].map((name) => ({ name, numeric: true })), { name: 'Payer' }],
    rows: rows.map(({ rank, title, price, priceLow, priceHigh, gained, newHere, payer, why }, at) => [
      words(rank === null ? '–' : String(rank)), words(title), price === null ? words(why ?? 'Cost not stated') : asked(amount(price), `/${at}/price`), words(priceLow === null ? '' : `${amount(priceLow).show} to ${priceHigh === null ? 'no effect' : amount(priceHigh).show}`),
      asked(shown(sayChange(gained), gained), `/${at}/gained`), asked(shown(`${Math.round(100 * newHere)} %`, newHere), `/${at}/newHere`), words(payer ?? 'Not stated'),
    ]),
  }
}

function sayPounds(value: number): string {
  return `${value < 0 ? '−' : ''}£${sayNumber(Math.abs(value))}`
}
