import type { Viewer } from '../../access/viewer.ts'
import type { ScenarioComparison } from '../../contract/scenario.ts'
import type { Compared } from '../../scenario/compare.ts'
import { costsOf } from '../../scenario/lever-cost.ts'
import { timesOf } from '../../scenario/lever-plan.ts'
import { takenAssumptions } from '../../scenario/input-kinds.ts'
import { canonicalText, hashOf, type Manifest } from '../../scenario/manifest.ts'
import { actingLevers, asPlain, type Acting } from '../../scenario/scenario.ts'
import { groupInSentence } from '../../scenario/describe.ts'
import type { AreaMap } from '../../reference/area-map.ts'
import { findArea } from '../../reference/find-area.ts'
import { readMap } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'
import { addMonths } from '../../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { sayCount } from '../say.ts'
import { provenanceOf, sayAnyLever, sayBridge, sayFutures, titleOf, type ScenarioForm } from '../scenario.ts'
import { readScenario, type ScenarioFile } from './scenario-file.ts'
import { gatherScenario, type GatheredScenario } from './scenario-inputs.ts'
import { compareInThread, type ScenarioWatch } from './scenario-thread.ts'
import { sayMoney } from '../../units/money.ts'
import { sayGapSize } from './scenario-words.ts'

/** One side of a comparison: a scenario file, and the manifest of its run where it was recorded. */
export interface ComparedSide { readonly given: unknown; readonly manifest: (Manifest & { readonly map?: string | null }) | null }

/**
 * Say what lies between two scenarios. What cannot be compared is refused, with what can; `nearest` makes it so.
 * Errors: refuses `scenarios-not-comparable`, and as `answerScenario`; null when it was stopped.
 */
export async function compareFiles(house: House, viewer: Viewer, sides: readonly [ComparedSide, ComparedSide], form: ScenarioForm & { readonly nearest: boolean }, watch: ScenarioWatch): Promise<ScenarioComparison | Refusal | null> {
  const read = sides.map(({ given }) => readScenario(given, form.unit))
  const refused = read.find(isRefusal)
  if (refused !== undefined) return refused
  const files = read as [ScenarioFile, ScenarioFile]
  const apart = whatDiffers(files, sides, await readMap(house, viewer, null))
  if (apart.length > 0 && (!form.nearest || apart.some(({ mend }) => mend === null))) return refuseApart(files, apart)
  watch.step('gathering', 0, 1)
  const aligned = align(files)
  const gathered: GatheredScenario[] = []
  for (const file of aligned) {
    const one = await gatherScenario(house, viewer, file, form.overrides)
    if (isRefusal(one)) return one
    gathered.push(one)
  }
  return compareGathered(aligned, gathered as [GatheredScenario, GatheredScenario], apart.map(({ mend }) => mend!), watch)
}

async function compareGathered(files: readonly [ScenarioFile, ScenarioFile], [a, b]: readonly [GatheredScenario, GatheredScenario], adjusted: readonly string[], watch: ScenarioWatch): Promise<ScenarioComparison | Refusal | null> {
  const together = sceneOfBoth(a, b)
  if (isRefusal(together)) return together
  const acting = [a, b].map(({ inputs, settings }) => actingLevers(inputs, settings)) as [Acting[] | Refusal, Acting[] | Refusal]
  const refused = acting.find(isRefusal)
  if (refused !== undefined) return refused
  const found = await compareInThread(together, acting as [Acting[], Acting[]], a.settings, watch)
  return found === null || isRefusal(found) ? found : sayComparison(files, [a, b], acting as [Acting[], Acting[]], found, adjusted)
}

/** Something that keeps two scenarios from being compared; `mend` says what would be done about it, null where nothing can. */
interface Apart { readonly what: string; readonly mend: string | null }

