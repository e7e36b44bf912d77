import { Argument, Command } from 'commander'
import { writeCsv } from '../api/csv.ts'
import { answerBaseline } from '../api/plan/plan-baseline.ts'
import { comparePlanVersions } from '../api/plan/plan-history.ts'
import { listAgreed, takeStep } from '../api/plan/plan-steps.ts'
import { copyPlan } from '../api/plans.ts'
import { planStepKinds, type PlanStepRequest } from '../contract/plan-work.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { onceOf, sayConflict, sayValue } from './plan-words.ts'
import { readWhole } from './read-option.ts'
import { layTable } from './table.ts'

const version = readWhole(1, 999_999_999)

export function diffCommand(shop: Shop): Command {
  return new Command('diff').description('Two versions of a plan, field by field, with who changed each').argument('<id>', 'id of the plan').argument('<from>', 'a version', version).argument('<to>', 'another', version).option('--csv', 'as csv')
    .addHelpText('after', example('cadre plan diff ID 1 4'))
    .action((id: string, from: number, to: number, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await comparePlanVersions(house, viewer, id, from, to)
      if (isRefusal(answer)) return answer
      const header = ['field', 'before', 'after', 'by', 'at', 'version']
      const rows = answer.fields.map((one) => [one.field, sayValue(one.before), sayValue(one.after), one.by, one.at, one.version])
      return { json: answer, text: `${rows.length === 0 ? '' : layTable(header, rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell.slice(0, 60) : cell))))}${answer.summary}`, csv: writeCsv(header, rows) }
    }))
}

export function stepCommand(shop: Shop): Command {
  return new Command('step').description('Agree the baseline of a plan; submit, return, agree or supersede it').argument('<id>', 'id of the plan').addArgument(new Argument('<kind>', 'step').choices(planStepKinds))
    .requiredOption('--from <version>', 'the version you looked at', version).option('--because <text>', 'why; needed to return, supersede or reopen').option('--key <key>', 'the same key takes the step once')
    .addHelpText('after', example('cadre plan step ID baseline-agreed --from 1', 'cadre plan step ID returned --from 4 --because "No cost is stated"'))
    .action((id: string, kind: PlanStepRequest['kind'], { from, because, key }: { from: number; because?: string; key?: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const request = { kind, ...(because === undefined ? {} : { because }) }
      const taken = await takeStep(house, viewer, id, request, from, onceOf(key, `plan step ${id}`, request))
      if (!isRefusal(taken)) return { json: taken, text: `Version ${taken.version}: ${taken.kind}, by ${taken.by}.` }
      return 'difference' in taken ? sayConflict(taken) : taken
    }))
}

export function baselineCommand(shop: Shop): Command {
  return new Command('baseline').description('What a plan is held against: do nothing, zero productivity, history repeats').argument('<id>', 'id of the plan').option('--csv', 'as csv')
    .addHelpText('after', example('cadre plan baseline ID'))
    .action((id: string, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await answerBaseline(house, viewer, id)
      if (isRefusal(answer)) return answer
      const header = ['scenario', 'year', 'supply', 'demand', 'gap', 'gap low', 'gap high']
      const rows = answer.scenarios.map(({ name, year, supply, demand, gap }) => [name, year === null ? null : String(year), supply?.p50 ?? null, demand?.p50 ?? null, gap?.p50 ?? null, gap?.p10 ?? null, gap?.p90 ?? null])
      return { json: answer, text: `${layTable(header, rows, 0)}${answer.summary}`, csv: writeCsv(header, rows) }
    }))
}

export function copyCommand(shop: Shop): Command {
  return new Command('copy').description('Copy a plan as a new draft, to take its place once agreed').argument('<id>', 'id of the plan').requiredOption('--name <text>', 'name of the new plan').option('--beside', 'it is not to take the place of the old one').option('--key <key>', 'the same key makes one plan')
    .addHelpText('after', example('cadre plan copy ID --name "Fewer nurses leave, second round"'))
    .action((id: string, { name, beside = false, key }: { name: string; beside?: boolean; key?: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const made = await copyPlan(house, viewer, id, { name, replaces: !beside }, onceOf(key, `plan copy ${id}`, { name, beside }))
      return isRefusal(made) ? made : { json: made, text: `Plan ${made.plan}, version ${made.version}.` }
    }))
}

export function agreedCommand(shop: Shop): Command {
  return new Command('agreed').description('Plans that stand as agreed, the latest first').option('--area <area>', 'code or name').option('--csv', 'as csv')
    .addHelpText('after', example('cadre plan agreed --area QOP'))
    .action(({ area }: { area?: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await listAgreed(house, viewer, area)
      if (isRefusal(answer)) return answer
      const header = ['plan', 'title', 'area', 'code', 'profession', 'years', 'agreed by', 'agreed at', 'snapshot', 'model']
      const rows = answer.plans.map((one) => [one.plan, one.title, one.areaName, one.area, one.profession ?? 'all staff', one.horizon, one.agreedBy, one.agreedAt, one.dataset, one.model])
      return { json: answer, text: `${rows.length === 0 ? '' : layTable(header, rows)}${answer.summary}`, csv: writeCsv(header, rows) }
    }))
}
