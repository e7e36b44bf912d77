import { Command } from 'commander'
import { verifyBundle } from '../api/verify-run.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, run, type Shop } from './command.ts'

/** `cadre run verify DIR`: repeat a run from its bundle, byte for byte. */
export function runCommand(shop: Shop): Command {
  const verify = new Command('verify').description('Repeat a run from its bundle; says identical, or names the first cell or file that differs')
    .argument('<dir>', 'folder that `cadre project --out` or `cadre scenario run --out` wrote')
    .addHelpText('after', example('cadre run verify run-1'))
    .action((directory: string, _options, command: Command) => run(shop, command, async () => {
      const done = await verifyBundle(directory)
      if (isRefusal(done)) return done
      const { manifest, files, levers, scenario } = done
      return { json: done, text: `identical: ${files} files and every number of ${manifest.profession}, ${manifest.area}, ${manifest.years} years, ${manifest.draws} draws, seed ${manifest.seed}${scenario === null ? '' : `, scenario “${scenario}”`}${levers === null ? '' : `, with ${levers} ${levers === 1 ? 'lever' : 'levers'}`} (result ${manifest.outputs.slice(0, 12)})` }
    }))
  return new Command('run').description('Recorded runs').addCommand(verify)
}
