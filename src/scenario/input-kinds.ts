import type { SupplyParameters } from '../supply/parameters.ts'
import { assumptionsOf } from './assumptions.ts'
import type { DemandAssumptions, StatedInterval } from './demand-assumptions.ts'
import type { ProgrammeFacts } from './lever-set.ts'
import { unitOf, type ScenarioLever } from './scenario-lever.ts'

/** Four kinds of input: what is known, what goes on as of late, what somebody decides, and what nobody knows. */
export type InputKind = 'fact' | 'trend' | 'lever' | 'uncertainty'

/** One input of a scenario. Ranges hold eight times in ten; null where none is stated. */
export interface ScenarioInput {
  readonly kind: InputKind
  readonly id: string
  readonly says: string
  readonly value: number | string
  readonly unit: string
  readonly low: number | null
  readonly high: number | null
  readonly source: string
  readonly grade: 'A' | 'B' | 'C' | 'D' | null
  /** False where it is written down and nothing is reckoned from it. */
  readonly acts: boolean
}

/** An assumption that a scenario file states besides. */
export interface StatedAssumption { readonly id: string; readonly value: number | string; readonly unit?: string | undefined; readonly range?: readonly number[] | undefined; readonly source: string; readonly owner: string }

/** Assumptions of a file that the model takes, by their ids. Units: shares a year, share of staff in post. */
export const takenAssumptions = ['productivity', 'demand-growth', 'unmet-need'] as const

/** Take what a file assumes of demand: a value with its range in place of what would be judged. Where a method says what is required, unmet need and growth are not used. */
export function assumeDemand(demand: DemandAssumptions, assumptions: readonly StatedAssumption[]): DemandAssumptions {
  const stated = (id: (typeof takenAssumptions)[number]): StatedInterval | null => {
    const found = assumptions.find((each) => each.id === id)
    if (found === undefined || typeof found.value !== 'number') return null
    return { value: found.value, low: found.range?.[0] ?? found.value, high: found.range?.[1] ?? found.value, source: found.source }
  }
  const [productivity, growth, unmetNeed] = [stated('productivity'), stated('demand-growth'), stated('unmet-need')]
  return {
    ...demand, ...(productivity === null ? {} : { productivity }), ...(unmetNeed === null || demand.method !== undefined ? {} : { unmetNeed }),
    ...(growth === null || demand.method !== undefined ? {} : { growth: { by: 'stated', perYear: growth.value } as const, growthError: { value: 0, low: growth.low - growth.value, high: growth.high - growth.value, source: growth.source } }),
  }
}

// Eight draws of ten lie within so many standard errors.
const eighty = 1.2815515655446004

/** Tell the inputs of a scenario apart, in a fixed order: facts, trends, levers, uncertainties. */
export function inputKinds(parameters: SupplyParameters, demand: DemandAssumptions, levers: readonly ScenarioLever[], programmes: readonly ProgrammeFacts[], assumptions: readonly StatedAssumption[]): ScenarioInput[] {
  const assumed = assumptionsOf(parameters, demand).map((row): ScenarioInput => ({
    kind: row.grade === 'D' ? 'uncertainty' : 'trend', id: row.id, says: row.says, value: row.value, unit: row.unit, ...rangeOf(row.id, row.value, row.standardError, demand), source: row.source, grade: row.grade, acts: true,
  }))
  return [...factsOf(parameters, programmes), ...assumed.filter(({ kind }) => kind === 'trend'), ...levers.map(leverInput), ...assumed.filter(({ kind }) => kind === 'uncertainty'), ...assumptions.filter(({ id }) => !takenAssumptions.some((taken) => taken === id)).map(sayAssumption)]
}

function factsOf({ openingHeads, participation, openingDate, leave, measured }: SupplyParameters, programmes: readonly ProgrammeFacts[]): ScenarioInput[] {
  const heads = openingHeads.reduce((sum, each) => sum + each, 0)
  return [
    ...(measured === 'fte' ? [] : [fact('in-post', `Staff in post on ${openingDate}`, heads, 'people', leave.source)]),
    ...(measured === 'people' ? [] : [fact('in-post-fte', `FTE in post on ${openingDate}`, openingHeads.reduce((sum, each, at) => sum + each * participation[at]!, 0), 'FTE', leave.source)]),
    ...programmes.flatMap(({ id, startsAYear, placementCapacity, source }) => [
      fact(`${id}-starts`, `People who start ${id} in a year`, startsAYear, 'people a year', source),
      ...(placementCapacity === undefined ? [] : [fact(`${id}-placements`, `Learner-weeks that placements of ${id} take in a year`, placementCapacity, 'learner-weeks a year', source)]),
    ]),
  ]
}

function fact(id: string, says: string, value: number, unit: string, source: string): ScenarioInput {
  return { kind: 'fact', id, says, value, unit, low: null, high: null, source, grade: null, acts: true }
}

function rangeOf(id: string, value: number, standardError: number | null, { productivity, unmetNeed }: DemandAssumptions): { readonly low: number | null; readonly high: number | null } {
  if (id === 'productivity') return { low: productivity.low, high: productivity.high }
  if (id === 'unmet-need') return { low: unmetNeed.low, high: unmetNeed.high }
  return standardError === null ? { low: null, high: null } : { low: value - eighty * standardError, high: value + eighty * standardError }
}

function leverInput({ id, lever, cost, rationale }: ScenarioLever): ScenarioInput {
  return { kind: 'lever', id, says: rationale ?? lever.kind, value: lever.change, unit: unitOf(lever)?.unit ?? '', low: lever.range?.low ?? null, high: lever.range?.high ?? null, source: cost?.source ?? 'stated in the scenario', grade: cost?.evidence ?? null, acts: true }
}

function sayAssumption({ id, value, unit = '', range, source, owner }: StatedAssumption): ScenarioInput {
  return { kind: 'uncertainty', id, says: `Assumed by ${owner}`, value, unit, low: range?.[0] ?? null, high: range?.[1] ?? null, source, grade: null, acts: false }
}
