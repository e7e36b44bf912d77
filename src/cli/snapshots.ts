import { Command } from 'commander'
import { writeCsv } from '../api/csv.ts'
import { answerSnapshotMoved, withdraw } from '../api/history.ts'
import { answerHoldings, saySnapshot } from '../api/holdings.ts'
import type { Holdings } from '../contract/holdings.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { sayMoved } from './history.ts'
import type { Outcome } from './outcome.ts'
import { layTable } from './table.ts'

/** `cadre snapshots`: every state the dataset has been in. */
export function snapshotsCommand(shop: Shop): Command {
  return new Command('snapshots').description('List the snapshots: every state the dataset has been in, newest first')
    .option('--files', 'the files of the live one instead: what became of their rows, and what was found in them')
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre snapshots', 'cadre snapshots --files --csv > files.csv'))
    .action(({ files: isFiles }: { files?: true }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      if (isFiles) return sayFiles(await answerHoldings(house, viewer))
      const snapshots = (await house.catalogue.snapshots(viewer)).map(saySnapshot)
      const header = ['id', 'published', 'state', 'files', 'rows', 'FTE, all dates', 'what moved']
      const rows = snapshots.map(({ id, publishedAt, live, files, rows: count, fte, moved }) => [id, publishedAt, live ? 'live' : '', files, count, fte, moved])
      return { json: { snapshots }, text: snapshots.length === 0 ? 'Nothing has been published yet: import files, or make the demonstration data with `cadre demo`.' : layTable(header, rows), csv: writeCsv(header, rows) }
    }))
}

function sayFiles(held: Holdings): Outcome {
  const header = ['file', 'kind', 'from', 'to', 'rows read', 'loaded', 'quarantined', 'duplicate', 'FTE', 'people', 'findings']
  const rows = held.files.map(({ name, title, periodFrom, periodTo, rows: { read, loaded, quarantined, duplicate }, sums, findings }) => [name, title, periodFrom, periodTo, read, loaded, quarantined, duplicate, sums.fte, sums.headcount, findings.reduce((sum, { count }) => sum + count, 0)])
  return { json: held, text: rows.length === 0 ? held.summary : `${layTable(header, rows)}${held.summary}`, csv: writeCsv(header, rows) }
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