function whatDiffers([a, b]: readonly [ScenarioFile, ScenarioFile], sides: readonly [ComparedSide, ComparedSide], map: AreaMap): Apart[] {
  const [left, right] = [a.document.baseline, b.document.baseline]
  const [ours, theirs] = sides.map(({ manifest }) => manifest)
  const datasets = [ours?.dataset ?? left.dataset, theirs?.dataset ?? right.dataset]
  return [
    ...(ours && theirs && ours.model !== theirs.model ? [{ what: `they were run by different versions of the model, ${ours.model} and ${theirs.model}`, mend: 'both are run again by this version of the model' }] : []),
    ...(datasets[0] !== undefined && datasets[1] !== undefined && datasets[0] !== datasets[1] ? [{ what: `their baselines stand on different data, ${datasets[0]} and ${datasets[1]}`, mend: 'both are run on the data that is live' }] : []),
    ...(same(left.area, right.area) ? [] : [{ what: `they are of different areas, ${nameOn(map, left.area)} and ${nameOn(map, right.area)}`, mend: null }]),
    ...(same(left.profession, right.profession) ? [] : [{ what: `they are of different staff, ${left.profession ?? 'all staff'} and ${right.profession ?? 'all staff'}`, mend: null }]),
    ...(left.horizon === right.horizon ? [] : [{ what: `their horizons are ${left.horizon} and ${right.horizon} years`, mend: `both are run to the shorter horizon, ${Math.min(left.horizon, right.horizon)} years` }]),
    ...(left.map === right.map ? [] : [{ what: `they stand on different maps, ${left.map ?? 'the latest'} and ${right.map ?? 'the latest'}`, mend: `both are put on the map of A, ${left.map ?? 'the latest'}` }]),
    ...(left.seed === right.seed && left.draws === right.draws ? [] : [{ what: `they drew different futures, seed ${left.seed} with ${left.draws} draws and seed ${right.seed} with ${right.draws}`, mend: `both are run over the futures of A, seed ${left.seed} with ${left.draws} draws` }]),
    ...(assumedText(a) === assumedText(b) ? [] : [{ what: 'they assume different things of demand', mend: 'both are run with what A assumes' }]),
  ]
}

function nameOn(map: AreaMap, area: string): string {
  const found = findArea(map, area)
  return isRefusal(found) || found.name === found.code ? area : `${found.name} (${found.code})`
}

function same(one: string | undefined, other: string | undefined): boolean {
  return (one ?? '').trim().toLowerCase() === (other ?? '').trim().toLowerCase()
}

/** What is assumed of demand, in one way only. */
function assumedText({ document }: ScenarioFile): string {
  const taken = document.assumptions.filter(({ id }) => takenAssumptions.some((each) => each === id))
  return canonicalText(asPlain(taken.map(({ id, value, range }) => ({ id, value, range })).toSorted((one, other) => (one.id < other.id ? -1 : 1))))
}

function refuseApart([a, b]: readonly [ScenarioFile, ScenarioFile], apart: readonly Apart[]): Refusal {
  const hopeless = apart.filter(({ mend }) => mend === null)
  return refuse('scenarios-not-comparable', 'conflict', {
    doing: `Comparing “${a.document.name}” with “${b.document.name}”`, found: apart.map(({ what }) => what).join('; '), need: 'One baseline: the same data, map, area, staff, horizon, futures and version of the model; else what the levers do cannot be told from what differs besides',
    next: hopeless.length > 0 ? 'The nearest valid comparison is each of them with its own baseline: run both, and compare how much of its own gap each closes' : `The nearest valid comparison: ${apart.map(({ mend }) => mend).join('; ')}. Ask for it with --nearest (nearest in the interface)`,
  })
}

/** Both on the baseline of A, to the shorter horizon. */
function align([a, b]: readonly [ScenarioFile, ScenarioFile]): [ScenarioFile, ScenarioFile] {
  const years = Math.min(a.request.years, b.request.years)
  const of = (file: ScenarioFile): ScenarioFile => ({ ...file, request: { ...a.request, years }, document: { ...file.document, assumptions: a.document.assumptions } })
  return [of(a), of(b)]
}

/** Everybody who is in either, the one projected first. Errors: refuses `scenarios-not-comparable` where a programme is stated in two ways. */
function sceneOfBoth({ inputs: a }: GatheredScenario, { inputs: b }: GatheredScenario): GatheredScenario['inputs'] | Refusal {
  const twice = b.programmes.find((programme) => a.programmes.some((own) => own.id === programme.id && canonicalText(asPlain(own)) !== canonicalText(asPlain(programme))))
  if (twice !== undefined) return refuse('scenarios-not-comparable', 'conflict', { doing: 'Comparing two scenarios', found: `they state the programme ${twice.id} in two ways`, need: 'The same facts on both sides: starts, stages, completion, settlement and placements', next: 'Correct one of the two files; a change of a fact is a lever' })
  const keyOf = ({ parameters }: typeof a.nodes[number]): string => `${parameters.area}/${parameters.group}`
  const nodes = [...a.nodes, ...b.nodes.filter((node) => !a.nodes.some((own) => keyOf(own) === keyOf(node)))]
  const places = new Map([...a.names.places, ...[...b.names.places].map(([name, at]) => [name, nodes.findIndex((node) => keyOf(node) === keyOf(b.nodes[at]!))] as const)])
  const origins = [...a.origins, ...b.origins.filter((row) => !a.origins.some((own) => own.profession === row.profession && own.area === row.area))]
  return { ...a, nodes, names: { ...a.names, places }, programmes: [...a.programmes, ...b.programmes.filter(({ id }) => !a.programmes.some((own) => own.id === id))], origins }
}

