import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { writeCsv } from '../api/csv.ts'
import { exportPerson, type HeldOfPerson, type WhoIsMeant } from '../api/access/person.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'

interface Options { readonly pseudonym?: string; readonly identifier?: string; readonly organisation?: string; readonly shared?: boolean; readonly out?: string }

/** `cadre person export`: what is held of one pseudonymous person, for a request to see it. */
export function personCommand(shop: Shop): Command {
  const exporting = new Command('export').description('Everything that is held of one person, table by table')
    .option('--identifier <number>', 'the number by which the employer knows the person; it is turned into a pseudonym here and kept nowhere')
    .option('--organisation <code>', 'organisation that sent the number')
    .option('--shared', 'the number is one for a person at every employer')
    .option('--pseudonym <text>', 'the pseudonym itself, instead of a number')
    .option('--out <dir>', 'write one csv a table, and what they are, into a new folder')
    .addHelpText('after', example('cadre person export --organisation X-1 --identifier 104233 --out request-17'))
    .action((options: Options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const who = readWho(options)
      if (isRefusal(who)) return who
      const held = await exportPerson(house, viewer, who)
      if (isRefusal(held)) return held
      if (options.out !== undefined) writeFolder(options.out, held)
      return { json: held, text: `${held.tables.map(({ table, rows }) => `${table}: ${rows.length} rows, ${String(rows[0]?.period_to)} to ${String(rows.at(-1)?.period_to)}`).join('\n')}\n${held.summary}` }
    }))
  return new Command('person').description('What is held of one person').addCommand(exporting)
}

function readWho({ pseudonym, identifier, organisation, shared }: Options): WhoIsMeant | Refusal {
  if (pseudonym !== undefined) return { pseudonym }
  if (identifier !== undefined && (organisation !== undefined || shared)) return { identifier, organisation: organisation ?? '', scope: shared ? 'shared' : 'local' }
  return refuse('person-not-named', 'usage', { doing: 'Looking for what is held of one person', found: 'neither a pseudonym nor a number with its organisation', need: '--identifier and --organisation, or --pseudonym', next: 'See `cadre person export --help`' })
}

function writeFolder(folder: string, { tables, pseudonym, snapshot, summary, files }: HeldOfPerson): void {
  mkdirSync(folder, { recursive: true })
  for (const { table, columns, rows } of tables) writeFileSync(join(folder, `${table}.csv`), writeCsv(columns, rows.map((row) => columns.map((column) => cellOf(row[column])))))
  writeFileSync(join(folder, 'about.json'), `${JSON.stringify({ pseudonym, snapshot, summary, files, tables: tables.map(({ table, rows }) => ({ table, rows: rows.length })) }, null, 2)}\n`)
}

function cellOf(cell: unknown): string | number | null {
  return cell === null || cell === undefined ? null : typeof cell === 'number' ? cell : String(cell)
}
