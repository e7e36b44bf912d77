import { existsSync, writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import { Command, Option } from 'commander'
import { reportFormats, writeScenarioReport, type ReportFormat } from '../api/scenario/scenario-report-files.ts'
import { answerScenario } from '../api/scenario.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { notStopped, scenarioForm, watchScenario, withAreas, withScenarioForm, type ScenarioOptions } from './scenario-form.ts'
import { readScenarioSource } from './scenario-source.ts'

interface Options extends ScenarioOptions { out: string; format?: ReportFormat }

/** `cadre scenario report`: the paper of a scenario, for a board. */
export function reportCommand(shop: Shop): Command {
  return withAreas(withScenarioForm(new Command('report').description('Write the paper of a scenario: the question, the answer, charts, tables, costs, assumptions, decisions with dissent, limits and where the numbers come from').argument('<scenario>', 'scenario file in JSON or YAML, or id of a plan')))
    .requiredOption('--out <file>', 'a new file; what it ends in says its form where --format does not').addOption(new Option('--format <form>', 'form of the paper').choices([...reportFormats]))
    .addHelpText('after', example('cadre scenario report examples/scenario.yaml --format docx --out paper.docx', 'cadre scenario report ID --out paper.pdf'))
    .action((source: string, options: Options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const format = formatOf(options)
      if (isRefusal(format)) return format
      const read = await readScenarioSource(house, viewer, source)
      if (isRefusal(read)) return read
      const done = notStopped(await answerScenario(house, viewer, read.given, scenarioForm(options), watchScenario(shop.streams)))
      if (isRefusal(done)) return done
      const { answer, file } = done
      writeFileSync(options.out, await writeScenarioReport({ answer, document: file.document, record: read.record, demonstration: house.mode === 'demonstration' }, format, new Date().toISOString()), { flag: 'wx' })
      return { json: { file: options.out, format, scenario: answer.name, area: answer.area, result: answer.manifest.outputs }, text: `${answer.summary}\nWritten to ${options.out}.` }
    }))
}

/** The form a paper is asked for in. Errors: refuses `report-form-unknown` and `report-file-exists`. */
function formatOf({ out, format }: Options): ReportFormat | Refusal {
  const found = format ?? reportFormats.find((one) => extname(out).toLowerCase() === `.${one}`)
  if (found === undefined) return refuse('report-form-unknown', 'usage', { doing: `Writing a paper to ${out}`, found: `a name that ends in “${extname(out)}”`, need: `One of ${reportFormats.map((one) => `.${one}`).join(', ')}, or --format`, next: 'Name the file so, or say --format' })
  return existsSync(out) ? refuse('report-file-exists', 'usage', { doing: `Writing a paper to ${out}`, found: 'a file of that name', need: 'A new name: nothing is written over', next: 'Name another with --out' }) : found
}
