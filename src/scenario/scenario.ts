import { addMonths } from '../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { buyList, type Purchase } from './buy-list.ts'
import { contributionsOf, type Contributions, type Player } from './contributions.ts'
import type { DemandAssumptions } from './demand-assumptions.ts'
import { drawnLevers, nothingPulled, pull, type DrawnLever } from './drawn-lever.ts'
import { chanceMet, futureTable, type FutureTable } from './futures.ts'
import { inputKinds, type ScenarioInput, type StatedAssumption } from './input-kinds.ts'
import { costsOf, type Costs } from './lever-cost.ts'
import { timesOf } from './lever-plan.ts'
import type { Lever } from './lever-set.ts'
import { hashOf, modelVersion, type Manifest } from './manifest.ts'
import { newHere, type NewHere } from './new-here.ts'
import { overrideLever, type Override } from './overrides.ts'
import { project, type AccountYear } from './run.ts'
import { openEnsemble, type Drawn, type DrawnGap, type EnsembleSettings, type ScenarioEnsemble, type ScenarioScene } from './scenario-ensemble.ts'
import { demandLeverNamed, inOrder, unitOf, type ScenarioLever } from './scenario-lever.ts'
import { fanOf, type Fan } from './uncertainty.ts'
import { whatIf, type WhatIf } from './what-if.ts'

/** One planning question: who is in it, what is done, and what was put by hand. */
export interface ScenarioInputs extends ScenarioScene {
  /** In the order of `inOrder`: the same levers in another order are the same inputs. */
  readonly levers: readonly ScenarioLever[]
  readonly overrides: readonly Override[]
  readonly assumptions: readonly StatedAssumption[]
  /** Of those who leave, the share who go to another area or sector, from records; null where nobody knows. */
  readonly leaversToNeighbours: number | null
  /** Need that grows each year as staff in post did over the years that are held; null where too few are. */
  readonly history: DemandAssumptions | null
}

export interface ScenarioSettings extends EnsembleSettings {
  readonly dataset: string
  /** False where what was put by hand is switched off; it is reported all the same. */
  readonly overridesOn: boolean
}

interface Side { readonly supply: Fan; readonly gap: Fan; readonly gapZeroProductivity: Fan; readonly chanceMet: number }

export interface ScenarioYear {
  readonly year: number
  readonly ahead: number
  readonly date: string
  readonly demand: Fan
  readonly demandScenario: Fan
  /** Do nothing. */
  readonly baseline: Side
  readonly scenario: Side
  /** With levers less without, draw by draw. */
  readonly difference: { readonly supply: Fan; readonly gap: Fan }
  /** Do nothing, and need grows as staff in post did; null where too few years are held. */
  readonly historyRepeats: { readonly demand: Fan; readonly gap: Fan } | null
}

/** A profession of an area at its year ends. Gaps are null where nothing says what is required of it. */
export interface ScenarioPlace {
  readonly area: string
  readonly areaName: string
  readonly profession: string
  readonly part: boolean
  readonly rows: readonly { readonly year: number; readonly baseline: { readonly supply: Fan; readonly gap: Fan | null }; readonly scenario: { readonly supply: Fan; readonly gap: Fan | null }; readonly difference: Fan }[]
}

/** A lever or manual change as it acts, by the id it is named by. */
export interface Acting { readonly id: string; readonly lever: Lever }

/** What is found about a manual change. */
export interface OverrideFound extends Override { readonly inForce: boolean; /** What it does to the gap at the last year end; null where it does nothing. */ readonly effect: number | null; readonly says: string }

export interface ScenarioFound {
  readonly manifest: Manifest
  readonly rows: readonly ScenarioYear[]
  readonly places: readonly ScenarioPlace[]
  readonly contributions: Contributions
  readonly costs: Costs
  /** At each year end after the opening. */
  readonly buyList: readonly { readonly ahead: number; readonly rows: readonly Purchase[] }[]
  readonly newHere: readonly NewHere[]
  readonly futures: FutureTable
  readonly inputs: readonly ScenarioInput[]
  readonly overrides: readonly OverrideFound[]
  /** Levers and manual changes as they act, with the ids they are named by. */
  readonly acting: readonly Acting[]
  /** What happens to people: accounts, origins, training, what binds. Every rate at its middle. */
  readonly people: Pick<WhatIf, 'places' | 'training' | 'planned'> & { readonly binds: readonly (WhatIf['binds'][number] & { readonly id: string })[]; readonly baseline: readonly AccountYear[] }
}

/**
 * Answer a scenario: what it changes, what each lever contributes and costs, what binds, and how it fares in other futures.
 *
 * "Do nothing", "zero productivity" and "history repeats" are always beside it. No lever is the baseline to the last bit, and the same levers in another order are the same bytes.
 *
 * Units:  people or FTE by `unit`; GBP.
 * Errors: refused as `planLevers`, and where a lever of demand acts elsewhere than on what is projected.
 * Source: docs/method/scenarios.md.
 */
