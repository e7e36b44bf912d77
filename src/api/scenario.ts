import type { Viewer } from '../access/viewer.ts'
import type { ProjectionAnswer } from '../contract/projection.ts'
import type { ScenarioAnswer } from '../contract/scenario.ts'
import type { LeverTimes } from '../supply/lever-ramp.ts'
import { timesOf } from '../scenario/lever-plan.ts'
import type { Lever } from '../scenario/lever-set.ts'
import { anyLeverNamed, unitOf } from '../scenario/scenario-lever.ts'
import type { PartsGiven, ScenarioWithParts } from '../scenario/scenario-parts.ts'
import type { ScenarioFound } from '../scenario/scenario.ts'
import type { House } from '../store/house.ts'
import { addMonths } from '../units/calendar-date.ts'
import { sayMoney } from '../units/money.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { sayLever, sayTraining } from './projection/lever-words.ts'
import { demandRefuses } from './projection.ts'
import { saySigned } from './say.ts'
import { withAreaNames, type NamedNodes } from './scenario/lever-areas.ts'
import { readScenario, type ScenarioFile } from './scenario/scenario-file.ts'
import { gainsMissing, sayGains } from './scenario/scenario-gains.ts'
import { gatherScenario, type GatheredScenario } from './scenario/scenario-inputs.ts'
import { gatherParts } from './scenario/scenario-parts.ts'
import { payBillOf } from './scenario/scenario-pay-bill.ts'
import { runInThread, type ScenarioWatch } from './scenario/scenario-thread.ts'
import { saySensitivity } from './scenario/scenario-doubts.ts'
import { sayCost, sayFigures, sayScenario } from './scenario/scenario-words.ts'

/** A scenario with all that it is a function of: enough to repeat it to the last byte. */
export interface AnsweredScenario { readonly answer: ScenarioAnswer; readonly file: ScenarioFile; readonly gathered: GatheredScenario; readonly parts: PartsGiven | null; readonly found: ScenarioWithParts }

/** How a scenario is asked for: what is counted, whether manual changes are in force, and whether its areas are told apart. */
export interface ScenarioForm { readonly unit: 'fte' | 'headcount'; readonly overrides: boolean; readonly areas?: boolean }

/** Answer a scenario file: the one function behind the command line, the address and the page. Errors: refuses as `readScenario`, `gatherScenario` and `runScenario`; null when it was stopped. */
export async function answerScenario(house: House, viewer: Viewer, given: unknown, form: ScenarioForm, watch: ScenarioWatch): Promise<AnsweredScenario | Refusal | null> {
  const file = readScenario(given, form.unit)
  if (isRefusal(file)) return file
  watch.step('gathering', 0, 1)
  const gathered = await gatherScenario(house, viewer, file, form.overrides)
  if (isRefusal(gathered)) return gathered
  const parts = form.areas === true ? await gatherParts(house, viewer, file, gathered, watch) : null
  const found = await runInThread(gathered.inputs, gathered.settings, parts, watch)
  if (found === null || isRefusal(found)) return found
  const payBill = await payBillOf(house, viewer, gathered, found)
  return { answer: sayAnswer(file, { ...gathered, said: gathered.projected.answer }, found, payBill), file, gathered, parts, found }
}

/** What of a projection is said again of a scenario on it. */
export type SaidOfProjection = Pick<ProjectionAnswer, 'area' | 'areaName' | 'profession' | 'unit' | 'provenance'>

/** What an answer is worded from, besides the file and what was found. */
export interface ScenarioScope extends Pick<GatheredScenario, 'inputs' | 'settings' | 'map'> { readonly said: SaidOfProjection }

/** Word an answer: a function of what was found and nothing else. */
export function sayAnswer(file: ScenarioFile, scope: ScenarioScope, found: ScenarioWithParts, payBill: ScenarioAnswer['payBill']): ScenarioAnswer {
  const { said: answer } = scope
  const { document } = file
  const opening = scope.inputs.nodes[0]!.parameters.openingDate
  const yearOf = (ahead: number): number => Number(addMonths(opening, 12 * ahead).slice(0, 4))
  const { nodes } = scope.inputs
  const titles = titlesOf(found, nodes)
  const parts = {
    rows: found.rows.map((row) => ({ ...row })), levers: leversOf(file, found, { opening, nodes }), contributions: contributionsOf(found, titles, yearOf), costs: costsOf(found, titles, yearOf), overrides: found.overrides.map((row) => ({ ...row })),
    buyList: buyListOf(file, found, titles, yearOf), binds: found.people.binds.map(({ id, year, constraint, says }) => ({ id, year, constraint, says })), places: placesOf(found), unit: answer.unit, flows: found.people.baseline.map((row) => ({ ...row })),
    sensitivity: saySensitivity(found.sensitivity, titles, yearOf(scope.settings.years)),
    profession: answer.profession, areaName: answer.areaName,
  }
  const gains = sayGains({ ...parts, parts: found.parts, titles, year: yearOf(scope.settings.years) })
  return {
    ask: 'run', name: document.name, purpose: document.purpose ?? null, area: answer.area, opening, summary: sayScenario(parts, file.request.unit), says: sayFigures(parts), ...parts, gains, payBill,
    training: found.people.training.map((training) => sayTraining(training, opening)), futures: sayFutures(found.futures),
    inputs: found.inputs.map((row) => ({ ...row })), manifest: { ...found.manifest, map: scope.map }, notAvailable: [...notAvailable(file), ...gainsMissing(gains, found.parts)], notes: notesOf(file, scope, found), provenance: provenanceOf(answer, file),
  }
}

