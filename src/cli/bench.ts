import { availableParallelism } from 'node:os'
import { Command, Option } from 'commander'
import type { BenchA } from '../api/bench/bench-a.ts'
import type { JobB } from '../api/bench/bench-b.ts'
import type { JobD } from '../api/bench/bench-d.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, run, type Shop } from './command.ts'
import { readWhole } from './read-option.ts'
import { layTable } from './table.ts'

/** `cadre bench`: the reference jobs, on the code that the product runs. Each job is read when it is asked for, so that none is measured with what another needs. */
export function benchCommand(shop: Shop): Command {
  return new Command('bench').description('Run a reference job on the code the product runs, and say how long it took and what came out')
    .addCommand(new Command('a').description('Project 42 areas × 60 professions × 53 ages × 15 years, with percentiles over draws')
      .requiredOption('--input <dir>', 'folder made by the generator of the job')
      .addOption(new Option('--draws <n>', 'draws, at most as many as the inputs hold').default(200).argParser(readWhole(1, 2000)))
      .addOption(new Option('--workers <n>', 'threads').default(availableParallelism()).argParser(readWhole(1, 16)))
      .option('--plain', 'the kernel in plain arrays, which the fast one is judged by')
      .option('--levers', 'with levers, and staff moving between pairs of professions: what they add to the time')
      .addHelpText('after', example('cadre bench a --input /tmp/job-a --draws 200 --json', 'cadre bench a --input /tmp/job-a --levers'))
      .action((options: { input: string; draws: number; workers: number; plain?: boolean; levers?: boolean }, command: Command) => run(shop, command, async () => {
        const { benchA } = await import('../api/bench/bench-a.ts')
        const answer = await benchA(options.input, { draws: options.draws, workers: options.workers, plain: options.plain === true, levers: options.levers === true })
        return isRefusal(answer) ? answer : { json: answer, text: sayJobA(answer) }
      })))
    .addCommand(new Command('b').description('Read, judge and count a staff file of 1.5 million rows with seeded faults')
      .requiredOption('--input <dir>', 'folder made by the generator of the job')
      .addHelpText('after', example('cadre bench b --input /tmp/job-b --json'))
      .action((options: { input: string }, command: Command) => run(shop, command, async () => {
        const { runJobB } = await import('../api/bench/bench-b.ts')
        const answer = await runJobB(options.input)
        return isRefusal(answer) ? answer : { json: answer, text: sayJobB(answer) }
      })))
    .addCommand(new Command('d').description('Ask twelve questions of a dashboard over 21.8 million facts')
      .requiredOption('--input <dir>', 'folder that holds queries.sql')
      .option('--plain', 'read every fact, without roll-ups')
      .addHelpText('after', example('cadre bench d --input ../shared/bench/job_d --json'))
      .action((options: { input: string; plain?: boolean }, command: Command) => run(shop, command, async () => {
        const { runJobD } = await import('../api/bench/bench-d.ts')
        const answer = await runJobD(options.input, { plain: options.plain === true })
        return isRefusal(answer) ? answer : { json: answer, text: sayJobD(answer) }
      })))
}

function sayJobA({ draws, workers, kernel, levers, seconds, nsPerCellStep, peakMb, checksum, nationalFte, leavers, joiners }: BenchA): string {
  return [
    `${formatNumber(draws, 0)} ${draws === 1 ? 'draw' : 'draws'} on ${workers} ${workers === 1 ? 'thread' : 'threads'}, ${kernel} kernel${levers ? ', with levers and moves' : ''}: ${seconds.toFixed(2)} s, ${nsPerCellStep.toFixed(3)} ns a cell and month, ${formatNumber(peakMb, 0)} MB at the peak.`, '',
    layTable(['checksum', ''], Object.entries(checksum), 6),
    layTable(['year', 'FTE', 'leavers', 'joiners'], nationalFte.map((fte, at) => [String(at + 1), fte, leavers[at]!, joiners[at]!])),
  ].join('\n')
}

function sayJobB({ seconds, rowsPerSecond, peakMb, counts, clean, cube }: JobB): string {
  return [
    `${formatNumber(clean, 0)} clean rows in ${seconds.toFixed(2)} s (${formatNumber(rowsPerSecond, 0)} rows a second), ${peakMb} MB at the peak.`, '',
    layTable(['held back as', 'rows'], Object.entries(counts), 0),
    layTable(['cube', ''], Object.entries(cube), 0),
  ].join('\n')
}

function sayJobD({ queries, totalMs, loadMs }: JobD): string {
  return [
    `${totalMs.toFixed(1)} ms for all ${queries.length} queries (the median of five runs of each), after ${(loadMs / 1000).toFixed(1)} s to keep the facts and their roll-ups.`, '',
    layTable(['query', 'ms', 'md5'], queries.map(({ id, ms, md5 }) => [id, ms.toFixed(1), md5])),
  ].join('\n')
}
