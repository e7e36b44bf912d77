import { Command } from 'commander'
import { acceptFinding, answerAccepted, reopenFinding } from '../api/quality/accepted-findings.ts'
import { writeCsv } from '../api/csv.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { readDate, readWhole } from './read-option.ts'
import { layTable } from './table.ts'

/** `cadre quality accept RULE`: answer for a finding. It stays counted, and no row is let in by it. */
export function acceptCommand(shop: Shop): Command {
  return new Command('accept').description('Answer for a finding: it is shown apart, stays counted, and rows held back stay held back')
    .argument('<rule>', 'id of the rule')
    .option('--area <code>', 'organisation it is accepted for').option('--file <id>', 'file it is accepted for, instead')
    .requiredOption('--reason <text>', 'why')
    .option('--until <date>', 'last day it holds', readDate).option('--by <name>', 'who accepts')
    .addHelpText('after', example('cadre quality accept many-positions --area X-1 --reason "lead employer of trainees" --until 2026-03-31'))
    .action((rule: string, options: { area?: string; file?: string; reason: string; until?: string; by?: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const { area, file, reason, until, by } = options
      const given = { rule, because: reason, ...(area === undefined ? {} : { organisation: area }), ...(file === undefined ? {} : { file }), ...(until === undefined ? {} : { until }), ...(by === undefined ? {} : { by }) }
      const answer = await acceptFinding(house, viewer, given, new Date().toISOString())
      return isRefusal(answer) ? answer : { json: answer, text: `${answer.id}  ${answer.rule} in ${answer.organisation ?? answer.file}: ${answer.says}.` }
    }))
}

/** `cadre quality accepted`: who answers for what. */
export function acceptedCommand(shop: Shop): Command {
  return new Command('accepted').description('List the findings that were accepted: by whom, why, until when')
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre quality accepted'))
    .action((_options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await answerAccepted(house, viewer, new Date().toISOString().slice(0, 10))
      const header = ['number', 'state', 'rule', 'organisation', 'file', 'by', 'because', 'at', 'until']
      const rows = answer.accepted.map(({ id, state, rule, organisation, file, by, because, at, until }) => [id, state, rule, organisation ?? '', file ?? '', by, because, at, until ?? ''])
      return { json: answer, text: rows.length === 0 ? answer.summary : `${layTable(header, rows)}${answer.summary}`, csv: writeCsv(header, rows) }
    }))
}

/** `cadre quality reopen NUMBER`: take an acceptance back. */
export function reopenCommand(shop: Shop): Command {
  return new Command('reopen').description('Take an acceptance back').argument('<number>', 'number of the acceptance', readWhole(1, 2_000_000_000))
    .requiredOption('--reason <text>', 'why').option('--by <name>', 'who reopens it')
    .addHelpText('after', example('cadre quality reopen 3 --reason "the trainees moved in April"'))
    .action((id: number, { reason, by }: { reason: string; by?: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await reopenFinding(house, viewer, { id, because: reason, ...(by === undefined ? {} : { by }) }, new Date().toISOString())
      return isRefusal(answer) ? answer : { json: answer, text: `${answer.rule} in ${answer.organisation ?? answer.file} is open again.` }
    }))
}
