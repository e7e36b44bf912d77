import { addMonths } from '../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { buyList, type Purchase } from './buy-list.ts'
import { contributionsOf, type Contributions, type Player } from './contributions.ts'
import type { DemandAssumptions } from './demand-assumptions.ts'
import { drawnLevers, nothingPulled, pull, type DrawnLever } from './drawn-lever.ts'
import { chanceMet, futureTable, type FutureTable } from './futures.ts'
import { inputKinds, type ScenarioInput, type StatedAssumption } from './input-kinds.ts'
import { costsOf, type Costs } from './lever-cost.ts'
import { leverDirections, type LeverDirection } from './lever-direction.ts'
import { timesOf } from './lever-plan.ts'
import type { Lever } from './lever-set.ts'
import { hashOf, modelVersion, type Manifest } from './manifest.ts'
import { newHere, type NewHere } from './new-here.ts'
import { overrideLever, type Override } from './overrides.ts'
import { project, type AccountYear } from './run.ts'
import { openEnsemble, type DrawnGap, type EnsembleSettings, type ScenarioScene } from './scenario-ensemble.ts'
import { demandLeverNamed, inOrder, movesWork, unitOf, type ScenarioLever } from './scenario-lever.ts'
import { placesOf, type ScenarioPlace } from './scenario-places.ts'
import { workBinds } from './work-binds.ts'
import { scenarioSensitivity, type ScenarioSensitivity } from './scenario-sensitivity.ts'
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
  /** Points by which the range of the gap is explained; as many as draws, from 32 to 256, where left out. */
  readonly points?: number
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
  /** Whom each lever reaches, and whether it does what such levers do. */
  readonly directions: readonly LeverDirection[]
  /** What the range of the gap with levers rests on. */
  readonly sensitivity: ScenarioSensitivity
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
  const contributions = contributionsOf(ensemble, openEnsemble(inputs, { ...settings, central: true }), playersOf(acting, drawn), { seed: settings.seed, ...(told ? { told } : {}) })
  const costs = costsOf(inputs.levers.map((each) => ({ ...each, times: timesOf(each.lever, opening) })), settings.years)
  const rows = rowsOf(still, moved, historyRepeats(inputs, settings), opening)
  const places = placesOf(inputs, ensemble, { still, moved, changed })
  const found = {
    rows, places, contributions, costs, buyList: contributions.years.slice(1).map((year) => ({ ahead: year.ahead, rows: buyList(year, costs) })),
    newHere: newHere(inputs.levers, inputs, inputs.leaversToNeighbours), futures: futureTable([policyOf('Do nothing', still, settings.years), policyOf('This scenario', moved, settings.years)]),
    inputs: inputKinds(node!.parameters, node!.demand!, inputs.levers, inputs.programmes, inputs.assumptions), overrides: byHand.map(({ override, lever }) => overrideFound(override, lever, settings, contributions)), acting,
    directions: leverDirections(inputs.levers, inputs, contributions.years.at(-1)!, settings.unit), sensitivity: scenarioSensitivity(inputs, acting, settings),
    people: { ...people, binds: [...people.binds.filter(({ id }) => inputs.levers.some((each) => each.id === id)), ...workBinds(inputs.levers, moved, opening)], baseline: baseline.account },
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
  const bare = levers.find(({ lever }) => movesWork(lever) && missingFacts(lever).length > 0)
  if (bare !== undefined) return refuse('levers-invalid', 'input', {
    doing: 'Reading the levers', found: `${bare.id} (${bare.lever.kind}) does not say ${missingFacts(bare.lever).join(', ')}`, need: 'Where the work goes, how many FTE there do the work of one, and the largest share that may move; nothing that is missing is guessed',
    next: 'State toProfession, toArea or toSector, coefficient and ceiling; `cadre scenario levers` says what each lever takes',
  })
  const [first] = [...elsewhere, ...beyond]
  if (first === undefined) return null
  return refuse('levers-invalid', 'input', {
    doing: 'Reading the levers', found: elsewhere.includes(first) ? `${first.id} (${first.lever.kind}) acts on need elsewhere than in ${names.profession}, ${names.area}` : `${first.id} (${first.lever.kind}) has a unit or a size that its kind does not take`,
    need: 'Levers of demand act on what is projected, in a unit and within the range of their kind', next: 'Leave profession and area out, and correct the change; `cadre scenario levers` says what each takes',
  })
}

/** What a lever that moves work has to state and does not. */
function missingFacts({ toProfession, toArea, toSector, coefficient, ceiling }: Lever): string[] {
  return [...(toProfession === undefined && toArea === undefined && toSector === undefined ? ['where the work goes'] : []), ...(coefficient === undefined ? ['coefficient'] : []), ...(ceiling === undefined ? ['ceiling'] : [])]
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
