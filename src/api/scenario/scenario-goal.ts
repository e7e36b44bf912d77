import type { Viewer } from '../../access/viewer.ts'
import { PlanDocument } from '../../contract/plan.ts'
import type { RateName } from '../../contract/rates.ts'
import type { ScenarioGoal } from '../../contract/scenario.ts'
import { rateOfLever, rateTaken } from '../../scenario/lever-rate.ts'
import { hashOf } from '../../scenario/manifest.ts'
import { unitOf } from '../../scenario/scenario-lever.ts'
import { actingLevers, asPlain } from '../../scenario/scenario.ts'
import type { Sought, Target } from '../../scenario/seek.ts'
import type { Lever } from '../../scenario/lever-set.ts'
import { percentile } from '../../scenario/uncertainty.ts'
import type { House } from '../../store/house.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { answerRates } from '../rates.ts'
import { saySigned } from '../say.ts'
import { provenanceOf, titleOf, type ScenarioForm } from '../scenario.ts'
import { readScenario, type ScenarioFile } from './scenario-file.ts'
import { gatherScenario, type GatheredScenario } from './scenario-inputs.ts'
import { seekInThread, type ScenarioWatch } from './scenario-thread.ts'

/** What is to be sought: a target in words, and the ids of one lever or two. */
export interface GoalAsked { readonly target: string; readonly lever: string; readonly second?: string | undefined }

/**
 * Find the smallest change of a lever that reaches a target. Errors: refuses `target-not-readable`, `lever-not-in-scenario`, and as `answerScenario`; null when it was stopped.
 */
export async function seekGoal(house: House, viewer: Viewer, given: unknown, asked: GoalAsked, form: ScenarioForm, watch: ScenarioWatch): Promise<ScenarioGoal | Refusal | null> {
  const file = readScenario(given, form.unit)
  if (isRefusal(file)) return file
  const missing = refuseLever(file, asked)
  if (missing !== null) return missing
  watch.step('gathering', 0, 1)
  const gathered = await gatherScenario(house, viewer, file, form.overrides)
  if (isRefusal(gathered)) return gathered
  const target = readTarget(asked.target, gathered)
  if (isRefusal(target)) return target
  const acting = actingLevers(gathered.inputs, gathered.settings)
  if (isRefusal(acting)) return acting
  watch.step('running', 0, 1)
  const found = await seekInThread([gathered.inputs, acting, { target, lever: asked.lever, second: asked.second ?? null }, gathered.settings], watch)
  if (found === null || isRefusal(found)) return found
  return sayGoal({ file, gathered, target, asked, found }, await judge(house, viewer, gathered, found))
}

function refuseLever({ levers, document }: ScenarioFile, { lever, second }: GoalAsked): Refusal | null {
  const missing = [lever, ...(second === undefined ? [] : [second])].find((id) => !levers.some((each) => each.id === id))
  if (missing === undefined && lever !== second) return null
  return refuse('lever-not-in-scenario', 'input', { doing: `Seeking a goal with “${document.name}”`, found: missing === undefined ? `${lever} named twice` : `no lever ${missing} in it`, need: `Ids of its levers: ${levers.map(({ id }) => id).join(', ') || 'it has none'}`, next: 'Name one of these, or add the lever with a change of 0' })
}

/** Read `gap=0 in 2035`. */
function readTarget(text: string, { inputs, settings }: GatheredScenario): Target | Refusal {
  const [, of, value, year] = /^\s*(gap|supply)\s*=\s*([+−-]?\d+(?:\.\d+)?)\s+in\s+(\d{4})\s*$/i.exec(text.replaceAll(',', '')) ?? []
  const opening = Number(inputs.nodes[0]!.parameters.openingDate.slice(0, 4))
  const ahead = Number(year) - opening
  if (of !== undefined && ahead >= 1 && ahead <= settings.years) return { of: of.toLowerCase() as Target['of'], value: Number(value!.replace('−', '-')), ahead }
  return refuse('target-not-readable', 'usage', {
    doing: 'Reading a target', found: `“${text.slice(0, 100)}”`, need: `gap or supply, a number, and a year from ${opening + 1} to ${opening + settings.years}, such as gap=0 in ${opening + settings.years}`, next: 'Write it so, or give the scenario a longer horizon',
  })
}

