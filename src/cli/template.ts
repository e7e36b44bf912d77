import { Argument, Command, Option } from 'commander'
import { writeFile } from 'node:fs/promises'
import { referenceLayouts } from '../dataset/reference-layout.ts'
import { templateContent } from '../api/templates.ts'
import { templateFormats } from '../contract/template.ts'
import { returnLayout, templateTables, type ReturnLayout } from '../dataset/return-layout.ts'
import type { TableName } from '../dataset/tables.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import { example, run, type Shop } from './command.ts'
import type { Outcome } from './outcome.ts'

type Format = (typeof templateFormats)[number]

function isReference(table: string): table is keyof typeof referenceLayouts {
  return table in referenceLayouts
}

/** `cadre template TABLE`: a blank return to fill in, and its description for machines. */
export function templateCommand(shop: Shop): Command {
  return new Command('template').description('Write a blank return to fill in, or its description as Data Package or CSVW')
    .addArgument(new Argument('<table>', 'table to fill in').choices([...templateTables, ...Object.keys(referenceLayouts)]))
    .addOption(new Option('--format <format>', 'form of the template').choices([...templateFormats]).default('csv'))
    .option('--out <file>', 'write to a file instead of standard output; needed for xlsx')
    .addHelpText('after', example('cadre template staff > staff.csv', 'cadre template establishment --format xlsx --out establishment.xlsx', 'cadre template networks > cardiac-networks.csv', 'cadre template indicators > deprivation.csv'))
    .action((table: TableName | keyof typeof referenceLayouts, options: { format: Format; out?: string }, command: Command) => run(shop, command, () => write(isReference(table) ? referenceLayouts[table] : returnLayout(table), options)))
}

async function write(layout: ReturnLayout, { format, out }: { format: Format; out?: string }): Promise<Outcome | Refusal> {
  if (format === 'xlsx' && out === undefined) return refuse('template-needs-file', 'usage', { doing: 'Writing a template', found: 'a workbook is not text', need: 'A file to write it to', next: 'Add --out FILE' })
  const content = await templateContent(layout, format)
  const json = { id: layout.id, table: layout.table, title: layout.title, format, file: out ?? null, columns: layout.columns }
  if (out === undefined) return { json, text: String(content) }
  await writeFile(out, content)
  return { json, text: `Wrote the template of ${layout.table} to ${out}: ${layout.columns.length} columns.` }
}