/** A comparison tells apart whom its levers name, and nobody else. */
const beyondNamed = { what: 'Who gains and loses by area and deprivation', needed: 'A run of each of the two: `cadre scenario run FILE --by-area` answers it' }

function sayComparison([fileA, fileB]: readonly [ScenarioFile, ScenarioFile], [a, b]: readonly [GatheredScenario, GatheredScenario], [actingA, actingB]: readonly [readonly Acting[], readonly Acting[]], found: Compared, adjusted: readonly string[]): ScenarioComparison {
  const { answer } = a.projected
  const opening = a.inputs.nodes[0]!.parameters.openingDate
  const yearOf = (ahead: number): number => Number(addMonths(opening, 12 * ahead).slice(0, 4))
  const [nameA, nameB] = [fileA.document.name, fileB.document.name]
  const nodes = [...a.inputs.nodes, ...b.inputs.nodes]
  const titles = (id: string): string => {
    const step = found.steps.find((each) => each.id === id)
    const lever = step?.to ?? step?.from
    return lever ? titleOf(lever, nodes) : id
  }
  const last = found.rows.at(-1)!
  const [costA, costB] = [a, b].map(({ inputs, settings: { years } }) => costsOf(inputs.levers.map((lever) => ({ ...lever, times: timesOf(lever.lever, opening) })), years).total)
  const manifest: Manifest = { ...answer.manifest, scenario: hashOf(asPlain([actingA, actingB])), outputs: hashOf(asPlain(found)) }
  return {
    ask: 'compare', a: nameA, b: nameB, area: answer.area, areaName: answer.areaName, profession: answer.profession, unit: answer.unit, opening, adjusted: [...adjusted],
    summary: `In ${yearOf(last.ahead)} ${groupInSentence(answer.profession)} in ${answer.areaName} would be ${sayGapSize(last.a.p50)} with A, “${nameA}”, and ${sayGapSize(last.b.p50)} with B, “${nameB}”, ${answer.unit}. ${found.steps.length === 0 ? 'They pull the same levers.' : `${sayCount(found.steps.length, 'lever')} ${found.steps.length === 1 ? 'differs' : 'differ'}, ${found.common === 0 ? 'none is' : found.common === 1 ? '1 is' : `${found.common} are`} common.`}`,
    steps: found.steps.map(({ id, from, to }) => ({ id, title: titles(id), says: `${from === null ? `Not in A` : `A: ${sayAnyLever(from, opening, nodes)}`}. ${to === null ? 'Not in B' : `B: ${sayAnyLever(to, opening, nodes)}`}` })), common: found.common, exact: found.lines === null, lines: found.lines,
    bridge: found.bridge.map((year) => sayBridge(year, titles, yearOf)), rows: found.rows.map((row) => ({ year: yearOf(row.ahead), ...row })),
    places: found.places.map((place) => ({ ...place, gains: gainsOf(place.difference) })), costs: { a: costA ?? null, b: costB ?? null, says: sayCosts(costA ?? null, costB ?? null) },
    futures: sayFutures(found.futures), manifest: { ...manifest, map: a.map }, notAvailable: [beyondNamed],
    notes: ['The parts of the bridge add up from A to B whatever their order. A place gains where eight futures in ten give it more staff with B than with A.', ...adjusted.map((each) => `To make them comparable ${each}.`)], provenance: { ...provenanceOf(answer, fileA), repeat: 'cadre scenario compare A B' },
  }
}

function gainsOf({ p10, p90 }: Compared['places'][number]['difference']): ScenarioComparison['places'][number]['gains'] {
  if (p10 === 0 && p90 === 0) return 'unchanged'
  return p10 > 0 ? 'gains' : p90 < 0 ? 'loses' : 'unclear'
}

function sayCosts(a: number | null, b: number | null): string {
  return a === null || b === null ? `Cost of A ${a === null ? 'not stated' : sayMoney(a)}, of B ${b === null ? 'not stated' : sayMoney(b)}: they cannot be set against each other.` : `A costs ${sayMoney(a)} and B ${sayMoney(b)}: ${sayMoney(Math.abs(b - a))} ${b >= a ? 'more' : 'less'}.`
}
