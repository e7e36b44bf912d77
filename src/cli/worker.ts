import { Command, Option } from 'commander'
import { basename, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { keepFolder } from '../api/folder.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { example, type Shop } from './command.ts'
import { readLease } from './job-lease.ts'
import { printRefusal } from './outcome.ts'
import { readWhole } from './read-option.ts'
import { untilStopped } from './until-stopped.ts'

/** `cadre worker`: takes heavy work off the servers of a shared installation, until it is told to stop. */
export function workerCommand(shop: Shop): Command {
  return new Command('worker').description('Do heavy work of a shared installation: imports of uploads and runs of every area. Any number of workers may run, on any machine that reaches the database and the data folder')
    .addOption(new Option('--concurrency <n>', 'jobs at a time').default(1).argParser(readWhole(1, 64)))
    .addOption(new Option('--drain <seconds>', 'how long jobs in hand may go on after a signal to stop; then others take them').default(60).argParser(readWhole(0, 86_400)))
    .addHelpText('after', example('DATABASE_URL=postgres://cadre@db.example.org/cadre cadre --data shared worker --concurrency 2'))
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<WorkerOptions>()
      const refused = await work(shop, options)
      if (refused) return shop.done(printRefusal(refused, options, shop.streams))
      process.exit(0)
    })
}

interface WorkerOptions { readonly concurrency: number; readonly drain: number; readonly data: string; readonly json?: boolean }

async function work(shop: Shop, { concurrency, drain, data, json }: WorkerOptions): Promise<Refusal | null> {
  if (!process.env['DATABASE_URL']) return refuseAlone()
  const lease = readLease(process.env)
  if (isRefusal(lease)) return lease
  const house = await shop.open(data)
  if (isRefusal(house)) return house
  const [{ openHands }, { jobWays }, { openImportQueue }, { openLog }] = await Promise.all([import('../api/job/job-hands.ts'), import('../api/job/job-ways.ts'), import('../api/import/import-queue.ts'), import('../api/log.ts')])
  const log = openLog(shop.streams.err)
  const folder = keepFolder(house, shop.open)
  const hands = openHands(folder, jobWays(openImportQueue()), { kind: 'worker', hands: concurrency, lease, log: log.say })
  shop.streams.out(json ? `${JSON.stringify({ folder: basename(resolve(data)), concurrency })}\n` : `Cadre takes jobs of the data folder ${basename(resolve(data))}, ${concurrency} at a time. Stop with Ctrl+C.\n`)
  await untilStopped()
  // A job that does not let go in time is taken up by another when this process has been silent for a lease.
  await Promise.race([hands.close(drain * 1000).then(() => folder.close()), sleep(drain * 1000 + patience)])
  return null
}

/** Units: milliseconds for jobs to let go once their time is over. */
const patience = 10_000

function refuseAlone(): Refusal {
  return refuse('worker-without-database', 'usage', {
    doing: 'Starting a worker', found: 'no DATABASE_URL: with the records in the data folder, the one server that has it does its own heavy work', need: 'The records on a PostgreSQL server, which servers and workers share',
    next: 'Copy them there with `cadre records copy`, set DATABASE_URL for servers and workers alike, and start it again',
  })
}
