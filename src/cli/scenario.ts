import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { writeBundle } from '../api/bundle.ts'
import type { Viewer } from '../access/viewer.ts'
import { answerScenario } from '../api/scenario.ts'
import { compareFiles, type ComparedSide } from '../api/scenario/scenario-compare.ts'
import type { ReviewedScenario } from '../api/scenario/scenario-bundle.ts'
import { exportScenario } from '../api/scenario/scenario-export.ts'
import { writeScenarioCsv } from '../api/scenario/scenario-csv.ts'
import { seekGoal } from '../api/scenario/scenario-goal.ts'
import type { ScenarioAnswer, ScenarioComparison, ScenarioGoal } from '../contract/scenario.ts'
import type { Fan } from '../contract/projection.ts'
import type { House } from '../store/house.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { example, run, withHouse, type Shop } from './command.ts'
import { listLeverKinds } from './lever-kinds.ts'
import type { Outcome } from './outcome.ts'
import { notStopped, scenarioForm, watchScenario, withAreas, withScenarioForm, type ScenarioOptions } from './scenario-form.ts'
import { layGains } from './scenario-gains.ts'
import { reportCommand } from './scenario-report.ts'
import { readScenarioSource } from './scenario-source.ts'
import { layTable } from './table.ts'
import { readValueFile } from './value-file.ts'
import { sayWritten } from './what-if.ts'

interface Options extends ScenarioOptions { out?: string; nearest?: boolean; target?: string; lever?: string[] }

/** `cadre scenario`: run a scenario file, compare two, seek a goal with one, write its paper. */
export function scenarioCommand(shop: Shop): Command {
  return new Command('scenario').description('Scenarios: what levers change, contribute and cost').addCommand(runOne(shop)).addCommand(compareTwo(shop)).addCommand(seekOne(shop)).addCommand(listAll(shop)).addCommand(reportCommand(shop))
}

function listAll(shop: Shop): Command {
  return new Command('levers').description('List every lever of a scenario: whom it affects, its units and how far it may go, what it needs, and which way closes a gap').option('--csv', 'as csv')
    .addHelpText('after', example('cadre scenario levers', 'cadre scenario levers --json')).action((_options: unknown, command: Command) => run(shop, command, async () => listLeverKinds()))
}

function withForm(command: Command): Command {
  return withScenarioForm(command).option('--csv', 'as csv')
}

function runOne(shop: Shop): Command {
  return withAreas(withForm(new Command('run').description('Run a scenario file: gap with and without its levers, what each contributes and costs, what binds, other futures').argument('<scenario>', 'scenario file in JSON or YAML, or id of a plan; examples/scenario.yaml works')))
    .option('--out <dir>', 'also write it as a bundle that `cadre run verify` can repeat')
    .addHelpText('after', example('cadre scenario run examples/scenario.yaml', 'cadre scenario run examples/scenario.yaml --out scenario-1 --json', 'cadre scenario run examples/scenario.yaml --no-overrides --csv', 'cadre scenario run examples/scenario.yaml --by-area'))
    .action((path: string, options: Options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const read = await readScenarioSource(house, viewer, path)
      if (isRefusal(read)) return read
      const { given, record } = read
      const asked = [house, viewer, given] as const
      const done = notStopped(options.out === undefined ? await answerScenario(...asked, scenarioForm(options), watchScenario(shop.streams)) : await writeScenario(options.out, await exportScenario(...asked, record, scenarioForm(options), watchScenario(shop.streams))))
      return isRefusal(done) ? done : { json: done.answer, text: sayRun(done.answer), csv: writeScenarioCsv(done.answer).text, notes: [...done.answer.notes, ...sayWritten(options.out)] }
    }))
}

/** Write the bundle of a run, and hand the run on. */
async function writeScenario(directory: string, made: ReviewedScenario | Refusal | null): Promise<ReviewedScenario | Refusal | null> {
  return made === null || isRefusal(made) ? made : await writeBundle(directory, made.gathered.projected, undefined, made) ?? made
}