export function runScenario(given: ScenarioInputs, settings: ScenarioSettings, told?: (done: number, of: number) => void): ScenarioFound | Refusal {
  const inputs = { ...given, levers: inOrder(given.levers) }
  const refused = refuseDemandLevers(inputs)
  if (refused) return refused
  const [node] = inputs.nodes
  const baseline = project(node!.parameters, node!.demand!, settings)
  if (isRefusal(baseline)) return baseline
  const opening = node!.parameters.openingDate
  const byHand = manualLevers(inputs, baseline.account)
  const acting = actingOf(inputs, byHand, settings)
  const people = peopleOf(inputs, acting, settings)
  if (isRefusal(people)) return people
  const drawn = drawnLevers(acting.map(({ lever }) => lever), settings)
  const ensemble = openEnsemble(inputs, settings)
  const all = pull(drawn)
  const changed = ensemble.change(all)
  if (isRefusal(changed)) return changed
  const [still, moved] = [ensemble.gapWith(nothingPulled), ensemble.gapWith(all, changed)]
  const contributions = contributionsOf(ensemble, playersOf(acting, drawn), { seed: settings.seed, ...(told ? { told } : {}) })
  const costs = costsOf(inputs.levers.map((each) => ({ ...each, times: timesOf(each.lever, opening) })), settings.years)
  const rows = rowsOf(still, moved, historyRepeats(inputs, settings), opening)
  const places = inputs.nodes.map((_, at) => placeOf(inputs, ensemble, at, at === 0 ? { still, moved } : null, changed[at]!))
  const found = {
    rows, places, contributions, costs, buyList: contributions.years.slice(1).map((year) => ({ ahead: year.ahead, rows: buyList(year, costs) })),
    newHere: newHere(inputs.levers, inputs, inputs.leaversToNeighbours), futures: futureTable([policyOf('Do nothing', still, settings.years), policyOf('This scenario', moved, settings.years)]),
    inputs: inputKinds(node!.parameters, node!.demand!, inputs.levers, inputs.programmes, inputs.assumptions), overrides: byHand.map(({ override, lever }) => overrideFound(override, lever, settings, contributions)), acting,
    people: { ...people, binds: people.binds.filter(({ id }) => inputs.levers.some((each) => each.id === id)), baseline: baseline.account },
  }
  return { ...found, manifest: manifestOf(inputs, settings, found) }
}

/** Levers and manual changes of a scenario as they act. Errors: refused as `runScenario`. */
export function actingLevers(inputs: ScenarioInputs, settings: ScenarioSettings): Acting[] | Refusal {
  const [node] = inputs.nodes
  const baseline = refuseDemandLevers(inputs) ?? project(node!.parameters, node!.demand!, settings)
  return isRefusal(baseline) ? baseline : actingOf(inputs, manualLevers(inputs, baseline.account), settings)
}

interface Manual { readonly override: Override; readonly lever: Lever | null }

function manualLevers({ nodes: [node], overrides }: ScenarioInputs, joiners: readonly AccountYear[]): Manual[] {
  const overridden = { opening: node!.parameters.openingDate, joiners, demand: node!.demand! }
  return overrides.map((override) => ({ override, lever: overrideLever(override, overridden) }))
}

function actingOf({ levers }: ScenarioInputs, byHand: readonly Manual[], { overridesOn }: ScenarioSettings): Acting[] {
  const manual = byHand.flatMap(({ override: { id, on }, lever }) => (lever === null || !on || !overridesOn ? [] : [{ id, lever }]))
  return inOrder([...levers.map(({ id, lever }) => ({ id, lever })), ...manual])
}

function refuseDemandLevers({ levers, names }: ScenarioInputs): Refusal | null {
  const elsewhere = levers.filter(({ lever }) => demandLeverNamed(lever.kind) !== undefined && ((lever.profession ?? names.profession).toLowerCase() !== names.profession.toLowerCase() || (lever.area ?? names.area).toLowerCase() !== names.area.toLowerCase()))
  const beyond = levers.filter(({ lever }) => demandLeverNamed(lever.kind) !== undefined && !isWithin(lever))
  const [first] = [...elsewhere, ...beyond]
  if (first === undefined) return null
  return refuse('levers-invalid', 'input', {
    doing: 'Reading the levers', found: elsewhere.includes(first) ? `${first.id} (${first.lever.kind}) acts on need elsewhere than in ${names.profession}, ${names.area}` : `${first.id} (${first.lever.kind}) has a unit or a size that its kind does not take`,
    need: 'Levers of demand act on what is projected, in points a year from −20 to 20', next: 'Leave profession and area out, and correct the change',
  })
}

function isWithin(lever: Lever): boolean {
  const unit = unitOf(lever)
  const { low, high } = lever.range ?? { low: lever.change, high: lever.change }
  return unit !== undefined && unit.low <= low && low <= lever.change && lever.change <= high && high <= unit.high
}

