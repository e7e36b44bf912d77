import { Command } from 'commander'
import { writeCsv } from '../api/csv.ts'
import { answerSnapshotMoved, withdraw } from '../api/history.ts'
import { saySnapshot } from '../api/holdings.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { sayMoved } from './history.ts'
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
  const withdrawing = new Command('withdraw').description('Go back: withdraw the live snapshot, or one file of it')
    .argument('<id>', 'id of a snapshot or of a file')
    .addHelpText('after', example('cadre snapshot withdraw 3f9c71ab20de'))
    .action((id: string, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const done = await withdraw(house, viewer, id, new Date().toISOString())
      return isRefusal(done) ? done : { json: done, text: done.summary }
    }))
  const show = new Command('show').description('Show what moved when a snapshot became live: files, rows, FTE and people, by staff group')
    .argument('<id>', 'id of a snapshot').option('--csv', 'as csv')
    .addHelpText('after', example('cadre snapshot show 3f9c71ab20de4455'))
    .action((id: string, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const moved = await answerSnapshotMoved(house, viewer, id)
      return isRefusal(moved) ? moved : sayMoved(moved)
    }))
  return new Command('snapshot').description('Look at one snapshot, or go back').addCommand(show).addCommand(withdrawing)
}