function compareTwo(shop: Shop): Command {
  return withForm(new Command('compare').description('Say what lies between two scenarios of one baseline, lever by lever, or between the first and each of several; refuses what cannot be compared').argument('<a>', 'scenario file, id of a plan, or a folder that `cadre scenario run --out` wrote').argument('<b>', 'the same').argument('[more...]', 'others, each held against the first as well'))
    .option('--nearest', 'where they cannot be compared as they are, make the nearest comparison that is valid')
    .addHelpText('after', example('cadre scenario compare a.yaml b.yaml', 'cadre scenario compare a.yaml b.yaml c.yaml', 'cadre scenario compare run-a run-b --nearest --json'))
    .action((a: string, b: string, more: string[], options: Options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const sides = [await readSide(house, viewer, a)]
      for (const path of [b, ...more]) sides.push(await readSide(house, viewer, path))
      const unread = sides.find(isRefusal)
      if (unread !== undefined) return unread
      const [first, ...others] = sides as [ComparedSide, ...ComparedSide[]]
      const found: ScenarioComparison[] = []
      for (const other of others) {
        const done = notStopped(await compareFiles(house, viewer, [first, other], { ...scenarioForm(options), nearest: options.nearest ?? false }, watchScenario(shop.streams)))
        if (isRefusal(done)) return done
        found.push(done)
      }
      return comparedOutcome(found as [ScenarioComparison, ...ScenarioComparison[]])
    }))
}

/** One comparison, or several of the same first scenario: one value of JSON either way, and one header of csv. */
function comparedOutcome(found: readonly [ScenarioComparison, ...ScenarioComparison[]]): Outcome {
  const [first] = found
  const csv = found.map((each, at) => (at === 0 ? writeScenarioCsv(each).text : writeScenarioCsv(each).text.replace(/^[^\n]*\n/, ''))).join('')
  const json = found.length === 1 ? first : { ask: 'compare', summary: found.map(({ summary }) => summary).join(' '), comparisons: found }
  return { json, text: found.map(sayComparison).join('\n\n'), csv, notes: first.notes }
}

/** A scenario file, a plan, or the file in a bundle with the manifest of its run. */
async function readSide(house: House, viewer: Viewer, path: string): Promise<ComparedSide | Refusal> {
  if (!((await stat(path).catch(() => null))?.isDirectory() ?? false)) {
    const read = await readScenarioSource(house, viewer, path)
    return isRefusal(read) ? read : { given: read.given, manifest: null }
  }
  const file = await readValueFile(join(path, 'scenario.json'), 'scenario file')
  if (isRefusal(file)) return file
  const answer = await readValueFile(join(path, 'scenario-answer.json'), 'scenario')
  return isRefusal(answer) ? answer : { given: file.value, manifest: (answer.value as ScenarioAnswer).manifest }
}

function seekOne(shop: Shop): Command {
  return withForm(new Command('goal-seek').description('Find the smallest change of a lever that reaches a target, or how far it goes; with two levers, how much of one goes with how much of the other').argument('<file>', 'scenario file in JSON or YAML, or id of a plan'))
    .requiredOption('--target <target>', 'such as "gap=0 in 2035" or "supply=12000 in 2030": the middle of the futures at the end of the year')
    .requiredOption('--lever <id>', 'id of the lever to change; twice for two', (id: string, before: string[] = []) => [...before, id])
    .addHelpText('after', example('cadre scenario goal-seek examples/scenario.yaml --target "gap=0 in 2030" --lever l1', 'cadre scenario goal-seek examples/scenario.yaml --target "gap=2000 in 2030" --lever l1 --lever l2 --json'))
    .action((path: string, options: Options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const read = await readScenarioSource(house, viewer, path)
      if (isRefusal(read)) return read
      const [lever = '', second] = options.lever ?? []
      const done = notStopped(await seekGoal(house, viewer, read.given, { target: options.target ?? '', lever, second }, scenarioForm(options), watchScenario(shop.streams)))
      return isRefusal(done) ? done : { json: done, text: sayGoal(done), csv: writeScenarioCsv(done).text, notes: done.notes } satisfies Outcome
    }))
}

