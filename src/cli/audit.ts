import { Command } from 'commander'
import { writeCsv } from '../api/csv.ts'
import { answerAudit, checkAudit } from '../api/access/audit.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { AuditRequest } from '../contract/audit.ts'
import { readDate, readWhole } from './read-option.ts'
import { layTable } from './table.ts'

/** `cadre audit`: who did and read what, and whether anybody changed that account. */
export function auditCommand(shop: Shop): Command {
  return new Command('audit').description('Who did and read what, and whether that account is as it was written')
    .addCommand(verifyCommand(shop)).addCommand(listCommand(shop))
}

function verifyCommand(shop: Shop): Command {
  return new Command('verify').description('Check the whole account, entry by entry, against its head; exit code 4 when it was edited, shortened, reordered or written again')
    .option('--noted <number:hash...>', 'heads noted elsewhere, as this command prints them')
    .addHelpText('after', example('cadre audit verify', 'cadre audit verify --noted 120:3f9a…'))
    .action((options: { noted?: string[] }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const checked = await checkAudit(house, viewer, options.noted ?? [])
      if (isRefusal(checked)) return checked
      return { json: checked, text: checked.summary, ...(checked.fault === null ? {} : { exit: 4 as const }) }
    }))
}

function listCommand(shop: Shop): Command {
  return new Command('list').description('The latest entries, newest first')
    .option('--many <n>', 'how many', readWhole(1, 10_000), 50)
    .option('--contains <text>', 'only entries in which this stands').option('--from <date>', 'only this day and later', readDate).option('--to <date>', 'only this day and before', readDate)
    .option('--below <number>', 'only entries with a lower number', readWhole(1, Number.MAX_SAFE_INTEGER))
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre audit list --many 200 --csv'))
    .action((options: { many: number; below?: number; contains?: string; from?: string; to?: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await answerAudit(house, viewer, AuditRequest.parse({ many: options.many, below: options.below, contains: options.contains, from: options.from, to: options.to }))
      const header = ['number', 'when', 'who', 'via', 'under', 'what', 'outcome', 'hash']
      const rows = answer.entries.map(({ number, at, name, via, under, what, outcome, hash }) => [number, at, name, via, under, what, outcome, hash])
      return { json: answer, text: rows.length === 0 ? answer.summary : `${layTable(header, rows.map((row) => [...row.slice(0, 7), String(row[7]).slice(0, 12)]))}${answer.summary}`, csv: writeCsv(header, rows) }
    }))
}