/** What levers and manual changes are called, by id. */
function titlesOf({ acting, overrides }: Pick<ScenarioFound, 'acting' | 'overrides'>, nodes: NamedNodes): (id: string) => string {
  return (id) => {
    const byHand = overrides.find((override) => override.id === id)
    const lever = acting.find((each) => each.id === id)?.lever
    return byHand !== undefined ? `Manual change: ${byHand.what}` : lever === undefined ? id : titleOf(lever, nodes)
  }
}

/** What a lever is called: its kind, and where it acts when it says so. */
export function titleOf(lever: Lever, nodes: NamedNodes): string {
  const { kind, profession, area, programme } = withAreaNames(lever, nodes)
  return [anyLeverNamed(kind)?.title ?? kind, ...[programme, profession, area].filter((part) => part !== undefined)].join(', ')
}

/** Say a lever of supply or demand in words. */
export function sayAnyLever(lever: Lever, opening: string, nodes: NamedNodes): string {
  const times: LeverTimes = timesOf(lever, opening)
  return sayLever({ lever: withAreaNames(lever, nodes), kind: { title: anyLeverNamed(lever.kind)?.title ?? lever.kind }, unit: unitOf(lever)?.unit ?? '', times }, opening)
}

function leversOf({ levers }: ScenarioFile, { contributions, costs, directions }: ScenarioFound, { opening, nodes }: { readonly opening: string; readonly nodes: NamedNodes }): ScenarioAnswer['levers'] {
  return levers.map(({ id, lever, cost, rationale }) => {
    const spent = costs.byLever.find((row) => row.id === id)?.years ?? null
    const first = contributions.years.find(({ parts }) => Math.abs(parts.find((part) => part.id === id)?.gap ?? 0) > 1e-9)
    const total = spent === null ? null : spent.reduce((sum, each) => sum + each, 0)
    const kind = anyLeverNamed(lever.kind)!
    return {
      id, kind: lever.kind, arm: kind.arm, title: kind.title, says: sayAnyLever(lever, opening, nodes), change: lever.change, unit: unitOf(lever)!.unit, ...sayDirection(directions.find((one) => one.id === id)!), low: lever.range?.low ?? null, high: lever.range?.high ?? null, rationale,
      cost, costSays: sayCost(cost, total), total, firstYear: first === undefined ? null : Number(addMonths(opening, 12 * first.ahead).slice(0, 4)),
    }
  })
}

function sayDirection({ affected, holds, says }: ScenarioFound['directions'][number]): Pick<ScenarioAnswer['levers'][number], 'affected' | 'selfTest'> {
  return { affected, selfTest: { holds, says } }
}

function contributionsOf({ contributions }: ScenarioFound, titles: (id: string) => string, yearOf: (ahead: number) => number): ScenarioAnswer['contributions'] {
  const last = contributions.years.at(-1)!
  return {
    exact: contributions.lines === null, lines: contributions.lines, overlap: last.parts.reduce((left, { alone }) => left - alone, last.to - last.from),
    years: contributions.years.map((year) => sayBridge(year, titles, yearOf)),
  }
}

/** A bridge with what its parts are called. */
export function sayBridge({ ahead, from, to, parts }: ScenarioFound['contributions']['years'][number], titles: (id: string) => string, yearOf: (ahead: number) => number): ScenarioAnswer['contributions']['years'][number] {
  return { year: yearOf(ahead), ahead, from, to, parts: parts.map((part) => ({ ...part, title: titles(part.id) })) }
}

function costsOf({ costs }: ScenarioFound, titles: (id: string) => string, yearOf: (ahead: number) => number): ScenarioAnswer['costs'] {
  const rest = costs.notStated.length === 0 ? '' : ` Cost not stated: ${costs.notStated.map(titles).join(', ')}.`
  const says = costs.total !== null ? `${sayMoney(costs.total)} over all years${costs.priceYear === null ? '' : `, in prices of ${costs.priceYear}`}.` : costs.years === null ? 'Costs are stated in prices of several years and are not added up.' : 'No lever states a cost.'
  return {
    priceYear: costs.priceYear, total: costs.total, years: costs.years?.map(({ ahead, amount, byPayer }) => ({ year: yearOf(ahead), ahead, amount, byPayer: [...byPayer] })) ?? null,
    byLever: costs.byLever.map(({ id, payer, years }) => ({ id, payer, years: years === null ? null : [...years] })), notStated: [...costs.notStated], says: `${says}${rest}`,
  }
}

