import { Command } from 'commander'
import { writeEntry } from '../api/write-down.ts'
import type { CopiedRecords } from '../store/records-copy.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, run, type Shop } from './command.ts'
import type { Outcome } from './outcome.ts'
import { layTable } from './table.ts'
import { whoAsks } from './who-asks.ts'

/** `cadre records`: where the records are kept. */
export function recordsCommand(shop: Shop): Command {
  return new Command('records').description('Where the records are kept: people, catalogue, mappings, history and audit').addCommand(copyCommand(shop))
}

function copyCommand(shop: Shop): Command {
  return new Command('copy').description('Copy the records of the data folder into an empty database of a PostgreSQL server (15 or later), compared table by table; the lake stays in the folder, which several servers may then share')
    .requiredOption('--to <address>', 'postgres://LOGIN@HOST:PORT/DATABASE; PGPASSWORD gives the password without showing it to others on this machine')
    .addHelpText('after', example('cadre records copy --to postgres://cadre@db.example.org/cadre', 'DATABASE_URL=postgres://cadre@db.example.org/cadre cadre serve'))
    .action((options: { to: string }, command: Command) => run(shop, command, async (form) => {
      const house = await shop.open(form.data)
      if (isRefusal(house)) return house
      try {
        const viewer = await whoAsks(house, command, new Date().toISOString())
        if (isRefusal(viewer)) return viewer
        // Order matters: the entry is part of the copy, so that the account in the database goes as far as the one in the folder.
        const unwritten = await writeEntry(house, viewer, { via: 'command line', under: 'records copy', what: 'records copy to a PostgreSQL server', outcome: 'begun' })
        if (unwritten !== null) return unwritten
        const copied = await house.copyRecordsTo(options.to)
        return isRefusal(copied) ? copied : sayCopied(copied)
      } finally { await house.close() }
    }))
}

function sayCopied(copied: CopiedRecords): Outcome {
  const rows = copied.tables.map(({ name, rows: count, sha256 }) => [name, count, sha256.slice(0, 12)])
  const total = copied.tables.reduce((sum, table) => sum + table.rows, 0)
  return {
    json: copied,
    text: `${layTable(['table', 'rows', 'SHA-256'], rows)}${copied.tables.length} tables, ${total} rows: the same in the database as in the folder.\n`
      + 'Set DATABASE_URL to that address before the folder is used again: from the first start with it on, the folder opens with that database only.',
  }
}
