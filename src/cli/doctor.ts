import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { fine, sayDoctor, wrong, type Check } from '../api/doctor/check.ts'
import { askForChecks } from '../api/control-socket.ts'
import { examineFolder } from '../api/doctor/examine-folder.ts'
import { examineHouse } from '../api/doctor/examine-house.ts'
import { examineMachine } from '../api/doctor/examine-machine.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, run, type Shop } from './command.ts'
import type { Outcome } from './outcome.ts'

/** `cadre doctor`: whether this installation and its data folder are sound, and what to do where they are not. */
export function doctorCommand(shop: Shop): Command {
  return new Command('doctor').description('Look whether this installation and the data folder are sound: engines, packages, disk, permissions, every part of the lake against its hash, the account of reads and changes, the clock, heavy work. Exit code 4 when something is not; a running server is asked about its folder')
    .addHelpText('after', example('cadre doctor', 'cadre --data my-folder doctor --json'))
    .action((_options: object, command: Command) => run(shop, command, async ({ data }) => {
      const isThere = existsSync(data)
      return sayChecks([...await examineMachine(!isThere), ...examineFolder(data), ...(isThere ? await lookInside(shop, data) : [])])
    }))
}

/** A server that holds the folder looks itself; otherwise the folder is opened as every command does. */
async function lookInside(shop: Shop, data: string): Promise<Check[]> {
  const served = await askForChecks(data)
  if (served !== null) return [fine('lock', 'a server holds the folder, and answered what follows'), ...served]
  try {
    const house = await shop.open(data)
    if (isRefusal(house)) return [wrong('lock', house.found, house.next)]
    try {
      return [fine('lock', 'nobody else has the folder to themselves'), ...await examineHouse(house, new Date().toISOString())]
    } finally { await house.close() }
  } catch (error) {
    return [wrong('records', `they do not open: ${(error as Error).message.split('\n')[0]}`, 'Restore the folder from a backup, or use the version of Cadre that wrote it')]
  }
}

function sayChecks(checks: readonly Check[]): Outcome {
  const failed = checks.filter(({ holds }) => !holds)
  const lines = checks.map(({ name, holds, found, next }) => `${holds ? 'fine ' : 'FOUND'}  ${name}: ${found}${next === null ? '' : `\n       → ${next}`}`)
  const summary = sayDoctor(checks)
  return { json: { summary, checks }, text: `${lines.join('\n')}\n${summary}`, exit: failed.length === 0 ? 0 : 4 }
}
