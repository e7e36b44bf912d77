import { Command } from 'commander'
import { writeCsv } from '../api/csv.ts'
import { answerWisn } from '../api/wisn.ts'
import type { WisnAnswer } from '../contract/wisn.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, run, type Shop } from './command.ts'
import { layTable } from './table.ts'
import { readValueFile } from './value-file.ts'

/** `cadre wisn FILE`: staffing need from workload, no data folder needed. */
export function wisnCommand(shop: Shop): Command {
  return new Command('wisn').description('Work out the staff a workload requires: workload indicators of staffing need')
    .argument('<file>', 'workload file in JSON or YAML: awtHours, hoursPerDay, units')
    .option('--csv', 'as csv')
    .addHelpText('after', example('cadre wisn examples/hospital-wisn.yaml', 'cadre wisn hospital.json --json'))
    .action((file: string, _options, command: Command) => run(shop, command, async () => {
      const read = await readValueFile(file, 'workload file')
      if (isRefusal(read)) return read
      const answer = answerWisn(read.value)
      return isRefusal(answer) ? answer : { json: answer, text: sayAnswer(answer), csv: writeCsv(['unit', 'current', 'required', 'difference', 'ratio', 'pressure'], answer.units.map(({ name, current, required, difference, ratio, pressure }) => [name, current, required, difference, ratio, pressure])) }
    }))
}

function sayAnswer({ summary, units, pooled, meanRatio }: WisnAnswer): string {
  const rows = units.map(({ name, required, difference, ratio }) => [name, required, difference, ratio])
  const mean = meanRatio === null ? '' : ` The mean of the units’ ratios is ${meanRatio.toFixed(4)}: it counts a small unit as much as a large one.`
  return `${summary}\n\n${layTable(['unit', 'required', 'difference', 'ratio'], [...rows, ['all units pooled', pooled.required, pooled.difference, pooled.ratio]], 4)}${mean.trim()}`
}
