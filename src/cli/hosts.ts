import { Command } from 'commander'
import { writeCsv } from '../api/csv.ts'
import { answerHosts } from '../api/map/hosts.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { readDate } from './read-option.ts'
import { layTable } from './table.ts'

const header = ['code', 'name', 'employed', 'works elsewhere', 'here from others', 'by host']

/** `cadre hosts`: staff by employer and by host, and how the two agree. */
export function hostsCommand(shop: Shop): Command {
  return new Command('hosts').description('Count staff by employer and by host, and show how the two agree')
    .option('--area <area>', 'area or organisation, by code or name; the nation when left out')
    .option('--at <date>', 'month-end, as YYYY-MM-DD; the latest when left out', readDate)
    .option('--map <date>', 'map of areas as of this date', readDate)
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre hosts', 'cadre hosts --area "Greater Manchester" --csv > hosts.csv'))
    .action((options: { area?: string; at?: string; map?: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await answerHosts(house, viewer, options)
      if (isRefusal(answer)) return answer
      const lines = answer.rows.map((row) => [row.code, row.name, row.employed, row.elsewhere, row.here, row.byHost])
      const { total } = answer
      const text = `${answer.summary}\n\n${layTable(header, [...lines, ['', 'Total', total.employed, total.elsewhere, total.here, total.byHost]])}`
      return { json: answer, text, csv: writeCsv([...header, 'unit', 'as_of'], lines.map((line) => [...line, 'FTE', answer.asOf])) }
    }))
}
