import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { formatNumber } from '../../units/format.ts'
import type { Paper, PaperPart } from '../paper/paper.ts'
import { saySigned } from '../say.ts'
import { bridgeChart, costChart, gapChart, placesChart, priceChart, supplyChart } from './scenario-report-charts.ts'
import { printGap, printGapRange, printRange, whole } from './scenario-report-words.ts'

type Section = Paper['sections'][number]
const numeric = (name: string): { name: string; numeric: true } => ({ name, numeric: true })

/** The gap with levers and without, year by year. */
export function gapSection(answer: ScenarioAnswer): Section {
  const { unit, says, rows } = answer
  const columns = [{ name: 'Year' }, ...[`Supply, ${unit}`, 'Range', `Demand, ${unit}`, 'Gap, do nothing', 'Range', 'Gap with levers', 'Range', 'Change'].map(numeric)]
  return {
    title: says.gap,
    parts: [
      { chart: gapChart(answer) }, { chart: supplyChart(answer) },
      { table: { caption: `Supply, demand and gap, ${unit}: middle and 80 % range`, columns, rows: rows.map((row) => [String(row.year), whole(row.scenario.supply.p50), printRange(row.scenario.supply), whole(row.demandScenario.p50), printGap(row.baseline.gap.p50), printGapRange(row.baseline.gap), printGap(row.scenario.gap.p50), printGapRange(row.scenario.gap), saySigned(row.difference.gap.p50, 0)]) } },
      { says: 'The change is reckoned future by future; its middle is not the difference of the two middles.' },
    ],
  }
}

/** What always stands beside a scenario, at the last year. */
export function besideSection({ rows, name, unit }: ScenarioAnswer): Section {
  const { year, baseline, scenario, historyRepeats } = rows.at(-1)!
  const lines = [
    { what: 'Do nothing', gap: baseline.gap, chance: baseline.chanceMet }, { what: 'Do nothing, zero productivity', gap: baseline.gapZeroProductivity, chance: null },
    ...(historyRepeats === null ? [] : [{ what: 'History repeats', gap: historyRepeats.gap, chance: null }]),
    { what: name, gap: scenario.gap, chance: scenario.chanceMet }, { what: `${name}, zero productivity`, gap: scenario.gapZeroProductivity, chance: null },
  ]
  return {
    title: `In ${year}, beside what is always there`,
    parts: [
      { table: { caption: `Gap in ${year}, ${unit}`, columns: [{ name: 'Scenario' }, ...['Gap', '80 % range', 'Chance that no gap is left'].map(numeric)], rows: lines.map(({ what, gap, chance }) => [what, printGap(gap.p50), printGapRange(gap), chance === null ? '' : `${formatNumber(100 * chance, 0)} %`]) } },
      ...(historyRepeats === null ? [{ says: 'History repeats is not available: fewer than two years are held.' }] : []),
    ],
  }
}

/** What each lever contributes at the last year. */
export function contributionSection(answer: ScenarioAnswer): Section {
  const { says, contributions: { years, exact, lines }, unit, name } = answer
  const { year, from, to, parts } = years.at(-1)!
  if (parts.length === 0) return { title: says.contributions, parts: [{ says: 'Nothing is shared out: no lever is moved and no manual change is in force.' }] }
  const rows = [['Gap, do nothing', printGap(from), '', '', ''], ...parts.map((part) => [part.title, saySigned(part.gap, 0), `${saySigned(part.low, 0)} to ${saySigned(part.high, 0)}`, saySigned(part.alone, 0), part.standardError === null ? 'none' : formatNumber(part.standardError, 1)]), [`Gap, ${name}`, printGap(to), '', '', '']]
  return {
    title: says.contributions,
    parts: [
      { chart: bridgeChart(answer) },
      { table: { caption: `What each lever does to the gap in ${year}, ${unit}`, columns: [{ name: 'Lever' }, ...['Part', '80 % range', 'By itself', 'Error of sampling'].map(numeric)], rows } },
      { says: `The parts sum exactly, whatever the order of the levers. ${exact ? 'Every set of levers was run.' : `${lines} lines of levers were drawn; each part says its error.`}` },
    ],
  }
}

/** Cost by year and payer, and what those added are paid. */
export function costSection(answer: ScenarioAnswer): Section {
  const { costs: { years, total, priceYear, says, notStated }, payBill } = answer
  const payers = [...new Set((years ?? []).flatMap(({ byPayer }) => byPayer.map(({ payer }) => payer)))]
  const stated: PaperPart[] = years === null || total === null ? [] : [
    { chart: costChart(answer) },
    { table: { caption: `Cost by year and payer, GBP${priceYear === null ? '' : `, prices of ${priceYear}`}`, columns: [{ name: 'Year' }, numeric('All'), ...payers.map(numeric)], rows: [...years.map(({ year, amount, byPayer }) => [String(year), whole(amount), ...payers.map((payer) => whole(byPayer.find((one) => one.payer === payer)?.amount ?? 0))]), ['All years', whole(total), ...payers.map((payer) => whole(years.reduce((sum, { byPayer }) => sum + (byPayer.find((one) => one.payer === payer)?.amount ?? 0), 0)))]] } },
  ]
  const bands: PaperPart[] = payBill.byBand.length === 0 ? [] : [{ table: { caption: 'Pay of those whom levers add, at the last year, GBP a year', columns: [{ name: 'Band' }, ...['FTE', 'Pay of one', 'Amount'].map(numeric)], rows: payBill.byBand.map(({ band, fte, pay, amount }) => [band, whole(fte), whole(pay), whole(amount)]) } }]
  return { title: total === null ? 'What it costs is not stated in full' : 'What it costs, and who pays', parts: [{ says }, ...stated, ...(notStated.length === 0 ? [] : [{ says: `Never taken to cost nothing: ${answer.levers.filter(({ id }) => notStated.includes(id)).map(({ title }) => title).join('; ')}.` }]), { says: payBill.says }, ...bands] }
}

