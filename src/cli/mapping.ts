import { Command, Option } from 'commander'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { writeCsv } from '../api/csv.ts'
import { proposeMappingFor } from '../api/import/mapping-proposal.ts'
import { answerMapping, answerMappings, confirmMapping } from '../api/mappings.ts'
import { sayCount } from '../api/say.ts'
import type { MappingProposal } from '../contract/mapping.ts'
import { importedReturns, type ReturnTable } from '../dataset/return-layout.ts'
import { readMapping } from '../ingest/mapping.ts'
import { isRefusal, refuse } from '../units/refusal.ts'
import { example, run, withHouse, type Shop } from './command.ts'
import { readMappingFile } from './mapping-file.ts'
import type { Outcome } from './outcome.ts'
import { readWhole } from './read-option.ts'
import { layTable } from './table.ts'

/** `cadre mapping …`: from anyone's own column names to ours, proposed by us, confirmed by a person, remembered for each organisation. */
export function mappingCommand(shop: Shop): Command {
  const command = new Command('mapping').description('From anyone’s own column names to ours: propose, confirm, and see what is remembered')
  for (const make of [proposeCommand, confirmCommand, listCommand, showCommand]) command.addCommand(make(shop))
  return command
}

function proposeCommand(shop: Shop): Command {
  return new Command('propose').description('Propose a mapping for a file with its own column names; a person confirms it')
    .argument('<file>', 'csv or .xlsx with a header and rows')
    .addOption(new Option('--table <table>', 'table it is for; the nearest when left out').choices(importedReturns.map(({ table }) => table)))
    .option('--organisation <code>', 'organisation that sends it: start from the mapping it confirmed')
    .addHelpText('after', example('cadre mapping propose extract.csv > mapping.yaml', 'cadre mapping propose agency.xlsx --table temporary', 'cadre mapping propose october.csv --organisation X-1 > mapping.yaml'))
    .action((path: string, options: { table?: ReturnTable; organisation?: string }, command: Command) => {
      const propose = async (kept: Parameters<typeof proposeMappingFor>[0]) => {
        const bytes = await readFile(path).catch(() => null)
        if (bytes === null) return refuse('path-not-found', 'input', { doing: 'Proposing a mapping', found: `nothing at ${path} that can be read`, need: 'A file that exists', next: 'Check the path' })
        const proposal = await proposeMappingFor(kept, { name: basename(path), bytes }, { table: options.table ?? null, organisation: options.organisation ?? null })
        return isRefusal(proposal) ? proposal : sayProposal(proposal)
      }
      return options.organisation === undefined ? run(shop, command, () => propose([])) : withHouse(shop, command, async ({ house, viewer }) => propose(await house.mappings.list(viewer)))
    })
}

function sayProposal(proposal: MappingProposal): Outcome {
  const { gone, come } = proposal.differs
  const open = proposal.mapping.undecided.length
  return {
    json: proposal, text: proposal.yaml,
    notes: [
      proposal.summary,
      ...(gone.length > 0 ? [`Gone since: ${gone.join(', ')}`] : []), ...(come.length > 0 ? [`New since: ${come.join(', ')}`] : []),
      ...(open === 0 ? [] : [`${sayCount(open, 'column')} ${open === 1 ? 'is' : 'are'} undecided: move each to columns or to ignore before importing.`]),
      'Check every line: a mapping is a proposal until a person has read it.',
    ],
  }
}

function confirmCommand(shop: Shop): Command {
  return new Command('confirm').description('Keep a mapping you have read: later files of the organisation are read with it')
    .argument('<file>', 'mapping in YAML or JSON')
    .requiredOption('--organisation <code...>', 'organisation that sends files of this shape; several when they share one system')
    .option('--by <name>', 'who confirms')
    .addHelpText('after', example('cadre mapping confirm mapping.yaml --organisation X-1', 'cadre mapping confirm payroll.yaml --organisation X-1 X-2 --by "J. Bell"'))
    .action((path: string, options: { organisation: string[]; by?: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const file = await readMappingFile(path)
      if (isRefusal(file)) return file
      const mapping = readMapping(file.value, basename(path))
      if (isRefusal(mapping)) return mapping
      const { columns, values, constants, ignore, undecided, ...rest } = mapping
      const words = Object.fromEntries(Object.entries(values).map(([column, theirs]) => [column, { ...theirs }]))
      const parts = { ...rest, columns: { ...columns }, values: words, constants: { ...constants }, ignore: [...ignore], undecided: [...undecided] }
      const answer = await confirmMapping(house, viewer, { organisations: options.organisation, mapping: parts, ...(options.by === undefined ? {} : { by: options.by }) }, new Date().toISOString())
      if (isRefusal(answer)) return answer
      return { json: answer, text: `${answer.mappings.map(({ organisation, table, version, changed }) => `${changed ? 'Confirmed' : 'Unchanged'}  ${organisation} ${table}, version ${version}\n`).join('')}${answer.summary}` }
    }))
}

function listCommand(shop: Shop): Command {
  return new Command('list').description('List the mappings that were confirmed, every version of every organisation')
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre mapping list'))
    .action((_options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await answerMappings(house, viewer)
      const header = ['organisation', 'table', 'version', 'state', 'confirmed', 'by', 'columns', 'left out', 'hash']
      const rows = answer.mappings.map(({ organisation, table, version, latest, confirmedAt, confirmedBy, columns, ignored, hash }) => [organisation, table, version, latest ? 'in use' : '', confirmedAt, confirmedBy, columns, ignored, hash])
      return { json: answer, text: answer.mappings.length === 0 ? answer.summary : `${layTable(header.slice(0, 8), rows.map((row) => row.slice(0, 8)))}${answer.summary}`, csv: writeCsv(header, rows) }
    }))
}

function showCommand(shop: Shop): Command {
  return new Command('show').description('Show a confirmed mapping as a file')
    .argument('<organisation>', 'code of the organisation').argument('<table>', 'table, such as staff')
    .argument('[version]', 'version; the latest when left out', readWhole(1, 1_000_000))
    .addHelpText('after', example('cadre mapping show X-1 staff', 'cadre mapping show X-1 staff 2'))
    .action((organisation: string, table: string, version: number | undefined, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await answerMapping(house, viewer, { organisation, table, version: version ?? null })
      if (isRefusal(answer)) return answer
      const { confirmed } = answer
      return { json: answer, text: answer.yaml, notes: [`Version ${confirmed.version}${confirmed.latest ? ', in use' : ''}, confirmed by ${confirmed.confirmedBy} at ${confirmed.confirmedAt}.`] }
    }))
}
