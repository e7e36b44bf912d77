import type { ScenarioAnswer } from '../../contract/scenario.ts'
import type { LeverCost } from '../../scenario/lever-cost.ts'
import { formatNumber } from '../../units/format.ts'
import { sayMoney } from '../../units/money.ts'
import { groupInSentence, saySize } from '../../scenario/describe.ts'
import { sayCount, saySigned } from '../say.ts'
import { sayDoubts } from './scenario-doubts.ts'

type Parts = Pick<ScenarioAnswer, 'profession' | 'areaName' | 'rows' | 'levers' | 'contributions' | 'costs' | 'overrides'>

/** Say what a scenario does to the gap, at what cost, and how likely it closes it. */
export function sayScenario({ profession, areaName, rows, levers, contributions, costs, overrides }: Parts, unit: 'fte' | 'headcount'): string {
  const last = rows.at(-1)!
  const byHand = overrides.length === 0 ? '' : ` ${sayByHand(overrides.filter((override) => override.inForce).length, overrides.length)}`
  if (levers.length === 0) return `No lever is moved: ${groupInSentence(profession)} in ${areaName} would be ${saySize(last.scenario.gap, unit)} in ${last.year}.${byHand}`
  const [from, to] = [last.baseline.gap.p50, last.scenario.gap.p50]
  const leads = leadOf(contributions)
  return `${sayCount(levers.length, 'lever')} ${levers.length === 1 ? 'takes' : 'take'} the ${last.year} gap of ${groupInSentence(profession)} in ${areaName} from ${sayGapSize(from)} to ${sayGapSize(to)} ${unit === 'fte' ? 'FTE' : 'people'} (80 % range ${sayGapSize(last.scenario.gap.p10)} to ${sayGapSize(last.scenario.gap.p90)})${sayTotal(costs)}.${leads === null ? '' : ` ${leads}`} There is ${withArticle(last.scenario.chanceMet)} chance that no gap is left.${byHand}`
}

/** Say how many of the manual changes are in force. */
export function sayByHand(inForce: number, all: number): string {
  if (all === 1) return inForce === 1 ? 'One manual change is in force.' : 'One manual change is switched off.'
  if (inForce === all) return all === 2 ? 'Both manual changes are in force.' : `All ${formatNumber(all, 0)} manual changes are in force.`
  return inForce === 0 ? `None of the ${formatNumber(all, 0)} manual changes is in force.` : `${formatNumber(inForce, 0)} of the ${formatNumber(all, 0)} manual changes ${inForce === 1 ? 'is' : 'are'} in force.`
}

/** What becomes of the gap at the end: from its middle to its middle, as the bridge goes, and in what range the two differ. */
export function sayGapMoved({ year, baseline, scenario, difference }: Pick<ScenarioAnswer['rows'][number], 'year' | 'baseline' | 'scenario' | 'difference'>, unit: string): string {
  const [from, to] = [baseline.gap.p50, scenario.gap.p50].map((gap) => sayGapSize(gap).replace(' ', gapUnit(gap, unit)))
  if (difference.gap.p10 === 0 && difference.gap.p90 === 0) return `The gap in ${year} stays as it is: ${to}`
  return `The gap in ${year} goes from ${from} to ${to} (80 % range of the difference ${saySigned(difference.gap.p10, 0)} to ${saySigned(difference.gap.p90, 0)})`
}

/** `45 FTE over`; no gap has no unit. */
function gapUnit(gap: number, unit: string): string {
  return amountOf(gap) === '0' ? ' ' : ` ${unit} `
}

/** The size of a gap and its side. */
export function sayGapSize(gap: number): string {
  return amountOf(gap) === '0' ? 'no gap' : `${amountOf(gap)} ${gap >= 0 ? 'short' : 'over'}`
}

function amountOf(amount: number): string {
  const size = Math.abs(amount)
  const step = size >= 10_000 ? 100 : size >= 1000 ? 10 : 1
  return formatNumber(Math.round(size / step) * step, 0)
}

function sayTotal({ total, notStated }: ScenarioAnswer['costs']): string {
  const stated = total === null ? '' : ` for ${sayMoney(total)}`
  const rest = notStated.length === 0 ? '' : `${total === null ? ';' : ', and'} ${sayCount(notStated.length, 'lever')} ${notStated.length === 1 ? 'states' : 'state'} no cost`
  return `${stated}${rest}`
}

/** The lever that closes most of the gap, where one does. */
function leadOf({ years }: ScenarioAnswer['contributions']): string | null {
  const { from, to, parts } = years.at(-1)!
  const lead = parts.toSorted((a, b) => a.gap - b.gap)[0]
  const closed = from - to
  if (lead === undefined || !(lead.gap < 0) || parts.length < 2) return null
  const all = parts.every(({ gap }) => gap <= 0)
  return all ? `${lead.title} does ${formatNumber((100 * -lead.gap) / closed, 0)} % of it.` : `${lead.title} closes most, ${amountOf(lead.gap)}.`
}

/** `a 15 %`, `an 81 %`. */
export function withArticle(share: number): string {
  const said = percent(share)
  return `${/^(8|11 |18 )/.test(said) ? 'an' : 'a'} ${said}`
}