interface Goal { readonly file: ScenarioFile; readonly gathered: GatheredScenario; readonly target: Target; readonly asked: GoalAsked; readonly found: Sought }

function sayGoal({ file, gathered, target, asked, found }: Goal, plausible: ScenarioGoal['plausible']): ScenarioGoal {
  const { answer } = gathered.projected
  const opening = gathered.inputs.nodes[0]!.parameters.openingDate
  const year = Number(opening.slice(0, 4)) + target.ahead
  const stated = leverOf(file, asked.lever)
  const title = (lever: Lever): string => titleOf(lever, gathered.inputs.nodes)
  const unit = unitOf(stated)!.unit
  const words = `${sayOutcome(target.of, target.value, answer.unit)} in ${year}`
  const says = found.first.reached
    ? `${title(stated)} has to change by ${saySigned(found.first.change, decimalsOf(found.first.change))} ${unit} for ${words}: at the middle of the futures it is then ${sayOutcome(target.of, found.first.outcome, answer.unit)}.`
    : `${title(stated)} does not lead to ${words}: the furthest it goes is ${sayOutcome(target.of, found.first.outcome, answer.unit)}, at ${saySigned(found.first.change, decimalsOf(found.first.change))} ${unit}.${found.binds.length === 0 ? '' : ` ${found.binds.map((bind) => bind.says).join('. ')}.`}`
  return {
    ask: 'goal-seek', name: file.document.name, area: answer.area, areaName: answer.areaName, profession: answer.profession, unit: answer.unit, opening, summary: `${says} ${plausible.says}`, says,
    target: { of: target.of, value: target.value, year, says: words }, lever: asked.lever, kind: stated.kind, title: title(stated), changeUnit: unit, asStated: { change: stated.change, outcome: found.asStated }, without: found.without, found: { ...found.first },
    binds: found.binds.map(({ id, year: at, constraint, says: why }) => ({ id, year: at, constraint, says: why })), plausible,
    second: asked.second === undefined ? null : { lever: asked.second, title: title(leverOf(file, asked.second)), changeUnit: unitOf(leverOf(file, asked.second))!.unit }, frontier: found.frontier?.map(({ first, second }) => ({ first, second: { ...second } })) ?? null,
    document: withChange(file, asked, found), manifest: { ...answer.manifest, map: gathered.map, scenario: hashOf(asPlain([file.document, asked])), outputs: hashOf(asPlain(found)) },
    notes: ['Every other lever stays as the scenario has it, over the same futures; the outcome is their middle. A lever that has a range keeps it about the new change.', ...(asked.second === undefined ? [] : ['Two levers: the first by itself, with the second at no change; then how much of the second goes with how much of the first.'])],
    provenance: { ...provenanceOf(answer, file), repeat: `cadre scenario goal-seek FILE --target "${asked.target}" --lever ${asked.lever}${asked.second === undefined ? '' : ` --lever ${asked.second}`}` },
  }
}

/** A gap by its side, staff by their number: `no gap`, `2,000 FTE over`, `12,000 FTE in post`. */
function sayOutcome(of: Target['of'], value: number, unit: string): string {
  const size = formatNumber(Math.abs(value), 0)
  if (of === 'supply') return `${formatNumber(value, 0)} ${unit} in post`
  return size === '0' ? 'no gap' : `${size} ${unit} ${value > 0 ? 'short' : 'over'}`
}

function leverOf({ levers }: ScenarioFile, id: string): Lever {
  return levers.find((each) => each.id === id)!.lever
}

