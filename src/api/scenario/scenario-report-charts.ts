import type { Fan } from '../../contract/projection.ts'
import type { ScenarioAnswer } from '../../contract/scenario.ts'
import type { PaperChart } from '../paper/paper.ts'
import { saySigned } from '../say.ts'
import { printGap, printGapRange, whole } from './scenario-report-words.ts'

type Rows = ScenarioAnswer['rows']
const years = (rows: Rows): string[] => rows.map(({ year }) => String(year))
/** A middle with the ends of its range as quiet lines. */
const line = (name: string, rows: Rows, of: (row: Rows[number]) => number, quiet?: 'dashes'): PaperChart['series'][number] => ({ name, values: rows.map(of), ...(quiet === undefined ? {} : { quiet }) })
const ends = (rows: Rows, of: (row: Rows[number]) => Fan): PaperChart['series'][number][] => [line('1 future of 10 below', rows, (row) => of(row).p10, 'dashes'), line('9 of 10 below', rows, (row) => of(row).p90, 'dashes')]

/** The gap with levers, in its range, beside doing nothing. */
export function gapChart({ rows, unit, says }: ScenarioAnswer): PaperChart {
  const last = rows.at(-1)!
  return {
    kind: 'line', unit: `Gap, ${unit}; above 0 is short`, decimals: 0, categories: years(rows), band: [2, 3],
    says: `Lines: the gap each year, with the levers and without. ${says.gap}. In ${last.year}: do nothing ${printGap(last.baseline.gap.p50)}; with the levers ${printGap(last.scenario.gap.p50)}, range ${printGapRange(last.scenario.gap)}.`,
    series: [line('With levers', rows, ({ scenario }) => scenario.gap.p50), line('Do nothing', rows, ({ baseline }) => baseline.gap.p50), ...ends(rows, ({ scenario }) => scenario.gap)],
  }
}

/** Supply and demand with levers. */
export function supplyChart({ rows, unit }: ScenarioAnswer): PaperChart {
  const last = rows.at(-1)!
  return {
    kind: 'line', unit: `${unit}; the axis starts near the lowest value`, fromZero: false, decimals: 0, categories: years(rows), band: [2, 3],
    says: `Lines: supply and demand each year with the levers. In ${last.year}: supply ${whole(last.scenario.supply.p50)}, demand ${whole(last.demandScenario.p50)} ${unit}.`,
    series: [line('Supply', rows, ({ scenario }) => scenario.supply.p50), line('Demand', rows, ({ demandScenario }) => demandScenario.p50), ...ends(rows, ({ scenario }) => scenario.supply)],
  }
}

/** From the gap of doing nothing to that of the scenario, lever by lever. */
export function bridgeChart({ contributions, unit, name, says }: ScenarioAnswer): PaperChart {
  const { year, from, to, parts } = contributions.years.at(-1)!
  return {
    kind: 'bar', unit: `Gap in ${year}, ${unit}; above 0 is short`, decimals: 0, says: `Bars: ${says.contributions}. ${parts.map(({ title, gap }) => `${title} ${saySigned(gap, 0)}`).join('; ')}.`,
    categories: ['Do nothing', ...parts.map(({ title }) => title), name], levels: [true, ...parts.map(() => false), true], series: [{ name: 'Gap', values: [from, ...parts.map(({ gap }) => gap), to] }],
  }
}

/** Cost by year and payer. */
export function costChart({ costs }: ScenarioAnswer): PaperChart {
  const rows = costs.years ?? []
  const payers = [...new Set(rows.flatMap(({ byPayer }) => byPayer.map(({ payer }) => payer)))]
  return {
    kind: 'bar', unit: 'GBP a year', decimals: 0, says: `Bars: cost by year and payer. ${rows.map(({ year, amount }) => `${year} ${whole(amount)}`).join('; ')}.`,
    categories: rows.map(({ year }) => String(year)), series: payers.map((name) => ({ name, values: rows.map(({ byPayer }) => byPayer.find(({ payer }) => payer === name)?.amount ?? null) })),
  }
}

/** Price of each one more in post, the lowest first. */
export function priceChart({ buyList, says }: ScenarioAnswer): PaperChart {
  const rows = buyList.at(-1)!.rows.filter(({ price }) => price !== null)
  return { kind: 'bar', unit: 'GBP for each one gained', decimals: 0, says: `Bars: ${says.buyList}. ${rows.map(({ title, price }) => `${title} ${whole(price)}`).join('; ')}.`, categories: rows.map(({ title }) => title), series: [{ name: 'GBP for each', values: rows.map(({ price }) => price) }] }
}

/** Who gains and who loses at the last year end. */
export function placesChart({ places, unit, says }: ScenarioAnswer): PaperChart {
  const rows = places.map(({ profession, areaName, rows: own }) => ({ name: `${profession}, ${areaName}`, difference: own.at(-1)!.difference.p50 }))
  return { kind: 'bar', unit: `${unit} more`, decimals: 0, says: `Bars: ${says.places}. ${rows.map(({ name, difference }) => `${name} ${saySigned(difference, 0)}`).join('; ')}.`, categories: rows.map(({ name }) => name), series: [{ name: 'Difference', values: rows.map(({ difference }) => difference) }] }
}
