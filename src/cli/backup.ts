import { resolve } from 'node:path'
import { Command } from 'commander'
import { askForBackup } from '../api/control-socket.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { example, run, withHouse, type Shop } from './command.ts'
import { layTable } from './table.ts'
import type { Backup } from '../store/backup-account.ts'
import type { Outcome } from './outcome.ts'

/** `cadre backup`: everything in the data folder, copied as it is at one moment. */
export function backupCommand(shop: Shop): Command {
  return new Command('backup').description('Copy everything in the data folder to a new folder, as it is at one moment; a server that runs on the folder makes it and goes on answering')
    .argument('<folder>', 'new or empty folder for the backup; it will hold the keys and everybody’s records: guard it as you guard the data')
    .addHelpText('after', example('cadre backup /backups/2026-11-22'))
    .action(async (to: string, _options: object, command: Command) => {
      const say = (progress: string): void => shop.streams.err(`${progress}\n`)
      const form = command.optsWithGlobals<{ data: string; tokenFile?: string }>()
      // A token never makes a backup: with one, the command is refused as it is without a server.
      const asksServer = form.tokenFile === undefined && !process.env['CADRE_TOKEN']
      const served = asksServer ? await askForBackup(form.data, resolve(to), say) : null
      if (served !== null) return run(shop, command, async () => sayMade(served, to))
      return withHouse(shop, command, async ({ house }) => sayMade(await house.backUp(to, new Date().toISOString(), say), to))
    })
}

function sayMade(backup: Backup | Refusal, to: string): Outcome | Refusal {
  return isRefusal(backup) ? backup : sayBackup(backup, `The backup stands in ${to}.`)
}

/** `cadre restore`: a data folder from a backup. */
export function restoreCommand(shop: Shop): Command {
  return new Command('restore').description('Make the data folder named by --data from a backup, checking every file and counting every table')
    .argument('<backup>', 'folder given to `cadre backup`')
    .addHelpText('after', example('cadre --data restored restore /backups/2026-11-22'))
    .action((from: string, _options: object, command: Command) => run(shop, command, async (form) => {
      if (form.data.trim() === '') return refuse('no-data-folder', 'usage', { doing: 'Restoring a backup', found: 'no name for the data folder', need: 'A new or empty folder', next: 'Name one with --data' })
      const { restoreBackup } = await import('../store/backup.ts')
      const backup = await restoreBackup(from, form.data, () => new Date().toISOString())
      return isRefusal(backup) ? backup : sayBackup(backup, `Restored into ${form.data}: every file has the hash it had, and every table the rows it had.`)
    }))
}

function sayBackup(backup: Backup, summary: string): Outcome {
  const bytes = backup.files.reduce((sum, file) => sum + file.bytes, 0)
  const rows = backup.records.tables.map(({ name, rows: count, sha256 }) => [name, count, sha256.slice(0, 12)])
  const text = `${layTable(['table', 'rows', 'SHA-256'], rows)}${backup.files.length} files, ${bytes} bytes, made ${backup.madeAt}.\n${summary}`
  return { json: { madeAt: backup.madeAt, tables: backup.records.tables, migrations: backup.records.migrations, files: backup.files.length, bytes }, text }
}
