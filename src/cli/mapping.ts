import { Command, Option } from 'commander'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { stringify } from 'yaml'
import { proposeFor } from '../api/mapping.ts'
import { importedReturns, type ReturnTable } from '../dataset/return-layout.ts'
import { isRefusal, refuse } from '../units/refusal.ts'
import { example, run, type Shop } from './command.ts'

/** `cadre mapping propose FILE`: a first mapping from anyone's own column names to ours, for a person to confirm. */
export function mappingCommand(shop: Shop): Command {
  const propose = new Command('propose').description('Propose a mapping for a file with its own column names; a person confirms it')
    .argument('<file>', 'csv or .xlsx with a header and rows')
    .addOption(new Option('--table <table>', 'table it is for; the nearest when left out').choices(importedReturns.map(({ table }) => table)))
    .addHelpText('after', example('cadre mapping propose extract.csv > mapping.yaml', 'cadre mapping propose agency.xlsx --table temporary', 'cadre import extract.csv --mapping mapping.yaml --organisation X-1'))
    .action((path: string, options: { table?: ReturnTable }, command: Command) => run(shop, command, async () => {
      const bytes = await readFile(path).catch(() => null)
      if (bytes === null) return refuse('path-not-found', 'input', { doing: 'Proposing a mapping', found: `nothing at ${path} that can be read`, need: 'A file that exists', next: 'Check the path' })
      const mapping = await proposeFor({ name: basename(path), bytes }, options.table ?? null)
      if (isRefusal(mapping)) return mapping
      const open = mapping.undecided.length === 0 ? [] : [`${mapping.undecided.length} columns are undecided: move each to columns or to ignore before importing.`]
      return { json: mapping, text: stringify(mapping), notes: [...open, 'Check every line: a mapping is a proposal until a person has read it.'] }
    }))
  return new Command('mapping').description('From anyone’s own column names to ours').addCommand(propose)
}
