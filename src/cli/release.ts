import { Command } from 'commander'
import type { GivenFile } from '../api/published/published-files.ts'
import { askRelease, collectFile, decideRelease, listReleases, withdrawRelease } from '../api/releases.ts'
import { ReleaseRequest, type Release } from '../contract/release.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import type { Outcome } from './outcome.ts'
import { readTable, whichTable, writeGiven, type TableOptions } from './published-table.ts'
import { layTable } from './table.ts'

/** `cadre release`: what leaves the organisation, asked for by one person and approved by another. Each acts with a token. */
export function releaseCommand(shop: Shop): Command {
  return new Command('release').description('What leaves the organisation: asked for by one person, approved by another')
    .addCommand(listCommand(shop)).addCommand(askCommand(shop)).addCommand(approveCommand(shop)).addCommand(refuseCommand(shop)).addCommand(withdrawCommand(shop)).addCommand(collectCommand(shop))
}

const clock = (): string => new Date().toISOString()

function listCommand(shop: Shop): Command {
  return new Command('list').description('What was asked for, as far as you asked for it or may decide about it').addHelpText('after', example('cadre release list'))
    .action((_: object, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const list = await listReleases(house, viewer, clock())
      return { json: list, text: `${list.summary}\n\n${layTable(['number', 'what', 'asked by', 'how it stands'], list.releases.map(({ id, title, askedBy, says }) => [String(id), title, askedBy, says]))}`, notes: [list.how] }
    }))
}

interface AskOptions extends TableOptions { readonly records?: boolean; readonly columns?: string; readonly because: string; readonly recipient: string }

function askCommand(shop: Shop): Command {
  return whichTable(new Command('ask')).description('Ask for a table, or for rows of staff records, to leave')
    .option('--records', 'rows of staff records of the area on the day, instead of a table').option('--columns <list>', 'columns of the records, joined by commas; all that are not personal when left out')
    .requiredOption('--because <text>', 'why it is to leave').requiredOption('--recipient <name>', 'to whom')
    .addHelpText('after', example('cadre --token-file mine release ask --by ics,staff_group --at 2025-09-30 --because "Yearly report" --recipient "The public"', 'cadre --token-file mine release ask --records --area RXX --at 2025-09-30 --because "Agreed study" --recipient "University of Northmere"'))
    .action((options: AskOptions, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const request = readAsked(options)
      return isRefusal(request) ? request : say(await askRelease(house, viewer, request, clock()))
    }))
}

function readAsked(options: AskOptions): ReleaseRequest | Refusal {
  const table = options.records ? null : readTable(options)
  if (isRefusal(table)) return table
  const { area, at, columns, because, recipient } = options
  const what = table === null ? { kind: 'records', records: { area, at, ...(columns === undefined ? {} : { columns: columns.split(',').map((name) => name.trim()) }) } } : { kind: 'table', table }
  const read = ReleaseRequest.safeParse({ what, because, recipient })
  return read.success ? read.data : refuse('release-not-understood', 'usage', {
    doing: 'Reading what is to leave', found: read.error.issues.map(({ path, message }) => `${path.at(-1)?.toString() ?? ''}: ${message}`).join('; '), need: 'For records --area and --at; always --because and --recipient', next: 'See `cadre release ask --help`',
  })
}

function approveCommand(shop: Shop): Command {
  return new Command('approve').description('Approve what another person asked for').argument('<number>', 'number of the request').addHelpText('after', example('cadre --token-file mine release approve 12'))
    .action((number: string, _: object, command: Command) => withHouse(shop, command, async ({ house, viewer }) => say(await decideRelease(house, viewer, numberOf(number), { kind: 'approved' }, clock()))))
}

function refuseCommand(shop: Shop): Command {
  return new Command('refuse').description('Refuse what another person asked for').argument('<number>', 'number of the request').requiredOption('--because <text>', 'why; both people see it')
    .addHelpText('after', example('cadre --token-file mine release refuse 12 --because "The figures are of the wrong month"'))
    .action((number: string, { because }: { because: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => say(await decideRelease(house, viewer, numberOf(number), { kind: 'refused', because }, clock()))))
}

function withdrawCommand(shop: Shop): Command {
  return new Command('withdraw').description('Take back what you asked for, or an approval').argument('<number>', 'number of the request').requiredOption('--because <text>', 'why; both people see it')
    .addHelpText('after', example('cadre --token-file mine release withdraw 12 --because "No longer needed"'))
    .action((number: string, { because }: { because: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => say(await withdrawRelease(house, viewer, numberOf(number), because, clock()))))
}

function collectCommand(shop: Shop): Command {
  return new Command('collect').description('Write what was approved into a folder, byte for byte').argument('<number>', 'number of the request').requiredOption('--out <dir>', 'a new folder')
    .addHelpText('after', example('cadre --token-file mine release collect 12 --out people-by-system'))
    .action((number: string, { out }: { out: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const unfit = writeGiven(out, [])
      if (unfit) return unfit
      const found = (await listReleases(house, viewer, clock())).releases.find(({ id }) => id === numberOf(number))
      const files: GivenFile[] = []
      for (const { name } of found?.files ?? [{ name: '' }]) {
        const file = await collectFile(house, viewer, numberOf(number), name, clock())
        if (isRefusal(file)) return file
        files.push(file)
      }
      return writeGiven(out, files) ?? { json: { folder: out, hash: found?.hash, files: files.map(({ name }) => name) }, text: `${files.length} files in ${out}. Their digest is ${found?.hash ?? ''}, as it was approved.` }
    }))
}

/** A word that is no number is the number of nothing. */
function numberOf(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

function say(release: Release | Refusal): Outcome | Refusal {
  return isRefusal(release) ? release : { json: release, text: `${release.id}  ${release.title}\n${release.summary}\n${release.says}\nDigest of its ${release.files.length} files: ${release.hash}` }
}
