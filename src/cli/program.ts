import { Command, CommanderError } from 'commander'
import { version } from '../api/version.ts'
import { speakPlainly } from '../contract/say-misfit.ts'
import type { Shop } from './command.ts'
import { commandsFor } from './commands.ts'
import { ourFault } from './our-fault.ts'

/** Do what the words of a command line ask for. The shop is told the exit code, whatever happened. */
export async function runProgram(shop: Shop): Promise<void> {
  speakPlainly()
  const asksJson = shop.words.includes('--json')
  const program = new Command('cadre')
    .description('Open workforce planning for health and care: everything the pages do, with the same numbers.')
    .version(version, '--version', 'say the version')
    .option('--data <dir>', 'data folder', shop.folder)
    .option('--token-file <file>', 'act within the token in this file, or in CADRE_TOKEN')
    .option('--json', 'one JSON value on standard output')
  for (const command of await commandsFor(shop.words, shop)) program.addCommand(command)
  settle(program, shop)
  try {
    await program.parseAsync(shop.words, { from: 'user' })
  } catch (error) {
    shop.done(error instanceof CommanderError ? endOf(error, asksJson, shop) : ourFault(error, { json: asksJson }, shop.streams))
  }
}

/** Let every command, however deep, throw its usage errors and point to its help. */
function settle(command: Command, shop: Shop): void {
  command.exitOverride().showHelpAfterError('Run with --help to see how it is used.').configureHelp({ showGlobalOptions: true }).helpOption('-h, --help', 'say how it is used')
  command.configureOutput({ writeOut: shop.streams.out, writeErr: shop.streams.err })
  for (const child of command.commands) settle(child, shop)
}

/** Help and version are answers (0); anything else commander throws is wrong usage (2), and still one JSON value when asked for. */
function endOf(error: CommanderError, asksJson: boolean, { streams }: Shop): 0 | 2 {
  if (error.exitCode === 0) return 0
  const message = error.message.replace(/^error: /, '').replace('(outputHelp)', 'no command given')
  if (asksJson) streams.out(`${JSON.stringify({ refused: { code: 'wrong-usage', message } }, null, 2)}\n`)
  return 2
}
