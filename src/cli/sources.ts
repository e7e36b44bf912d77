import { Command } from 'commander'
import { writeCsv } from '../api/csv.ts'
import { importedReturns, requiredColumns } from '../dataset/return-layout.ts'
import { sources } from '../ingest/sources.ts'
import { example, run, type Shop } from './command.ts'
import { layTable } from './table.ts'

/** `cadre sources`: every published file that can be read. */
export function sourcesCommand(shop: Shop): Command {
  return new Command('sources').description('List the sources that can be read; a file is recognised by its content')
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre sources'))
    .action((_options, command: Command) => run(shop, command, async () => {
      const returns = importedReturns.map((layout) => ({ id: layout.id, title: layout.title, table: layout.table, licence: 'Held for planning by the organisation that sent it', columns: requiredColumns(layout) }))
      const listed = [...returns, ...sources.map(({ id, title, table, licence, columns }) => ({ id, title, table: table as string, licence, columns: [...columns] }))]
      return {
        json: { sources: listed }, text: layTable(['id', 'title', 'table'], listed.map(({ id, title, table }) => [id, title, table])),
        csv: writeCsv(['id', 'title', 'table', 'licence', 'columns'], listed.map(({ id, title, table, licence, columns }) => [id, title, table, licence, columns.join('; ')])),
      }
    }))
}
