import { Command } from 'commander'
import { writeCsv } from '../api/csv.ts'
import { answerHistory, answerMoved } from '../api/history.ts'
import type { Moved } from '../contract/history.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import type { Outcome } from './outcome.ts'
import { readWhole } from './read-option.ts'
import { layTable } from './table.ts'

/** `cadre history`: every change to the dataset; with a number, what that change moved. */
export function historyCommand(shop: Shop): Command {
  return new Command('history').description('List every change: publications, withdrawals, mappings confirmed, findings accepted; newest first')
    .argument('[number]', 'number of a change: show what it moved, by staff group', readWhole(1, 2_000_000_000))
    .option('--area <code>', 'only changes that concern this organisation, or any organisation of this area')
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre history --area X-1', 'cadre history 12'))
    .action((number: number | undefined, options: { area?: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      if (number !== undefined) {
        const moved = await answerMoved(house, viewer, number)
        return isRefusal(moved) ? moved : sayMoved(moved)
      }
      const answer = await answerHistory(house, viewer, options.area ?? null)
      const header = ['number', 'when', 'by', 'what', 'organisations', 'says', 'from', 'to']
      const rows = answer.changes.map(({ number: at, at: when, by, kind, organisations, says, from, to }) => [at, when, by, kind, organisations.join(' '), says, from ?? '', to ?? ''])
      return { json: answer, text: rows.length === 0 ? answer.summary : `${layTable(header, rows)}${answer.summary}`, csv: writeCsv(header, rows) }
    }))
}

/** Say what moved as a table: one line for each file, and under it one for each staff group that moved. */
export function sayMoved(moved: Moved): Outcome {
  const header = ['what', 'source', 'table', 'period', 'staff group', 'rows before', 'rows after', 'FTE before', 'FTE after', 'people before', 'people after']
  const rows = moved.files.flatMap(({ what, source, table, periodFrom, periodTo, before, after, groups }) => [{ staffGroup: 'all', before, after }, ...groups].map((group) => [
    what, source, table, periodFrom === periodTo ? periodTo : `${periodFrom} to ${periodTo}`, group.staffGroup ?? '', group.before.rows, group.after.rows, group.before.fte, group.after.fte, group.before.headcount, group.after.headcount,
  ]))
  return { json: moved, text: rows.length === 0 ? moved.summary : `${layTable(header, rows)}${moved.summary}`, csv: writeCsv(header, rows) }
}