function percent(share: number): string {
  return `${formatNumber(100 * share, 0)} %`
}

/** Say what a lever costs, or that nobody stated it. */
export function sayCost(cost: LeverCost | null, total: number | null): string {
  const amounts = [[cost?.perUnit, 'for each unit a year'], [cost?.oneOff, 'once'], [cost?.yearly, 'a year']] as const
  const said = amounts.flatMap(([amount, words]) => (amount === undefined ? [] : [`£${formatNumber(amount, Number.isInteger(amount) ? 0 : 2)} ${words}`]))
  const rest = [cost?.payer, cost?.priceYear === undefined ? undefined : `prices of ${cost.priceYear}`, cost?.leadTimeMonths === undefined ? undefined : `first effect after ${sayCount(cost.leadTimeMonths, 'month')}`, cost?.controls === undefined ? undefined : `decided by the ${cost.controls}`, cost?.evidence === undefined ? undefined : `evidence ${cost.evidence}`].filter((part) => part !== undefined)
  return [said.length === 0 ? 'Cost not stated' : `${said.join(', ')}${total === null ? '' : `; ${sayMoney(total)} over all years`}`, ...rest].join(' · ')
}

/** The sentence over each figure. */
export function sayFigures({ rows, contributions, buyList, binds, places, unit, flows, sensitivity }: Pick<ScenarioAnswer, 'rows' | 'contributions' | 'buyList' | 'binds' | 'places' | 'unit' | 'flows' | 'sensitivity'>): ScenarioAnswer['says'] {
  const last = rows.at(-1)!
  const parts = contributions.years.at(-1)!.parts.toSorted((a, b) => a.gap - b.gap)
  const cheapest = buyList.at(-1)?.rows.find(({ rank }) => rank === 1)
  const elsewhere = places.filter(({ part }) => !part)
  const losing = elsewhere.filter(({ rows: own }) => own.at(-1)!.difference.p50 < -0.5)
  return {
    gap: sayGapMoved(last, unit),
    contributions: parts.length === 0 ? 'No lever is moved' : parts[0]!.gap < 0 ? `${parts[0]!.title} moves the gap most: ${saySigned(parts[0]!.gap, 0)} ${unit}` : 'No lever closes the gap',
    buyList: cheapest === undefined ? 'No lever states a cost and gains anybody: nothing can be ranked' : `Cheapest by ${last.year}: ${cheapest.title}, ${sayMoney(cheapest.price!)} for each ${unit === 'FTE' ? 'FTE' : 'person'} gained`,
    flows: sayFlows(flows, places), spillOver: saySpillOver(buyList.at(-1)?.rows ?? [], unit), sensitivity: sayDoubts(sensitivity),
    binds: binds.length === 0 ? 'Every lever does what it says' : sayBound(binds),
    places: elsewhere.length === 0 ? 'No other profession or area is in the run' : losing.length === 0 ? 'Nobody beside the one projected loses staff' : `${losing.map(({ profession, areaName }) => `${profession} in ${areaName}`).join(', ')} would have fewer staff`,
  }
}

/** Say how many levers are held back; of one, by what at the last. */
function sayBound(binds: ScenarioAnswer['binds']): string {
  const bound = new Set(binds.map(({ id }) => id)).size
  return bound === 1 ? `1 lever is held back in some year: ${binds.at(-1)!.says}` : `${formatNumber(bound, 0)} levers are held back in some year`
}

/** Joiners and leavers over all years, with levers and without, of the one projected. */
function sayFlows(flows: ScenarioAnswer['flows'], [own]: ScenarioAnswer['places']): string {
  const [joined, left] = [sum(own!.account.map((row) => row.joined)), sum(own!.account.map((row) => row.left + row.agedOut))]
  const [joinedBefore, leftBefore] = [sum(flows.map((row) => row.joiners)), sum(flows.map((row) => row.leavers + row.agedOut))]
  return `Over all years ${amountOf(joined)} people join and ${amountOf(left)} leave, ${saySigned(joined - joinedBefore, 0)} and ${saySigned(left - leftBefore, 0)} beside doing nothing`
}

/** Of all whom the levers gain, how many are drawn from a neighbour. */
function saySpillOver(rows: ScenarioAnswer['buyList'][number]['rows'], unit: string): string {
  const gaining = rows.filter(({ gained }) => gained > 0)
  const of = (share: (row: (typeof rows)[number]) => number): number => sum(gaining.map((row) => row.gained * share(row)))
  const [drawn, unknown, all] = [of(({ fromNeighbours }) => fromNeighbours), of(({ notKnown }) => notKnown), of(() => 1)]
  if (all <= 0) return 'Nobody is gained, so nobody is drawn from a neighbour'
  return `Of ${amountOf(all)} ${unit} gained, ${drawn < 0.5 ? 'none' : amountOf(drawn)} ${drawn < 1.5 && drawn >= 0.5 ? 'is' : 'are'} drawn from other areas, sectors and professions${unknown < 0.5 ? '' : `; of ${amountOf(unknown)} nobody can say`}`
}

function sum(values: readonly number[]): number {
  return values.reduce((all, each) => all + each, 0)
}
