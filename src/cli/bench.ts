import { Command } from 'commander'
import { runJobB, type JobB } from '../api/bench-b.ts'
import { formatNumber } from '../units/format.ts'
import { example, run, type Shop } from './command.ts'
import { layTable } from './table.ts'

/** `cadre bench`: the reference jobs, on the code that the product runs. */
export function benchCommand(shop: Shop): Command {
  return new Command('bench').description('Run a reference job on the code the product runs, and say how long it took and what came out')
    .addCommand(new Command('b').description('Read, judge and count a staff file of 1.5 million rows with seeded faults')
      .requiredOption('--input <dir>', 'folder made by the generator of the job')
      .addHelpText('after', example('cadre bench b --input /tmp/job-b --json'))
      .action((options: { input: string }, command: Command) => run(shop, command, async () => {
        const answer = await runJobB(options.input)
        return { json: answer, text: sayJobB(answer) }
      })))
}

function sayJobB({ seconds, rowsPerSecond, peakMb, counts, clean, cube }: JobB): string {
  return [
    `${formatNumber(clean, 0)} clean rows in ${seconds.toFixed(2)} s (${formatNumber(rowsPerSecond, 0)} rows a second), ${peakMb} MB at the peak.`, '',
    layTable(['held back as', 'rows'], Object.entries(counts), 0),
    layTable(['cube', ''], Object.entries(cube), 0),
  ].join('\n')
}
