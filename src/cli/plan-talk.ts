import { Command, Option } from 'commander'
import { writeCsv } from '../api/csv.ts'
import { sharePlan } from '../api/plan/plan-room.ts'
import { listComments, listDecisions, recordDecision, sayComment } from '../api/plan/plan-talk.ts'
import { PlanDecisionRequest } from '../contract/plan-work.ts'
import { isRefusal, refuse } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { onceOf } from './plan-words.ts'
import { readDate } from './read-option.ts'
import { layTable } from './table.ts'

export function commentsCommand(shop: Shop): Command {
  return new Command('comments').description('Comments of a plan, the open ones first').argument('<id>', 'id of the plan').option('--csv', 'as csv')
    .addHelpText('after', example('cadre plan comments ID'))
    .action((id: string, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await listComments(house, viewer, id)
      if (isRefusal(answer)) return answer
      const header = ['comment', 'about', 'state', 'what', 'by', 'at', 'text']
      const rows = answer.threads.flatMap((thread) => thread.remarks.map((one) => [thread.id, one.about === '' ? 'the whole' : one.about, thread.state, one.kind, one.by, one.at, one.text]))
      return { json: answer, text: `${rows.length === 0 ? '' : layTable(header, rows)}${answer.summary}`, csv: writeCsv(header, rows) }
    }))
}

export function commentCommand(shop: Shop): Command {
  return new Command('comment').description('Comment on a plan or a field of it; or answer, resolve or reopen a comment').argument('<id>', 'id of the plan').argument('[text]', 'what is said', '')
    .option('--about <field>', 'a field, such as levers/l1/change; the whole when left out').addOption(new Option('--reply <comment>', 'id of the comment this answers').conflicts(['resolve', 'reopen'])).addOption(new Option('--resolve <comment>', 'id of the comment this resolves').conflicts(['reopen'])).option('--reopen <comment>', 'id of the comment this opens again').option('--key <key>', 'the same key says it once')
    .addHelpText('after', example('cadre plan comment ID "Is this net of agency?" --about levers/l1/cost', 'cadre plan comment ID --resolve COMMENT'))
    .action((id: string, text: string, { about = '', reply, resolve, reopen, key }: { about?: string; reply?: string; resolve?: string; reopen?: string; key?: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answers = reply ?? resolve ?? reopen
      const kind = reply !== undefined ? 'reply' : resolve !== undefined ? 'resolved' : reopen !== undefined ? 'reopened' : 'comment'
      const request = { about, text, kind, ...(answers === undefined ? {} : { answers }) } as const
      const said = await sayComment(house, viewer, id, request, onceOf(key, `plan comment ${id}`, request))
      return isRefusal(said) ? said : { json: said, text: `${said.kind === 'comment' ? 'Comment' : said.kind} ${said.answers ?? said.id}, about ${said.about === '' ? 'the whole' : said.about}.` }
    }))
}

export function decisionsCommand(shop: Shop): Command {
  return new Command('decisions').description('What was decided about a plan, with who was of another mind').argument('<id>', 'id of the plan').option('--csv', 'as csv')
    .addHelpText('after', example('cadre plan decisions ID --csv'))
    .action((id: string, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await listDecisions(house, viewer, id)
      if (isRefusal(answer)) return answer
      const header = ['id', 'on', 'outcome', 'decided by', 'what', 'dissent', 'in force']
      const rows = answer.decisions.map((one) => [one.id, one.on, one.outcome, one.decidedBy, one.what, one.dissent.map(({ who, why }) => `${who}: ${why}`).join('; '), one.replacedBy === null ? 'yes' : 'replaced'])
      return { json: answer, text: `${rows.length === 0 ? '' : layTable(header, rows)}${answer.summary}`, csv: writeCsv(header, rows) }
    }))
}

interface Decided { outcome: string; by: string; on: string; because?: string; dissent: string[]; about: string; replaces?: string; key?: string }

export function decideCommand(shop: Shop): Command {
  return new Command('decide').description('Write down a decision about a plan, with dissent').argument('<id>', 'id of the plan').argument('<what>', 'what was decided')
    .addOption(new Option('--outcome <outcome>', 'how it went').choices(['agreed', 'not agreed', 'deferred']).makeOptionMandatory()).requiredOption('--by <who>', 'the board or people who decided').requiredOption('--on <date>', 'the day', readDate)
    .option('--because <text>', 'why').option('--dissent <who: why...>', 'who was of another mind, and why', []).option('--about <field>', 'a field of the plan', '').option('--replaces <id>', 'id of a decision it takes the place of').option('--key <key>', 'the same key writes it once')
    .addHelpText('after', example('cadre plan decide ID "Go on with lever l1" --outcome agreed --by "People board" --on 2026-11-06 --dissent "Finance partner: the cost is not net of agency"'))
    .action((id: string, what: string, { by, dissent, key, ...rest }: Decided, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const read = PlanDecisionRequest.safeParse({ what, decidedBy: by, ...rest, dissent: dissent.map((text) => ({ who: text.split(':')[0], why: text.slice(text.indexOf(':') + 1) })) })
      if (!read.success) return refuse('decision-not-readable', 'usage', { doing: 'Reading the decision', found: read.error.issues.map(({ path, message }) => `${path.join('/')}: ${message}`).join('; '), need: 'What was decided, and dissent as “who: why”', next: 'Correct what is named' })
      const made = await recordDecision(house, viewer, id, read.data, onceOf(key, `plan decide ${id}`, read.data))
      return isRefusal(made) ? made : { json: made, text: `Decision ${made.id}, ${made.outcome} by ${made.decidedBy} on ${made.on}${made.dissent.length === 0 ? '' : `, with dissent of ${made.dissent.map(({ who }) => who).join(', ')}`}.` }
    }))
}

export function shareCommand(shop: Shop): Command {
  return new Command('share').description('Let whoever sees figures of the area read a plan until a day').argument('<id>', 'id of the plan').option('--until <date>', 'last day', readDate).option('--stop', 'share it no longer')
    .addHelpText('after', example('cadre plan share ID --until 2026-12-31', 'cadre plan share ID --stop'))
    .action((id: string, { until, stop = false }: { until?: string; stop?: boolean }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      if ((until === undefined) !== stop) return refuse('plan-share-not-readable', 'usage', { doing: 'Sharing a plan', found: stop ? 'both a last day and --stop' : 'no last day', need: 'Either --until with a day, or --stop', next: 'Give one of them' })
      const made = await sharePlan(house, viewer, id, until ?? null, new Date().toISOString())
      return isRefusal(made) ? made : { json: made, text: `${made.address}\n${made.says}` }
    }))
}