/** What to buy first: cost for each one more in post. */
export function buySection(answer: ScenarioAnswer): Section {
  const list = answer.buyList.at(-1)
  if (list === undefined || list.rows.length === 0) return { title: answer.says.buyList, parts: [{ says: 'There is no lever to be bought.' }] }
  const rows = list.rows.map((row) => [
    row.rank === null ? '–' : String(row.rank), row.title, row.price === null ? row.why ?? 'cost not stated' : whole(row.price), row.price === null ? '' : `${whole(row.priceLow)} to ${row.priceHigh === null ? 'no effect' : whole(row.priceHigh)}`,
    saySigned(row.gained, 0), row.notKnown === 1 ? 'not known' : `${formatNumber(100 * row.newHere, 0)} %`, row.leadTimeMonths === null ? 'not stated' : String(row.leadTimeMonths), row.payer ?? 'not stated',
  ])
  return {
    title: answer.says.buyList,
    parts: [...(list.rows.some(({ price }) => price !== null) ? [{ chart: priceChart(answer) }] : []), { table: { caption: `Cost until ${list.year} for each one more in post in ${list.year}, GBP`, columns: [{ name: 'Rank' }, { name: 'Lever' }, ...['For each', '80 % range', 'Gained', 'New here', 'Months to first effect'].map(numeric), { name: 'Payer' }], rows } }],
  }
}

/** What keeps levers from acting in full. */
export function bindsSection({ says, binds }: ScenarioAnswer): Section {
  return { title: says.binds, parts: binds.length === 0 ? [{ says: 'Nothing binds in any year.' }] : [{ table: { caption: 'What binds, year by year; rates at their middle', columns: [{ name: 'Year' }, { name: 'What binds' }], rows: binds.map(({ year, says: what }) => [String(year), what]) } }] }
}

/** Who gains and who loses staff, wherever the levers reach. */
export function placesSection(answer: ScenarioAnswer): Section {
  const { places, says, unit } = answer
  const rows = places.map(({ areaName, profession, part, rows: own }) => {
    const { difference, scenario: { gap } } = own.at(-1)!
    return [`${profession}, ${areaName}`, part ? 'within what is projected' : 'beside it', saySigned(difference.p50, 0), `${saySigned(difference.p10, 0)} to ${saySigned(difference.p90, 0)}`, gap === null ? 'not available' : printGap(gap.p50)]
  })
  return { title: `Who gains and who loses: ${says.places.charAt(0).toLowerCase()}${says.places.slice(1)}`, parts: [...(places.length > 1 ? [{ chart: placesChart(answer) }] : []), { table: { caption: `Staff at the last year end with the levers less without, ${unit}`, columns: [{ name: 'Who' }, { name: 'Where' }, ...['Difference', '80 % range', 'Gap with levers'].map(numeric)], rows } }] }
}

/** Everybody accounted for, with levers and without; and training, stage by stage, where there is any. */
export function accountSection({ places, flows, training }: ScenarioAnswer): Section {
  const columns = ['In post before', 'Leavers', 'Aged out', 'Joiners'].map(numeric)
  const end = numeric('In post after')
  return {
    title: 'Everybody is accounted for',
    parts: [
      { says: 'People, rates at their middle: who is there before, less leavers and those aged out, and joiners, is who is there after.' },
      { table: { caption: 'Doing nothing, people', columns: [{ name: 'Year' }, ...columns, end], rows: flows.map(({ year, opening, leavers, agedOut, joiners, closing }) => [String(year), ...[opening, leavers, agedOut, joiners, closing].map(whole)]) } },
      { table: { caption: 'With the levers, people', columns: [{ name: 'Year' }, ...columns, numeric('Moved in'), numeric('Moved out'), end], rows: places[0]!.account.map((row) => [String(row.year), ...[row.start, row.left, row.agedOut, row.joined, row.movedIn, row.movedOut, row.end].map(whole)]) } },
      ...training.map(({ programme, provider, years }): PaperPart => ({ table: {
        caption: `Training: ${programme}, ${provider}, people`, columns: [{ name: 'Year' }, ...['Would start', 'Started', 'No placement', 'Qualified', 'Without levers', 'On course'].map(numeric)],
        rows: years.map(({ year, asked, started, turnedAway, qualified, qualifiedBefore, onCourse }) => [String(year), ...[asked, started, turnedAway, qualified, qualifiedBefore, onCourse].map(whole)]),
      } })),
    ],
  }
}

/** How it fares in other futures. */
export function futuresSection({ futures: { futures, policies, says }, unit }: ScenarioAnswer): Section {
  const [title = says, ...more] = says.split('. ')
  return { title, parts: [...more.map((words) => ({ says: `${words}.` })), { table: { caption: `Gap that each policy leaves in each future, ${unit}; above 0 is short`, columns: [{ name: 'Policy' }, ...futures.map(numeric), numeric('Worst regret')], rows: policies.map(({ name, gaps, worst }) => [name, ...gaps.map((gap) => saySigned(gap, 0)), whole(worst)]) } }] }
}
