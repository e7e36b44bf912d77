import type { PlanDocument } from '../../contract/plan.ts'
import type { Fan } from '../../contract/projection.ts'
import type { ScenarioAnswer } from '../../contract/scenario.ts'
import type { Costs } from '../../scenario/lever-cost.ts'
import { sayMoney } from '../../units/money.ts'
import { sayGap } from '../charts/gap-words.ts'
import { sayNumber } from '../format.ts'
import type { CentralAnswer, PlannedLever } from './central-messages.ts'

/** The gap year by year, with levers and with nothing done: on one path, or with its range. */
export interface LiveYear { readonly date: string; readonly year: number; readonly gap: Fan; readonly still: number }

/** Years of the central path: a range of no width. */
export function yearsOfCentral({ rows }: Pick<CentralAnswer, 'rows'>): LiveYear[] {
  return rows.map(({ date, year, baseline, scenario: { gap } }) => ({ date, year, still: baseline.gap, gap: { p2_5: gap, p10: gap, p50: gap, p90: gap, p97_5: gap } }))
}

/** Years of the run with ranges: medians of its futures. */
export function yearsOfRun({ rows }: Pick<ScenarioAnswer, 'rows'>): LiveYear[] {
  return rows.map(({ date, year, baseline, scenario }) => ({ date, year, still: baseline.gap.p50, gap: scenario.gap }))
}

/** Whether a question that was answered is of the scenario as it stands now: all but what is only written down of it. */
export function isOfScenario(answered: string | null, document: PlanDocument, levers: readonly PlannedLever[]): boolean {
  if (answered === null) return false
  const asked = (JSON.parse(answered) as { readonly document: PlanDocument }).document
  return withoutWords(asked, asked.levers) === withoutWords(document, levers)
}

function withoutWords({ purpose: _purpose, name: _name, levers: _levers, ...rest }: PlanDocument, levers: readonly PlannedLever[]): string {
  return JSON.stringify([rest, levers.map(({ rationale: _why, ...lever }) => lever)])
}

/** The message: what becomes of the gap at the end. */
export function sayMove(last: LiveYear, unit: string): string {
  const change = last.gap.p50 - last.still
  const size = sayNumber(Math.abs(change), Math.abs(change) < 10 ? 1 : 0)
  if (Number(size.replaceAll(',', '')) === 0) return `The gap in ${last.year} is that of doing nothing`
  if (last.still <= 0 && last.gap.p50 <= 0) return `${size} ${unit} ${change < 0 ? 'more' : 'fewer'} are too many in ${last.year}`
  return `The gap in ${last.year} ${change < 0 ? 'falls' : 'rises'} by ${size} ${unit}`
}

/** What the levers cost together, and what each FTE gained costs; levers without a cost are counted. */
export function sayCosts({ total, notStated, years }: Pick<Costs, 'total' | 'notStated' | 'years'>, gained: number, until: number, unit: string): string {
  const rest = notStated.length === 0 ? '' : ` (${notStated.length === 1 ? 'one lever states' : `${notStated.length} levers state`} no cost)`
  if (years === null) return `Costs are stated in prices of several years and are not added up${rest}`
  if (total === null) return notStated.length === 0 ? 'No lever is moved' : 'No lever states a cost'
  return `${sayMoney(total)} to ${until}${total > 0 && gained >= 0.5 ? `, ${sayMoney(total / gained)} for each ${unit} gained` : ''}${rest}`
}

/** The same in one sentence, for the voice. */
export function sayNow(last: LiveYear, unit: string): string {
  return `On the central path the gap in ${last.year} is ${sayGap(last.gap.p50)} ${unit}, instead of ${sayGap(last.still)}.`
}
