import { Command, CommanderError } from 'commander'
import { version } from '../api/version.ts'
import type { Shop } from './command.ts'
import { commandsFor } from './commands.ts'
import { ourFault } from './our-fault.ts'

/** The composition root: the streams, the store and the commands meet here and nowhere else. */
const shop: Shop = {
  streams: { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) },
  open: async (directory) => (await import('../store/open.ts')).openHouse(directory, { postgres: process.env['DATABASE_URL'] || undefined }),
  done: (code) => { process.exitCode = code },
}

// A reader that has seen enough (`cadre query … | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error })

const asksJson = process.argv.includes('--json')
const program = new Command('cadre')
  .description('Open workforce planning for health and care: everything the pages do, with the same numbers.')
  .version(version, '--version', 'say the version')
  .option('--data <dir>', 'data folder', process.env['CADRE_DATA'] ?? '.cadre')
  .option('--token-file <file>', 'act within the token in this file, or in CADRE_TOKEN')
  .option('--json', 'one JSON value on standard output')
for (const command of await commandsFor(process.argv.slice(2), shop)) program.addCommand(command)
settle(program)

try {
  await program.parseAsync(process.argv)
} catch (error) {
  process.exitCode = error instanceof CommanderError ? endOf(error) : ourFault(error, { json: asksJson }, shop.streams)
}

/** Let every command, however deep, throw its usage errors and point to its help. */
function settle(command: Command): void {
  command.exitOverride().showHelpAfterError('Run with --help to see how it is used.').configureHelp({ showGlobalOptions: true }).helpOption('-h, --help', 'say how it is used')
  for (const child of command.commands) settle(child)
}

/** Help and version are answers (0); anything else commander throws is wrong usage (2), and still one JSON value when asked for. */
function endOf(error: CommanderError): 0 | 2 {
  if (error.exitCode === 0) return 0
  const message = error.message.replace(/^error: /, '').replace('(outputHelp)', 'no command given')
  if (asksJson) shop.streams.out(`${JSON.stringify({ refused: { code: 'wrong-usage', message } }, null, 2)}\n`)
  return 2
}
