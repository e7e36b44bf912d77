import { Command } from 'commander'
import { writeCsv } from '../api/csv.ts'
import { answerHoldings } from '../api/holdings.ts'
import { acceptCommand, acceptedCommand, reopenCommand } from './accepted-findings.ts'
import { example, withHouse, type Shop } from './command.ts'
import { layTable } from './table.ts'

/** `cadre quality`: the findings of what is loaded, those that concern most FTE first. */
export function qualityCommand(shop: Shop): Command {
  return new Command('quality').description('List the findings in what is loaded, those that concern most FTE first')
    .option('--csv', 'as csv')
    .addCommand(acceptCommand(shop)).addCommand(acceptedCommand(shop)).addCommand(reopenCommand(shop))
    .addHelpText('after', example('cadre quality --csv > findings.csv'))
    .action((_options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const { files, summary } = await answerHoldings(house, viewer)
      const findings = files.flatMap(({ name, source, findings: own }) => own.map((finding) => ({ file: name, source, ...finding })))
        .sort((a, b) => Math.abs(b.fte ?? 0) - Math.abs(a.fte ?? 0) || b.count - a.count)
      const header = ['severity', 'rule', 'count', 'FTE', 'file', 'says', 'example']
      const rows = findings.map(({ severity, rule, count, fte, file, says, example: seen }) => [severity, rule, count, fte, file, says, seen ?? ''])
      return { json: { summary, findings }, text: findings.length === 0 ? `${summary}\nNo findings.` : `${summary}\n\n${layTable(header.slice(0, 6), rows.map((row) => row.slice(0, 6)))}`, csv: writeCsv(header, rows) }
    }))
}
