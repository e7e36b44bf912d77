import { Command } from 'commander'
import { rm } from 'node:fs/promises'
import { makeDemonstration } from '../api/demo.ts'
import { localViewer } from '../access/viewer.ts'
import { folderAt, readFolderLabel } from '../store/folder.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { formatNumber } from '../units/format.ts'
import { demoReturnsCommand } from './demo-returns.ts'
import { example, run, type Form, type Shop } from './command.ts'
import type { Outcome } from './outcome.ts'

/** `cadre demo`: make the synthetic demonstration nation. */
export function demoCommand(shop: Shop): Command {
  return new Command('demo').description('Make the demonstration data: a made-up nation shaped like England at a fourteenth of its size, from a seed')
    .option('--reset', 'throw the demonstration away and make it again; real data is never thrown away')
    .addCommand(demoReturnsCommand(shop))
    .addHelpText('after', example('cadre demo', 'cadre --data try-out demo --reset'))
    .action((options: { reset?: boolean }, command: Command) => run(shop, command, (form) => make(shop, form, options.reset === true)))
}

async function make(shop: Shop, form: Form, reset: boolean): Promise<Outcome | Refusal> {
  let house = await shop.open(form.data)
  if (isRefusal(house)) return house
  if (reset && house.mode === 'demonstration') {
    await house.close()
    const shared = refuseToThrowAway(form.data)
    if (shared) return shared
    const { lake, records, label } = folderAt(form.data)
    for (const part of [lake, records, label]) await rm(part, { recursive: true, force: true })
    house = await shop.open(form.data)
    if (isRefusal(house)) return house
  }
  try {
    const progress = (name: string): void => { if (!form.json) shop.streams.err(`Making ${name}\n`) }
    const made = await makeDemonstration(house, localViewer, { now: new Date().toISOString(), progress })
    if (isRefusal(made)) return made
    const rows = made.files.reduce((total, file) => total + file.rows, 0)
    return { json: made, text: `${made.changed ? 'Made' : 'Nothing changed: already there,'} ${made.files.length} files with ${formatNumber(rows, 0)} rows of demonstration data. Snapshot ${made.snapshot} is live.` }
  } finally {
    await house.close()
  }
}

/** Other servers may be at work in a folder whose records are on a server. */
function refuseToThrowAway(directory: string): Refusal | null {
  return readFolderLabel(folderAt(directory))?.records !== 'on a server' ? null : refuse('reset-of-shared-folder', 'conflict', {
    doing: 'Throwing the demonstration away', found: 'its records are kept by a PostgreSQL server, and other servers may be using them', need: 'A folder that this process has alone',
    next: 'Make a new database and a new folder for another demonstration',
  })
}
