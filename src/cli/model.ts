import { Command } from 'commander'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parse } from 'yaml'
import { writeCsv } from '../api/csv.ts'
import { runModelFile, type ModelRun } from '../supply/model-file.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { example, run, type Shop } from './command.ts'
import { layTable } from './table.ts'

/** `cadre model run FILE`: a small stock-flow model from a file, no data folder needed. */
export function modelCommand(shop: Shop): Command {
  const runFile = new Command('run').description('Run a small stock-flow model from a JSON or YAML file')
    .argument('<file>', 'model file: period, steps, groups, transfers')
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre model run ward-nurses.yaml', 'cadre model run ward-nurses.json --json'))
    .action((file: string, _options, command: Command) => run(shop, command, async () => {
      const value = await readValue(file)
      if (isRefusal(value)) return value
      const answer = runModelFile(value)
      return isRefusal(answer) ? answer : { json: answer, text: sayRun(answer), csv: writeRun(answer) }
    }))
  return new Command('model').description('Small models from a file').addCommand(runFile)
}

/** Read JSON or YAML: JSON is YAML too. */
async function readValue(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return refuseMissing(file)
  try {
    return parse(text) as unknown
  } catch (error) {
    return refuse('model-file-not-readable', 'input', { doing: `Reading the model file ${basename(file)}`, found: `text that is neither JSON nor YAML (${error instanceof Error ? error.message.split('\n')[0] : ''})`, need: 'A model file in JSON or YAML', next: 'Correct the line named' })
  }
}

function refuseMissing(file: string): Refusal {
  return refuse('model-file-not-found', 'input', { doing: 'Reading a model file', found: `no file at ${file} that can be read`, need: 'A model file in JSON or YAML', next: 'Check the path' })
}

function sayRun(answer: ModelRun): string {
  const ids = answer.steps[0]?.groups.map(({ id }) => id) ?? []
  const rows = answer.steps.map(({ step, groups, heads, fte, leavers }) => [String(step), ...groups.map((group) => group.heads), heads, fte, leavers])
  const steady = answer.steadyState === undefined ? 'It settles nowhere: somebody can never leave.' : `It settles at ${answer.steadyState.map(({ id, heads }) => `${id} ${heads.toFixed(4)}`).join(', ')} heads.`
  return `${layTable([answer.period, ...ids.map((id) => `${id}, heads`), 'heads', 'FTE', 'leavers'], rows, 4)}${steady}`
}

function writeRun(answer: ModelRun): string {
  return writeCsv([answer.period, 'group', 'heads', 'fte'], answer.steps.flatMap(({ step, groups }) => groups.map(({ id, heads, fte }) => [step, id, heads, fte])))
}
