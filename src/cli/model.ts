import { Command } from 'commander'
import { writeCsv } from '../api/csv.ts'
import { listModels } from '../api/model-register.ts'
import { runModelFile, type ModelRun } from '../supply/model-file.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, run, withHouse, type Shop } from './command.ts'
import { layTable } from './table.ts'
import { readValueFile } from './value-file.ts'

/** `cadre model run FILE`: a small stock-flow model from a file, no data folder needed. */
export function modelCommand(shop: Shop): Command {
  const runFile = new Command('run').description('Run a small stock-flow model from a JSON or YAML file')
    .argument('<file>', 'model file: period, steps, groups, transfers')
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre model run ward-nurses.yaml', 'cadre model run ward-nurses.json --json'))
    .action((file: string, _options, command: Command) => run(shop, command, async () => {
      const read = await readValueFile(file, 'model file')
      if (isRefusal(read)) return read
      const answer = runModelFile(read.value)
      return isRefusal(answer) ? answer : { json: answer, text: sayRun(answer), csv: writeRun(answer) }
    }))
  return new Command('model').description('Small models from a file, and the register of versions of the model').addCommand(runFile).addCommand(registerCommand(shop))
}

function registerCommand(shop: Shop): Command {
  return new Command('register').description('Versions of the model: what changed, what moved, back-test, sunset').option('--csv', 'as csv')
    .addHelpText('after', example('cadre model register'))
    .action((_options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await listModels(house, viewer)
      const header = ['model', 'since', 'until', 'review by', 'changed', 'moved', 'back-test', 'limits']
      const rows = answer.versions.map((one) => [one.model, one.since, one.until ?? '', one.review, one.changed, one.moved, one.backTest, one.limits])
      return { json: answer, text: `${layTable(header.slice(0, 5), rows.map((row) => row.slice(0, 5)))}${answer.summary} ${answer.kept.length === 0 ? 'No back-test is kept here.' : `${answer.kept.length} back-tests are kept here, the last of ${answer.kept[0]!.source}.`}`, csv: writeCsv(header, rows) }
    }))
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