/** The scenario with the lever as it was found; a second lever at no change. */
function withChange({ document }: ScenarioFile, { lever, second }: GoalAsked, { lever: found }: Sought): PlanDocument {
  const levers = document.levers.map((each) => (each.id === lever ? { ...each, change: found.change, ...(found.range === undefined ? {} : { range: found.range }) } : each.id === second ? withoutRange({ ...each, change: 0 }) : each))
  return PlanDocument.parse({ ...document, levers })
}

function withoutRange<Stated extends { range?: unknown }>({ range: _range, ...lever }: Stated): Omit<Stated, 'range'> {
  return lever
}

function decimalsOf(change: number): number {
  return [0, 1, 2, 3].find((decimals) => Number(change.toFixed(decimals)) === change) ?? 4
}

/** Set what the lever would take its rate to beside peers and past years, where they are held. */
async function judge(house: House, viewer: Viewer, { inputs, map }: GatheredScenario, { lever }: Sought): Promise<ScenarioGoal['plausible']> {
  const name = rateOfLever(lever.kind)
  const { parameters } = inputs.nodes[inputs.names.places.get(`${(lever.profession ?? inputs.names.profession).trim().toLowerCase()}\n${(lever.area ?? inputs.names.area).trim().toLowerCase()}`) ?? 0]!
  const rates = name === null ? null : await answerRates(house, viewer, { area: parameters.area, profession: parameters.group, rate: name, ...(map === null ? {} : { map }) })
  const now = rates === null || isRefusal(rates) ? undefined : rates.rates.find(({ id }) => id === name)?.value
  if (rates === null || isRefusal(rates) || now === undefined) return { flag: 'not known', says: 'Whether that is plausible is not known: no peers and no past years of it are held.', value: null, peersLow: null, peersHigh: null, historyLow: null, historyHigh: null }
  const value = rateTaken(lever, now, parameters.openingHeads.reduce((sum, each) => sum + each, 0))
  const peers = Float64Array.from(rates.peers.filter(({ here }) => !here), (peer) => peer.value).sort()
  const past = rates.history.flatMap((year) => (year.value === null ? [] : [year.value]))
  const [peersLow, peersHigh] = peers.length < 3 ? [null, null] : [percentile(peers, 0), percentile(peers, 1)]
  const [historyLow, historyHigh] = past.length < 3 ? [null, null] : [Math.min(...past), Math.max(...past)]
  const beyond = (low: number | null, high: number | null): boolean => low !== null && high !== null && (value < low || value > high)
  const [ofPeers, ofHistory] = [beyond(peersLow, peersHigh), beyond(historyLow, historyHigh)]
  const flag = peersLow === null && historyLow === null ? 'not known' : ofPeers && ofHistory ? 'beyond both' : ofPeers ? 'beyond peers' : ofHistory ? 'beyond history' : 'within'
  const said = (low: number | null, high: number | null, whose: string): string[] => (low === null || high === null ? [] : [`${whose} from ${rateText(name!, low)} to ${rateText(name!, high)}`])
  return { flag, value, peersLow, peersHigh, historyLow, historyHigh, says: `It takes ${rates.rateSays.charAt(0).toLowerCase()}${rates.rateSays.slice(1)} from ${rateText(name!, now)} to ${rateText(name!, value)}${flag === 'not known' ? '; no peers and too few past years are held' : `, ${flag === 'within' ? 'within what is seen' : `${flag}: nobody has been there`}: ${[...said(peersLow, peersHigh, 'peers'), ...said(historyLow, historyHigh, 'past years')].join(', ')}`}.` }
}

function rateText(name: RateName, value: number): string {
  return name === 'participation' ? formatNumber(value, 2) : `${formatNumber(100 * value, 1)} %`
}

/** What seeking a goal may be refused with besides. */
export const goalRefuses = ['lever-not-in-scenario', 'target-not-readable']
