import { Command } from 'commander'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { answerCodes, importCodes } from '../api/codes.ts'
import { writeCsv } from '../api/csv.ts'
import { sayCount } from '../api/say.ts'
import type { CodesAnswer, CodesImported } from '../contract/codes.ts'
import { sayDate } from '../units/calendar-date.ts'
import { isRefusal, refuse } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import type { Outcome } from './outcome.ts'
import { readDate } from './read-option.ts'
import { layTable } from './table.ts'

/** `cadre codes`: the code lists that returns are judged by; `cadre codes import FILE`: a new edition. */
export function codesCommand(shop: Shop): Command {
  const load = new Command('import').description('Load a new edition of code lists; months are judged by the edition in force then')
    .argument('<file>', 'csv or .xlsx with the columns list, code, name, parent, valid_from, valid_to')
    .option('--from <date>', 'first day the edition judges, as YYYY-MM-DD; the earliest valid_from of each list when left out', readDate)
    .addHelpText('after', example('cadre codes import job-roles-2026.csv', 'cadre codes import lists.xlsx --from 2026-04-01'))
    .action((path: string, options: { from?: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const bytes = await readFile(path).catch(() => null)
      if (bytes === null) return refuse('codes-not-found', 'input', { doing: 'Loading code lists', found: `no file at ${path} that can be read`, need: 'A csv or .xlsx file', next: 'Check the path; nothing was changed' })
      const done = await importCodes(house, viewer, { name: basename(path), bytes }, options.from ?? null, new Date().toISOString())
      return isRefusal(done) ? done : { json: done, text: sayImported(done) }
    }))
  return new Command('codes').description('Show the code lists that returns are judged by, each code with the days it holds')
    .option('--list <list>', 'show the codes of one list')
    .option('--at <date>', 'codes in force on this day, by the edition in force then', readDate)
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre codes', 'cadre codes --list band --at 2025-09-30', 'cadre codes --list job_role --csv > job-roles.csv', 'cadre codes import job-roles-2026.csv'))
    .action((options: { list?: string; at?: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await answerCodes(house, viewer, options.list ?? null, options.at ?? null)
      return isRefusal(answer) ? answer : sayCodes(answer, options.list !== undefined)
    }))
    .addCommand(load)
}

function sayCodes(answer: CodesAnswer, one: boolean): Outcome {
  const header = ['list', 'code', 'name', 'parent', 'valid_from', 'valid_to']
  const rows = answer.codes.map((code) => [code.list, code.code, code.name, code.parent ?? '', code.valid_from ?? '', code.valid_to ?? ''])
  const lists = layTable(['list', 'edition', 'codes', 'closed'], answer.lists.map(({ list, edition, count, closed }) => [list, edition ?? 'comes with Cadre', count, closed]))
  const sources = [...new Set(answer.codes.map(({ source }) => source))].join('; ')
  return { json: answer, text: one ? layTable(header.slice(1), rows.map((row) => row.slice(1))) : lists, csv: writeCsv(header, rows), notes: one ? [`Source: ${sources}.`] : [] }
}

function sayImported({ file, lists, changed, snapshot }: CodesImported): string {
  const lines = lists.map(({ list, edition, codes, closed, outcome }) => `${outcome === 'loaded' ? 'Loaded' : 'Unchanged'}  ${list}: ${sayCount(codes, 'code')}, ${closed} with a last day; judges from ${sayDate(edition)}\n`)
  return `${file}\n${lines.join('')}${changed ? `Snapshot ${snapshot} is live.` : 'Nothing changed.'}`
}