function buyListOf({ levers }: ScenarioFile, { buyList, newHere }: ScenarioFound, titles: (id: string) => string, yearOf: (ahead: number) => number): ScenarioAnswer['buyList'] {
  const beside = (id: string) => ({ cost: levers.find((lever) => lever.id === id)?.cost ?? null, from: newHere.find((row) => row.id === id)! })
  return buyList.map(({ ahead, rows }) => ({
    year: yearOf(ahead), ahead, rows: rows.map((row) => {
      const { cost, from } = beside(row.id)
      return { ...row, title: titles(row.id), newHere: from.newHere, fromNeighbours: from.fromNeighbours, notKnown: from.notKnown, payer: cost?.payer ?? null, leadTimeMonths: cost?.leadTimeMonths ?? null }
    }),
  }))
}

function placesOf({ places, people }: ScenarioFound): ScenarioAnswer['places'] {
  return places.map((place, at) => ({ ...place, rows: place.rows.map((row) => ({ ...row })), account: people.places[at]!.account.map((row) => ({ ...row })), origins: people.places[at]!.origins.map((row) => ({ ...row, byOrigin: { ...row.byOrigin } })) }))
}

/** Policies against futures, with the one least regretted. */
export function sayFutures({ futures, policies, gaps, regret, worst, choice }: ScenarioFound['futures']): ScenarioAnswer['futures'] {
  const alike = worst.every((each) => each === worst[0])
  return {
    futures: [...futures], policies: policies.map((name, at) => ({ name, gaps: [...gaps[at]!], regret: [...regret[at]!], worst: worst[at]! })), choice: policies[choice]!,
    says: alike ? 'None is regretted more than another' : `Least regretted at worst: ${policies[choice]!}, ${saySigned(worst[choice]!, 0).replace('+', '')} beside the best in its worst future. People missing and too many count alike; money is not counted`,
  }
}

/** What nobody stated or loaded, and is not guessed. */
function notAvailable({ levers, document }: Pick<ScenarioFile, 'levers' | 'document'>): ScenarioAnswer['notAvailable'] {
  const training = levers.some(({ lever }) => lever.programme !== undefined)
  return [
    ...levers.filter(({ cost }) => [cost?.perUnit, cost?.oneOff, cost?.yearly].every((amount) => amount === undefined)).map(({ id }) => ({ what: `Cost of ${id}`, needed: 'perUnit, oneOff or yearly under cost, in GBP' })),
    ...(training ? document.programmes.filter(({ placementCapacity }) => placementCapacity === undefined).map(({ id }) => ({ what: `Placement capacity of ${id}`, needed: 'placementCapacity, learner-weeks a year: without it placements cannot bind' })) : []),
  ]
}

function notesOf({ changed, document }: ScenarioFile, { settings }: ScenarioScope, { contributions, inputs }: ScenarioFound): string[] {
  const { dataset } = document.baseline
  const idle = inputs.filter(({ acts }) => !acts).map(({ id }) => id)
  return [
    'A possible future, not a forecast of what must happen. Doing nothing, no productivity and history repeated stand beside it, over the same futures.',
    `Contributions share out the middle of the futures${contributions.lines === null ? ', every set of levers asked' : `, by ${contributions.lines} lines of levers drawn from the seed`}: they add up whatever the order. The range of a part is that of sharing out each future by itself; the part may lie beside it where futures swing far more than levers do.`,
    'Costs are what the levers state: amounts for each unit of the change as far as it is in force, whether or not something binds it. They are not discounted.',
    ...(dataset !== undefined && dataset !== settings.dataset ? [`It was thought out on snapshot ${dataset}, and this run is on ${settings.dataset}.`] : []),
    ...(idle.length === 0 ? [] : [`Written down and not reckoned with: ${idle.join(', ')}.`]),
    ...changed.map((each) => `The file was brought to the form of today: ${each}.`),
  ]
}

/** Where a scenario's figures come from. */
export function provenanceOf({ provenance }: SaidOfProjection, { document }: Pick<ScenarioFile, 'document'>): ScenarioAnswer['provenance'] {
  return {
    ...provenance, definition: 'Gap with the levers of a scenario beside the same futures without them. Contribution: the share of each lever in the change of the middle gap. Price: what a lever costs by a year end for each FTE it gains.',
    formula: 'Scenario = baseline + what levers change, draw by draw; contributions by Shapley over sets of levers; price = cost to the year end ÷ contribution', method: 'docs/method/scenarios.md C1 to C8, docs/method/levers.md', repeat: `cadre scenario run FILE # ${document.name.replaceAll('\n', ' ')}`,
  }
}

/** What a scenario may be refused with. */
export const scenarioRefuses = ['nothing-loaded', 'unknown-area', 'unknown-staff-group', 'group-without-history', 'too-little-history', 'unit-not-published', 'scenario-file-not-readable', 'scenario-file-newer', 'plan-not-readable', 'plan-name-reserved', 'scenario-not-readable', 'levers-invalid', 'programme-invalid', 'levers-link-unlike', ...demandRefuses]
