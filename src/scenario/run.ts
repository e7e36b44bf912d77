import type { SupplyParameters } from '../supply/parameters.ts'
import { addMonths } from '../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { assumptionsOf, type Assumption } from './assumptions.ts'
import { convergenceOf, type Convergence } from './convergence.ts'
import type { DemandAssumptions } from './demand-assumptions.ts'
import { sayGap } from './describe.ts'
import { firstDifference, type Verification } from './first-difference.ts'
import { drawDemand, gapYears, type GapYear } from './gap.ts'
import { hashOf, modelVersion, type Manifest } from './manifest.ts'
import type { SupplyPath, Totals } from './supply-draws.ts'
import { walkFutures } from './supply-ensemble.ts'
import { drawFutures, fanOf, medianFuture, type Fan } from './uncertainty.ts'

export interface ProjectionSettings {
  readonly years: number
  readonly draws: number
  readonly seed: number
  readonly unit: 'fte' | 'headcount'
  /** Snapshot the parameters were calibrated from. */
  readonly dataset: string
  /** Names to say instead of the codes of the parameters. */
  readonly areaName?: string
}

/** One year end of a projection. Flows are those of the twelve months before; there are none before the opening. */
export interface ProjectionYear extends GapYear {
  readonly year: number
  readonly ahead: number
  readonly date: string
  readonly joiners: Fan | null
  readonly leavers: Fan | null
  readonly agedOut: Fan | null
  /** Supply in people, whatever the unit of the run; null where headcount is not published: FTE never stands in for people. */
  readonly supplyHeads: Fan | null
}

/** The account of the median-rates run: opening − leavers − aged out + joiners = closing. Unit: people. */
export interface AccountYear {
  readonly year: number
  readonly opening: number
  readonly leavers: number
  readonly agedOut: number
  readonly joiners: number
  readonly closing: number
  readonly residual: number
}

export interface ProjectionRun {
  readonly summary: string
  readonly manifest: Manifest
  readonly rows: readonly ProjectionYear[]
  readonly account: readonly AccountYear[]
  readonly assumptions: readonly Assumption[]
  readonly convergence: Convergence
  readonly notes: readonly string[]
}

/**
 * Answer "what happens if nothing changes?" for one area × staff group: supply, demand and gap, year by year, with their uncertainty.
 *
 * Monthly steps. Every draw is one future; percentiles are taken over draws. The median-rates run is walked apart and gives the account.
 * Same parameters, assumptions and seed: the same bytes.
 *
 * Units:  people or FTE by `unit`; flows per year.
 * Errors: refused when the unit is not published for the group; throws when an account does not balance (a bug).
 * Source: docs/method/uncertainty.md.
 */
export function project(parameters: SupplyParameters, demand: DemandAssumptions, settings: ProjectionSettings): ProjectionRun | Refusal {
  const refusal = unitRefusal(parameters, settings)
  if (refusal) return refusal
  const { years, draws, seed, unit } = settings
  const supply = walkFutures(parameters, drawFutures(parameters, settings))
  const median = walkFutures(parameters, [medianFuture(parameters, years)])[0]!
  const needed = drawDemand(inUnit(median, unit).stock[0]!, demand, { years, draws, seed, name: `${parameters.area}/${parameters.group}` })
  const gaps = gapYears(supply, needed, unit, years)
  const rows = gaps.map((gap, ahead) => ({ ...datesOf(parameters, ahead), ...gap, ...flowsOf(supply, unit, ahead), supplyHeads: headsOf(parameters, supply, ahead) }))
  const account = accountOf(parameters, median, years)
  return {
    summary: sayGap(rows.at(-1)!, { area: settings.areaName ?? parameters.area, group: parameters.group, unit, levers: parameters.levers, need: demand.method?.says }),
    manifest: manifestOf(parameters, demand, settings, { rows, account }),
    rows, account, assumptions: assumptionsOf(parameters, demand),
    convergence: convergenceOf(supply.map((path) => inUnit(path, unit).stock[years]!)),
    notes: [...parameters.notes, ...notesOf(parameters, settings), ...(demand.method?.notes ?? [])],
  }
}

/** Why a group cannot be counted in a unit, or null. */
export function unitRefusal(parameters: SupplyParameters, settings: Pick<ProjectionSettings, 'unit' | 'areaName'>): Refusal | null {
  const missing = settings.unit === 'fte' ? 'people' : 'fte'
  if (parameters.measured !== missing) return null
  return refuse('unit-not-published', 'absent', {
    doing: `Projecting ${parameters.group} in ${parameters.area}`,
    found: settings.unit === 'fte' ? 'the source publishes people and no FTE for this group' : 'the source publishes FTE and no headcount for this group',
    need: 'A projection counts what was published: nothing is converted by a guess',
    next: `Ask again with unit ${settings.unit === 'fte' ? 'headcount' : 'fte'}`,
  })
}

