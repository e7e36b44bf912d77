import { Command } from 'commander'
import { listAssumptions, writeAssumptionsCsv } from '../api/assumptions.ts'
import { example, run, type Shop } from './command.ts'
import { layTable } from './table.ts'

/** `cadre assumptions`: the library of published numbers that plans take their assumptions from. */
export function assumptionsCommand(shop: Shop): Command {
  return new Command('assumptions').description('The assumption library: published numbers with source, range, grade, owner and review date').argument('[words]', 'only entries that hold these words')
    .option('--group <name>', 'only this group').option('--csv', 'as csv')
    .addHelpText('after', example('cadre assumptions', 'cadre assumptions nurse --csv', 'cadre plan edit ID --from 3 --set \'assumptions/leavers={"value": 8.1, "unit": "%", "source": "Assumption library", "owner": "Workforce team", "from": {"id": "nhs-leaver-rate-2023", "edition": 1}}\''))
    .action((find: string | undefined, { group }: { group?: string }, command: Command) => run(shop, command, async () => {
      const answer = await listAssumptions({ ...(group === undefined ? {} : { group }), ...(find === undefined ? {} : { find }) }, new Date().toISOString().slice(0, 10))
      const rows = answer.entries.map(({ id, value, unit, range, grade, source, review, flags }) => [id, value, unit, range === null ? '' : `${range.low} to ${range.high}`, grade, `${source.publisher}, ${source.date}`, `${review}${flags.length > 0 ? ' (past)' : ''}`])
      return { json: answer, text: `${layTable(['id', 'value', 'unit', 'range', 'grade', 'source', 'review by'], rows, 3)}${answer.summary}`, csv: writeAssumptionsCsv(answer).text }
    }))
}