function sayRun(answer: ScenarioAnswer): string {
  const { unit, rows, levers, contributions, costs, buyList, binds, overrides, futures, payBill } = answer
  const bridge = contributions.years.at(-1)!
  return [
    answer.summary, '', ...levers.map(({ id, says, costSays }) => `${id}: ${says}. ${costSays}`), '',
    `Gap of ${answer.profession}, ${answer.areaName}, ${unit}: median (80 % range); above 0 is short`,
    layTable(['year', 'do nothing', 'zero productivity', 'history repeats', 'scenario', 'change', 'scenario, zero productivity'], rows.map((row) => [String(row.year), range(row.baseline.gap), range(row.baseline.gapZeroProductivity), row.historyRepeats === null ? 'not available' : range(row.historyRepeats.gap), range(row.scenario.gap), range(row.difference.gap), range(row.scenario.gapZeroProductivity)])),
    `Contributions to the gap in ${bridge.year}, ${unit}: they add up${contributions.exact ? ' exactly' : `, sampled by ${contributions.lines} lines`}`,
    layTable(['', 'gap', 'range'], [['Do nothing', whole(bridge.from), ''], ...bridge.parts.map(({ title, gap, low, high }) => [title, whole(gap), `${whole(low)} to ${whole(high)}`]), ['Scenario', whole(bridge.to), '']]),
    costs.says, ...(costs.years === null || costs.total === null ? [] : [layTable(['year', 'cost, £', 'by payer'], costs.years.map(({ year, amount, byPayer }) => [String(year), whole(amount), byPayer.map((row) => `${row.payer} ${whole(row.amount)}`).join('; ')]))]), payBill.says,
    `What to buy first, by ${bridge.year}: cost for each gained, £`,
    layTable(['', 'lever', 'price', 'range', 'new here'], (buyList.at(-1)?.rows ?? []).map((row) => [row.rank === null ? '' : String(row.rank), row.title, row.price === null ? row.why ?? '' : whole(row.price), row.price === null ? '' : `${row.priceLow === null ? '' : whole(row.priceLow)} to ${row.priceHigh === null ? 'no effect' : whole(row.priceHigh)}`, row.notKnown === 1 ? 'not known' : `${whole(100 * row.newHere)} %`])),
    `${answer.says.spillOver}.`, `${answer.says.flows}.`, `${answer.says.sensitivity}.`,
    layTable([`gap in ${answer.sensitivity.year}, ${unit}`, 'at its p10', 'at its p90', 'alone', 'with others'], answer.sensitivity.inputs.map(({ says, gapAtP10, gapAtP90, first, total }) => [says, whole(gapAtP10), whole(gapAtP90), `${whole(100 * first)} %`, `${whole(100 * total)} %`])),
    ...layGains(answer),
    ...levers.map(({ id, affected, selfTest }) => `${id}: ${affected}. ${selfTest.says}.`),
    ...(binds.length === 0 ? ['Every lever does what it says.'] : ['What binds:', ...binds.map(({ year, id, says }) => `  ${year}, ${id}: ${says}.`)]),
    `${futures.says}.`, ...overrides.map(({ what, value, who, when, why, says, effect }) => `Manual change: ${what} ${value}, by ${who} on ${when}, because ${why}. ${says}${effect === null ? '' : `; effect on the gap ${whole(effect)} ${unit}`}.`),
    ...answer.notAvailable.map(({ what, needed }) => `${what}: not available. Needed: ${needed}.`), manifestLine(answer),
  ].join('\n')
}

function sayComparison(answer: ScenarioComparison): string {
  const bridge = answer.bridge.at(-1)!
  return [
    answer.summary, '', ...answer.steps.map(({ title, says }) => `${title}: ${says}.`), '', `From A, “${answer.a}”, to B, “${answer.b}”: the gap in ${bridge.year}, ${answer.unit}`,
    layTable(['', 'gap', 'range'], [['A', whole(bridge.from), ''], ...bridge.parts.map(({ title, gap, low, high }) => [title, whole(gap), `${whole(low)} to ${whole(high)}`]), ['B', whole(bridge.to), '']]),
    'Who gains and loses, staff of B less A at the last year', layTable(['who', 'difference', ''], answer.places.map(({ profession, areaName, difference, gains }) => [`${profession} in ${areaName}`, range(difference), gains])),
    answer.costs.says, `${answer.futures.says}.`, ...answer.notAvailable.map(({ what, needed }) => `${what}: not available. Needed: ${needed}.`), manifestLine(answer),
  ].join('\n')
}

function sayGoal(answer: ScenarioGoal): string {
  const { frontier, second, title, changeUnit } = answer
  return [
    answer.says, answer.plausible.says,
    ...(frontier === null || second === null ? [] : ['', `How much of ${second.title} goes with how much of ${title}`, layTable([`${title}, ${changeUnit}`, `${second.title}, ${second.changeUnit}`, 'outcome'], frontier.map((point) => [number(point.first), point.second.reached ? number(point.second.change) : `${number(point.second.change)}, not reached`, whole(point.second.outcome)]))]), manifestLine(answer),
  ].join('\n')
}

function manifestLine({ manifest }: Pick<ScenarioAnswer, 'manifest'>): string {
  return `Snapshot ${manifest.dataset}, model ${manifest.model}, seed ${manifest.seed}, ${manifest.draws} draws, scenario ${manifest.scenario.slice(0, 12)}, result ${manifest.outputs.slice(0, 12)}. A possible future, not a forecast of what must happen.`
}

function range({ p10, p50, p90 }: Fan): string {
  return `${whole(p50)} (${whole(p10)} to ${whole(p90)})`
}

function whole(value: number): string {
  const text = formatNumber(Math.abs(value), 0)
  return value < 0 && text !== '0' ? `−${text}` : text
}

function number(value: number): string {
  return formatNumber(value, Math.abs(value) < 10 ? 3 : 1)
}