function inUnit(path: SupplyPath, unit: ProjectionSettings['unit']): Totals {
  return unit === 'fte' ? path.fte : path.heads
}

function datesOf(parameters: SupplyParameters, ahead: number): { year: number; ahead: number; date: string } {
  const date = addMonths(parameters.openingDate, 12 * ahead)
  return { year: Number(date.slice(0, 4)), ahead, date }
}

function headsOf({ measured }: SupplyParameters, supply: readonly SupplyPath[], ahead: number): Fan | null {
  return measured === 'fte' ? null : fanOf(Float64Array.from(supply, (path) => path.heads.stock[ahead]!))
}

function flowsOf(supply: readonly SupplyPath[], unit: ProjectionSettings['unit'], ahead: number): { joiners: Fan | null; leavers: Fan | null; agedOut: Fan | null } {
  if (ahead === 0) return { joiners: null, leavers: null, agedOut: null }
  const fan = (flow: 'joiners' | 'leavers' | 'agedOut') => fanOf(Float64Array.from(supply, (path) => inUnit(path, unit)[flow][ahead - 1]!))
  return { joiners: fan('joiners'), leavers: fan('leavers'), agedOut: fan('agedOut') }
}

function accountOf(parameters: SupplyParameters, { heads }: SupplyPath, years: number): AccountYear[] {
  return Array.from({ length: years }, (_, at) => {
    const [opening, closing] = [heads.stock[at]!, heads.stock[at + 1]!]
    const [leavers, agedOut, joiners] = [heads.leavers[at]!, heads.agedOut[at]!, heads.joiners[at]!]
    const residual = opening - leavers - agedOut + joiners - closing
    const { year } = datesOf(parameters, at + 1)
    if (!(Math.abs(residual) <= 1e-9 * Math.max(1, opening, closing, joiners))) throw new Error(`Projecting ${parameters.group} in ${parameters.area}: the account of ${year} is off by ${residual} people`)
    return { year, opening, leavers, agedOut, joiners, closing, residual }
  })
}

function manifestOf(parameters: SupplyParameters, demand: DemandAssumptions, settings: ProjectionSettings, outputs: unknown): Manifest {
  const { dataset, seed, draws, years, unit } = settings
  return {
    dataset, scenario: hashOf(demand), model: modelVersion, seed, draws, years,
    area: parameters.area, profession: parameters.group, unit, ...basisOf(parameters), inputs: hashOf(parameters), outputs: hashOf(outputs),
  }
}

function basisOf({ leave, join }: SupplyParameters): Pick<Manifest, 'basis'> {
  return leave.basis && join.basis ? { basis: { leave: leave.basis, join: join.basis } } : {}
}

// Longest span that past projections were scored over.
const scoredYears = 5

function notesOf(parameters: SupplyParameters, settings: ProjectionSettings): string[] {
  const notes = ['This is what the rates of recent years lead to, with the swings they have had; it is not a forecast of what must happen.']
  if (settings.years > scoredYears) notes.push(`Past projections have been scored up to ${scoredYears} years ahead: beyond that the intervals are reckoned, not tested.`)
  if (parameters.join.value < 0) notes.push('More staff moved to other groups than joined: the difference is counted as leavers.')
  if (!parameters.ageing) notes.push('Ages are not known: nobody is retired by age, retirement is part of leaving.')
  return notes
}

/** Repeat a recorded run from its inputs and compare. Errors: refused when the inputs or the model are not those the run was made with. */
export function verifyRun(recorded: { readonly manifest: Manifest; readonly rows: unknown; readonly account: unknown }, inputs: { readonly parameters: SupplyParameters; readonly demand: DemandAssumptions; readonly settings: ProjectionSettings }): Verification | Refusal {
  const { manifest } = recorded
  if (manifest.model !== modelVersion) return notThatRun(`it was made by model ${manifest.model}, and this is ${modelVersion}`)
  if (manifest.inputs !== hashOf(inputs.parameters)) return notThatRun('the calibrated parameters have another hash than the manifest says')
  if (manifest.scenario !== hashOf(inputs.demand)) return notThatRun('the demand assumptions have another hash than the manifest says')
  const repeated = project(inputs.parameters, inputs.demand, { ...inputs.settings, dataset: manifest.dataset, seed: manifest.seed, draws: manifest.draws, years: manifest.years, unit: manifest.unit === 'fte' ? 'fte' : 'headcount' })
  if (isRefusal(repeated)) return repeated
  return firstDifference('rows', recorded.rows, repeated.rows) ?? firstDifference('account', recorded.account, repeated.account)
    ?? firstDifference('manifest.outputs', manifest.outputs, repeated.manifest.outputs) ?? { identical: true }
}

/** Refuse to compare a recorded run with inputs it was not made from. */
export function notThatRun(found: string): Refusal {
  return refuse('run-inputs-differ', 'check', { doing: 'Repeating a recorded run', found, need: 'A run can only be verified against the inputs it was made with', next: 'Load the snapshot of the manifest and repeat with the same version' })
}