/** Accounts, origins, training and what binds, by the what-if of the levers of supply. */
export function peopleOf(inputs: ScenarioScene, acting: readonly Acting[], settings: EnsembleSettings & { readonly dataset: string }): Omit<ScenarioFound['people'], 'baseline'> | Refusal {
  const supply = acting.filter(({ lever }) => demandLeverNamed(lever.kind) === undefined)
  const { nodes, names, programmes, origins } = inputs
  const done = whatIf({ nodes, names, demand: nodes[0]!.demand!, levers: { programmes, origins, levers: supply.map(({ lever }) => lever) } }, settings)
  return isRefusal(done) ? done : { places: done.places, training: done.training, planned: done.planned, binds: done.binds.map((bind) => ({ ...bind, id: supply[bind.lever]!.id })) }
}

function playersOf(acting: readonly Acting[], drawn: readonly DrawnLever[]): Player[] {
  return acting.map(({ id }, at) => ({ id, off: nothingPulled, on: pull([drawn[at]!]) }))
}

/** Doing nothing where history repeats, over the same chance. */
function historyRepeats(inputs: ScenarioInputs, settings: EnsembleSettings): DrawnGap | null {
  return inputs.history === null ? null : openEnsemble({ ...inputs, nodes: inputs.nodes.slice(0, 1) }, settings, inputs.history).gapWith(nothingPulled)
}

function rowsOf(still: DrawnGap, moved: DrawnGap, history: DrawnGap | null, opening: string): ScenarioYear[] {
  return still.supply.map((_, ahead) => {
    const date = addMonths(opening, 12 * ahead)
    const less = (part: 'supply' | 'gap'): Fan => fanOf(moved[part][ahead]!.map((value, draw) => value - still[part][ahead]![draw]!))
    return {
      year: Number(date.slice(0, 4)), ahead, date, demand: fanOf(still.need[ahead]!), demandScenario: fanOf(moved.need[ahead]!), baseline: sideOf(still, ahead), scenario: sideOf(moved, ahead),
      difference: { supply: less('supply'), gap: less('gap') }, historyRepeats: history === null ? null : { demand: fanOf(history.need[ahead]!), gap: fanOf(history.gap[ahead]!) },
    }
  })
}

function sideOf(drawn: DrawnGap, ahead: number): Side {
  return { supply: fanOf(drawn.supply[ahead]!), gap: fanOf(drawn.gap[ahead]!), gapZeroProductivity: fanOf(drawn.gapZero[ahead]!), chanceMet: chanceMet(drawn.gap, ahead) }
}

function policyOf(name: string, { gap, gapZero }: DrawnGap, years: number): { name: string; gap: Float64Array; gapZero: Float64Array } {
  return { name, gap: gap[years]!, gapZero: gapZero[years]! }
}

function placeOf({ nodes }: ScenarioInputs, { baseline, needs }: ScenarioEnsemble, at: number, whole: { readonly still: DrawnGap; readonly moved: DrawnGap } | null, changed: Drawn): ScenarioPlace {
  const { parameters, areaName, part } = nodes[at]!
  const after = whole?.moved.supply ?? baseline[at]!.map((values, ahead) => values.map((value, draw) => Math.max(0, value + changed[ahead]![draw]!)))
  const gapOf = (supply: Drawn, ahead: number, required: Drawn | undefined): Fan | null => (needs[at] === null ? null : fanOf(supply[ahead]!.map((value, draw) => (required?.[ahead]![draw] ?? needs[at]![draw]!.withProductivity[ahead]!) - value)))
  return {
    area: parameters.area, areaName, profession: parameters.group, part,
    rows: baseline[at]!.map((values, ahead) => ({
      year: Number(addMonths(parameters.openingDate, 12 * ahead).slice(0, 4)), baseline: { supply: fanOf(values), gap: gapOf(baseline[at]!, ahead, whole?.still.need) },
      scenario: { supply: fanOf(after[ahead]!), gap: gapOf(after, ahead, whole?.moved.need) }, difference: fanOf(after[ahead]!.map((value, draw) => value - values[draw]!)),
    })),
  }
}

function overrideFound(override: Override, lever: Lever | null, { overridesOn, years }: ScenarioSettings, { years: bridges }: Contributions): OverrideFound {
  const part = bridges[years]!.parts.find(({ id }) => id === override.id)
  const says = lever === null ? 'The model has no such figure: it is reported and changes nothing' : part !== undefined ? 'In force' : override.on && !overridesOn ? 'Switched off for this run' : 'Switched off'
  return { ...override, inForce: part !== undefined, effect: part?.gap ?? null, says }
}

function manifestOf({ nodes, levers, overrides, programmes, origins, assumptions, leaversToNeighbours, history }: ScenarioInputs, { dataset, seed, draws, years, unit, overridesOn }: ScenarioSettings, outputs: object): Manifest {
  const { area, group } = nodes[0]!.parameters
  return {
    dataset, scenario: hashOf(asPlain({ levers, overrides, overridesOn, programmes, origins, assumptions, leaversToNeighbours, history })), model: modelVersion, seed, draws, years, area, profession: group, unit,
    inputs: hashOf(asPlain(nodes)), outputs: hashOf(asPlain(outputs)),
  }
}

/** Plain data, as it is written to a file: typed arrays as lists of numbers. */
export function asPlain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, each: unknown) => (ArrayBuffer.isView(each) ? Array.from(each as Float64Array) : each instanceof Map ? [...each] : each)))
}
