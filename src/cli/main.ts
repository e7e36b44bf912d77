import { Command, CommanderError } from 'commander'
import { version } from '../api/version.ts'
import { openHouse } from '../store/open.ts'
import type { Shop } from './command.ts'
import { commands } from './commands.ts'
import { ourFault } from './our-fault.ts'

/** The composition root: the streams, the store and the commands meet here and nowhere else. */
const shop: Shop = {
  streams: { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) },
  open: openHouse,
  done: (code) => { process.exitCode = code },
}

const program = new Command('cadre')
  .description('Open workforce planning for health and care: everything the pages do, with the same numbers.')
  .version(version, '--version', 'say the version')
  .option('--data <dir>', 'data folder', process.env['CADRE_DATA'] ?? '.cadre')
  .option('--json', 'one JSON value on standard output')
  .helpOption('-h, --help', 'say how a command is used')
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError('Run with --help to see how it is used.')
  .exitOverride()
for (const make of commands) program.addCommand(make(shop).exitOverride().showHelpAfterError('Run with --help to see how it is used.'))

try {
  await program.parseAsync(process.argv)
} catch (error) {
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : ourFault(error, shop.streams)
}
