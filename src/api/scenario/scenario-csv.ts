import type { ScenarioAnswer, ScenarioComparison, ScenarioExport, ScenarioGoal, ScenarioResult } from '../../contract/scenario.ts'
import { writeCsv, type CsvCell } from '../csv.ts'
import type { CsvFile } from '../route.ts'
import { gainCells } from './scenario-gains-csv.ts'

const header = ['part', 'year', 'id', 'name', 'what', 'value', 'low', 'high', 'unit', 'why'] as const
type Line = Partial<Readonly<Record<Exclude<(typeof header)[number], 'part'>, CsvCell>>>

/** An answer of a scenario as csv: figures by year, parts of the bridge, costs and prices, told apart by the first column. Low and high hold eight times in ten. */
export function writeScenarioCsv(answer: ScenarioResult): CsvFile {
  const lines = answer.ask === 'run' ? linesOfRun(answer) : answer.ask === 'compare' ? linesOfComparison(answer) : answer.ask === 'export' ? linesOfExport(answer) : linesOfGoal(answer)
  return { name: `scenario-${answer.ask}-${answer.area}-${answer.profession}.csv`, text: writeCsv(header, lines) }
}

function line(part: string, cells: Line): CsvCell[] {
  return header.map((name) => (name === 'part' ? part : cells[name] ?? null))
}

function fan({ p10, p50, p90 }: { readonly p10: number; readonly p50: number; readonly p90: number }): Line {
  return { value: p50, low: p10, high: p90 }
}

function linesOfRun({ rows, contributions, costs, buyList, places, gains, unit, overrides, sensitivity }: Pick<ScenarioAnswer, 'rows' | 'contributions' | 'costs' | 'buyList' | 'places' | 'gains' | 'unit' | 'overrides' | 'sensitivity'>): CsvCell[][] {
  return [
    ...rows.flatMap((row) => [
      ...(['baseline', 'scenario'] as const).flatMap((side) => (['supply', 'gap', 'gapZeroProductivity'] as const).map((what) => line('year', { year: row.year, name: side, what: what === 'gapZeroProductivity' ? 'gap without productivity' : what, ...fan(row[side][what]), unit }))),
      ...(['supply', 'gap'] as const).map((what) => line('year', { year: row.year, name: 'difference', what, ...fan(row.difference[what]), unit })),
      ...(row.historyRepeats === null ? [] : [line('year', { year: row.year, name: 'history repeats', what: 'gap', ...fan(row.historyRepeats.gap), unit })]),
      ...(['baseline', 'scenario'] as const).map((side) => line('year', { year: row.year, name: side, what: 'chance that no gap is left', value: row[side].chanceMet, unit: 'share of futures' })),
    ]),
    ...bridgeLines(contributions.years, unit),
    ...(costs.years ?? []).flatMap(({ year, byPayer }) => byPayer.map(({ payer, amount }) => line('cost', { year, name: payer, what: 'cost', value: amount, unit: 'GBP' }))),
    ...buyList.flatMap(({ year, rows: bought }) => bought.map(({ id, title, price, priceLow, priceHigh, why }) => line('price', { year, id, name: title, what: 'price of one gained by then', value: price, low: priceLow, high: priceHigh, unit: 'GBP', why }))),
    ...places.flatMap(({ area, areaName, profession, rows: own }) => own.map(({ year, difference }) => line('place', { year, id: area, name: `${areaName}, ${profession}`, what: 'difference of supply', ...fan(difference), unit }))),
    ...places.flatMap(({ area, areaName, profession, rows: own }) => own.flatMap(({ year, scenario: { gap } }) => (gap === null ? [] : [line('place', { year, id: area, name: `${areaName}, ${profession}`, what: 'gap with levers', ...fan(gap), unit })]))),
    ...gainCells(gains, unit).map(({ part, ...cells }) => line(part, cells)),
    ...sensitivity.inputs.flatMap(({ id, says, gapAtP10, gapAtP90, first, total }) => [line('doubt', { year: sensitivity.year, id, name: says, what: 'gap at its p10 and p90', value: sensitivity.middle, low: gapAtP10, high: gapAtP90, unit }), line('doubt', { year: sensitivity.year, id, name: says, what: 'share of the variance alone', value: first, unit: 'share' }), line('doubt', { year: sensitivity.year, id, name: says, what: 'share of the variance with others', value: total, unit: 'share' })]),
    ...overrides.map(({ id, what, value, effect, says }) => line('manual change', { id, name: what, what: 'effect on the gap', value: effect, unit, why: `${value}: ${says}` })),
  ]
}

function bridgeLines(years: ScenarioAnswer['contributions']['years'], unit: string): CsvCell[][] {
  return years.flatMap(({ year, from, to, parts }) => [
    line('bridge', { year, what: 'from', value: from, unit }),
    ...parts.map(({ id, title, gap, low, high, standardError }) => line('bridge', { year, id, name: title, what: 'part', value: gap, low, high, unit, why: standardError === null ? null : `standard error ${standardError}` })),
    line('bridge', { year, what: 'to', value: to, unit }),
  ])
}

function linesOfComparison({ rows, bridge, places, unit, a, b }: ScenarioComparison): CsvCell[][] {
  return [
    ...rows.flatMap((row) => [line('year', { year: row.year, name: a, what: 'gap', ...fan(row.a), unit }), line('year', { year: row.year, name: b, what: 'gap', ...fan(row.b), unit }), line('year', { year: row.year, name: 'difference', what: 'gap', ...fan(row.difference), unit })]),
    ...bridgeLines(bridge, unit), ...places.map(({ area, areaName, profession, difference, gains }) => line('place', { id: area, name: `${areaName}, ${profession}`, what: 'supply of B less A', ...fan(difference), unit, why: gains })),
  ]
}

function linesOfGoal({ target, found, lever, title, changeUnit, unit, frontier, second, without, asStated }: ScenarioGoal): CsvCell[][] {
  const { year } = target
  return [
    line('target', { year, what: target.of, value: target.value, unit }), line('outcome', { year, id: lever, name: title, what: 'no change', value: without, unit }), line('outcome', { year, id: lever, name: title, what: 'as stated', value: asStated.outcome, unit }),
    line('outcome', { year, id: lever, name: title, what: found.reached ? 'reached' : 'the furthest', value: found.outcome, unit }), line('change', { year, id: lever, name: title, what: 'change', value: found.change, unit: changeUnit }),
    ...(frontier ?? []).flatMap((point) => [line('frontier', { year, id: lever, name: title, what: 'first change', value: point.first, unit: changeUnit }), line('frontier', { year, id: second?.lever ?? null, name: second?.title ?? null, what: point.second.reached ? 'second change' : 'second change, not reached', value: point.second.change, unit: second?.changeUnit ?? null })]),
  ]
}

/** What a bundle holds, and what it does not. */
function linesOfExport({ files, notDone }: ScenarioExport): CsvCell[][] {
  return [...files.map((name) => line('file', { name })), ...notDone.map(({ part, because }) => line('not done', { name: part, why: because }))]
}
