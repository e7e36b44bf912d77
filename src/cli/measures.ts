import { Command } from 'commander'
import { listFigures } from '../api/query/any-figure.ts'
import { writeCsv } from '../api/csv.ts'
import { example, withHouse, type Shop } from './command.ts'
import { layTable } from './table.ts'

/** `cadre measures`: what may be asked for, and whether what is loaded can answer it. */
export function measuresCommand(shop: Shop): Command {
  return new Command('measures').description('List what may be asked for, and whether what is loaded can answer it')
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre measures', 'cadre measures --json'))
    .action((_options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const measures = await listFigures(house, viewer)
      const short = measures.map(({ id, name, unit, available, periods, why }) => [id, name, unit, available ? 'yes' : 'no', periods ? `${periods.from} to ${periods.to}` : why ?? ''])
      const full = measures.map(({ id, name, definition, formula, numerator, denominator, unit, source, limits, aggregates, needs, dimensions, available, why, periods }) => [id, name, definition, formula, numerator, denominator, unit, source, limits.join(' '), aggregates, needs.join('; '), dimensions.join(' '), available, why, periods?.from ?? null, periods?.to ?? null])
      return {
        json: { measures }, text: layTable(['id', 'name', 'unit', 'available', 'held for, or why not'], short),
        csv: writeCsv(['id', 'name', 'definition', 'formula', 'numerator', 'denominator', 'unit', 'source', 'limits', 'aggregates', 'needs', 'dimensions', 'available', 'why', 'from', 'to'], full),
      }
    }))
}
