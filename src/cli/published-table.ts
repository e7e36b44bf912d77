import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { hashFiles, sayTable, tableFiles, type GivenFile } from '../api/published/published-files.ts'
import { tidyCsv } from '../api/published/published-layout.ts'
import { makeTable } from '../api/published/published-table.ts'
import { TableRequest, type PublishedTable } from '../contract/published-table.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { readDate } from './read-option.ts'
import { layTable } from './table.ts'

export interface TableOptions { readonly measure: 'headcount'; readonly by: string; readonly at?: string; readonly area?: string }

/** `cadre table`: tables of people with their small figures hidden safely, and the proof of it. */
export function tableCommand(shop: Shop): Command {
  return new Command('table').description('Tables of people that may be published, with their certificate').addCommand(showCommand(shop)).addCommand(publishCommand(shop))
}

/** Options that say which table is meant. */
export function whichTable(command: Command): Command {
  return command.option('--measure <id>', 'what to count; only people', 'headcount').option('--by <list>', 'a level of area and a category, joined by a comma', 'ics,staff_group')
    .option('--at <date>', 'month-end, as YYYY-MM-DD; the latest when left out', readDate).option('--area <code>', 'the area the table is of; all of the data when left out')
}

/** Read those options. Errors: refuses `measure-not-publishable`. */
export function readTable({ measure, by, at, area }: TableOptions): TableRequest | Refusal {
  if (measure !== 'headcount') return refuse('measure-not-publishable', 'usage', { doing: 'Making a table to publish', found: `the measure ${String(measure)}`, need: 'headcount: what is hidden is proven for counts of people', next: 'Leave --measure out' })
  return TableRequest.parse({ measure, by, ...(at === undefined ? {} : { at }), ...(area === undefined ? {} : { area }) })
}

function showCommand(shop: Shop): Command {
  return whichTable(new Command('show')).description('Look at a table as it may be published').option('--csv', 'as csv')
    .addHelpText('after', example('cadre table show --by ics,staff_group', 'cadre table show --by region,band --at 2025-09-30 --csv'))
    .action((options: TableOptions, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const request = readTable(options)
      if (isRefusal(request)) return request
      const table = await makeTable(house, viewer, request, new Date().toISOString().slice(0, 10))
      return isRefusal(table) ? table : { json: table, text: say(table), csv: tidyCsv(table), notes: table.notes }
    }))
}

function publishCommand(shop: Shop): Command {
  return whichTable(new Command('publish')).description('Write a table in every form into a folder: csv, xlsx, ods, pdf, html, JSON and its certificate')
    .requiredOption('--out <dir>', 'a new folder')
    .addHelpText('after', `${example('cadre table publish --by ics,staff_group --at 2025-09-30 --out people-by-system')}\nFrom real data a second person has to approve it first: see cadre release.\n`)
    .action((options: TableOptions & { out: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const request = readTable(options)
      if (isRefusal(request)) return request
      if (house.mode === 'real') return refuseAlone()
      const now = new Date().toISOString()
      const table = await makeTable(house, viewer, request, now.slice(0, 10))
      if (isRefusal(table)) return table
      const files = await tableFiles(table, { made: now, says: 'a demonstration; nobody approved it' })
      return writeGiven(options.out, files) ?? { json: { folder: options.out, files: files.map(({ name }) => name), hash: hashFiles(files), certificate: table.certificate }, text: `${table.title}. ${table.summary}\n${files.length} files in ${options.out}; their digest is ${hashFiles(files)}.` }
    }))
}

/** Write files into a new or empty folder. Errors: refuses `folder-not-empty`. */
export function writeGiven(folder: string, files: readonly GivenFile[]): Refusal | null {
  mkdirSync(folder, { recursive: true })
  if (readdirSync(folder).length > 0) return refuse('folder-not-empty', 'usage', { doing: `Writing to ${folder}`, found: 'other files', need: 'A new or empty folder', next: 'Name another with --out' })
  for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes)
  return null
}

function say(table: PublishedTable): string {
  const { header, rows } = sayTable(table)
  const { certificate } = table
  const ranges = certificate.ranges.map(({ least, most, figures }) => `${figures} may be anything from ${least} to ${most}`).join(', ')
  return `${table.title}. ${table.summary}\n\n${layTable(header, rows)}\nCertificate: rule ${certificate.policy.id} of ${certificate.policy.from}; ${ranges === '' ? 'no figure is small' : `small figures: ${ranges}`}; ${certificate.proofs} proofs, checked without the solver; sha256 ${certificate.sha256}.`
}

function refuseAlone(): Refusal {
  return refuse('approval-needed', 'conflict', {
    doing: 'Publishing a table', found: 'real data, and one person', need: 'The approval of another person', next: 'Ask for it with cadre release ask, and write what was approved with cadre release collect',
  })
}
