import { Command } from 'commander'
import { writeCsv } from '../api/csv.ts'
import { saySnapshot } from '../api/holdings.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { layTable } from './table.ts'

/** `cadre snapshots`: every state the dataset has been in. */
export function snapshotsCommand(shop: Shop): Command {
  return new Command('snapshots').description('List the snapshots: every state the dataset has been in, newest first')
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre snapshots'))
    .action((_options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const snapshots = (await house.catalogue.snapshots(viewer)).map(saySnapshot)
      const header = ['id', 'published', 'state', 'files', 'rows', 'FTE, all dates', 'what moved']
      const rows = snapshots.map(({ id, publishedAt, live, files, rows: count, fte, moved }) => [id, publishedAt, live ? 'live' : '', files, count, fte, moved])
      return { json: { snapshots }, text: snapshots.length === 0 ? 'Nothing has been published yet: import files, or make the demonstration data with `cadre demo`.' : layTable(header, rows), csv: writeCsv(header, rows) }
    }))
}

/** `cadre snapshot withdraw ID`: publish the dataset without one snapshot's or file's contribution. */
export function snapshotCommand(shop: Shop): Command {
  const withdraw = new Command('withdraw').description('Go back: withdraw the live snapshot, or one file of it')
    .argument('<id>', 'id of a snapshot or of a file')
    .addHelpText('after', example('cadre snapshot withdraw 3f9c71ab20de'))
    .action((id: string, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const done = await house.catalogue.withdraw(viewer, id)
      if (isRefusal(done)) return done
      return { json: done, text: done.snapshot === null ? 'Withdrawn: nothing is loaded now.' : `Withdrawn: the live snapshot is now ${done.snapshot}.` }
    }))
  return new Command('snapshot').description('Change which snapshot is live').addCommand(withdraw)
}
