import { Command } from 'commander'
import { writeCsv } from '../api/csv.ts'
import { createPlan, editPlan, listEdits, listPlans, showPlan } from '../api/plans.ts'
import { PlanEditRequest } from '../contract/plan.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { onceOf, sayConflict, sayValue } from './plan-words.ts'
import { agreedCommand, baselineCommand, copyCommand, diffCommand, stepCommand } from './plan-stand.ts'
import { commentCommand, commentsCommand, decideCommand, decisionsCommand, shareCommand } from './plan-talk.ts'
import type { Outcome } from './outcome.ts'
import { readWhole } from './read-option.ts'
import { layTable } from './table.ts'
import { readValueFile } from './value-file.ts'

const now = (): string => new Date().toISOString()

/** `cadre plan`: scenario files kept as plans, edited field by field. */
export function planCommand(shop: Shop): Command {
  return new Command('plan').description('Plans: scenario files that are kept, edited field by field, with every edit')
    .addCommand(createCommand(shop)).addCommand(listCommand(shop)).addCommand(showCommand(shop)).addCommand(editCommand(shop)).addCommand(historyCommand(shop))
    .addCommand(diffCommand(shop)).addCommand(stepCommand(shop)).addCommand(baselineCommand(shop)).addCommand(copyCommand(shop)).addCommand(agreedCommand(shop))
    .addCommand(commentsCommand(shop)).addCommand(commentCommand(shop)).addCommand(decisionsCommand(shop)).addCommand(decideCommand(shop)).addCommand(shareCommand(shop))
    .addHelpText('after', example('cadre plan create examples/scenario.yaml', 'cadre plan step ID baseline-agreed --from 1', 'cadre plan edit ID --from 3 --set levers/l1/change=-1'))
}

function createCommand(shop: Shop): Command {
  return new Command('create').description('Keep a scenario file as a plan of its area').argument('<file>', 'scenario file, JSON or YAML').option('--key <key>', 'the same key with the same file makes one plan')
    .addHelpText('after', example('cadre plan create examples/scenario.yaml'))
    .action((file: string, { key }: { key?: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const read = await readValueFile(file, 'scenario file')
      if (isRefusal(read)) return read
      const made = await createPlan(house, viewer, read.value, onceOf(key, 'plan create', read.value))
      return isRefusal(made) ? made : { json: made, text: `Plan ${made.plan}, version ${made.version}.` }
    }))
}

function listCommand(shop: Shop): Command {
  return new Command('list').description('Plans of the areas where you plan or approve, the latest edited first').option('--csv', 'as csv')
    .addHelpText('after', example('cadre plan list'))
    .action((_options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await listPlans(house, viewer)
      const header = ['id', 'title', 'area', 'code', 'status', 'baseline', 'version', 'edited by', 'edited at']
      const rows = answer.plans.map(({ id, title, area, areaName, status, baselineAgreed, version, editedBy, editedAt }) => [id, title, areaName, area, status, baselineAgreed ? 'agreed' : 'open', version, editedBy, editedAt])
      return { json: answer, text: rows.length === 0 ? answer.summary : `${layTable(header, rows)}${answer.summary}`, csv: writeCsv(header, rows) }
    }))
}

function showCommand(shop: Shop): Command {
  return new Command('show').description('A plan as it is, as a scenario file').argument('<id>', 'id of the plan')
    .addHelpText('after', example('cadre plan show ID --json'))
    .action((id: string, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const plan = await showPlan(house, viewer, id, now())
      return isRefusal(plan) ? plan : { json: plan, text: JSON.stringify(plan.document, null, 2), notes: [plan.summary, `Version ${plan.version}, edited by ${plan.editedBy} on ${plan.editedAt}.${plan.may.length === 0 ? '' : ` You may take the steps: ${plan.may.join(', ')}.`}`, ...plan.baseline.notes, ...plan.library.flatMap(({ assumption, flags }) => flags.map((flag) => `Assumption ${assumption}: ${flag}`))] }
    }))
}

function editCommand(shop: Shop): Command {
  return new Command('edit').description('Change fields of a plan, all or none').argument('<id>', 'id of the plan')
    .requiredOption('--from <version>', 'the version you looked at', readWhole(1, 999_999_999))
    .option('--set <field=value...>', 'a field and its new value, as JSON or as plain text', [])
    .option('--remove <field...>', 'fields or entries to take away', [])
    .option('--note <text>', 'why').option('--key <key>', 'the same key with the same changes edits once')
    .addHelpText('after', example('cadre plan edit ID --from 3 --set levers/l1/change=-1 --note "agreed on Monday"', 'cadre plan edit ID --from 4 --remove overrides/o2'))
    .action((id: string, { from, set, remove, note, key }: { from: number; set: string[]; remove: string[]; note?: string; key?: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const request = readChanges(set, remove, note)
      if (isRefusal(request)) return request
      const made = await editPlan(house, viewer, id, request, from, onceOf(key, `plan edit ${id}`, request))
      if (!isRefusal(made)) return { json: made, text: `Version ${made.version}: ${made.changes.length} ${made.changes.length === 1 ? 'change' : 'changes'}.` }
      return 'difference' in made ? sayConflict(made) : made
    }))
}

function historyCommand(shop: Shop): Command {
  return new Command('history').description('Every edit of a plan, in order').argument('<id>', 'id of the plan').option('--csv', 'as csv')
    .addHelpText('after', example('cadre plan history ID --csv'))
    .action((id: string, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }): Promise<Outcome | Refusal> => {
      const answer = await listEdits(house, viewer, id)
      if (isRefusal(answer)) return answer
      const header = ['version', 'when', 'by', 'field', 'before', 'after', 'note']
      const rows = answer.edits.flatMap(({ version, at, by, note, changes }) => changes.map(({ field, from, to }) => [version, at, by, field === '' ? 'the whole' : field, sayValue(from), sayValue(to), note ?? '']))
      return { json: answer, text: `${layTable(header, rows.map((row) => row.map((cell) => String(cell).slice(0, 60))))}${answer.summary}`, csv: writeCsv(header, rows) }
    }))
}

function readChanges(set: readonly string[], remove: readonly string[], note: string | undefined): PlanEditRequest | Refusal {
  const pairs = set.map((text) => ({ field: text.split('=')[0] ?? '', to: readValue(text.slice(text.indexOf('=') + 1)) }))
  const read = PlanEditRequest.safeParse({ changes: [...pairs, ...remove.map((field) => ({ field, to: null }))], ...(note === undefined ? {} : { note }) })
  const bare = set.find((text) => !text.includes('='))
  if (read.success && bare === undefined) return read.data
  return refuse('plan-edit-not-readable', 'usage', { doing: 'Reading the changes', found: bare ?? 'no change that can be read', need: 'At least one --set field=value or --remove field', next: 'Name fields as cadre plan show gives them, such as levers/l1/change' })
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
