import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { Command } from 'commander'
import { writeBundle, zipBundle } from '../api/bundle.ts'
import { packFolder, refuseTaken } from '../api/bundle-zip.ts'
import { exportScenario, sayExport } from '../api/scenario/scenario-export.ts'
import { verifyBundle } from '../api/verify-run.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { example, run, withHouse, type Shop } from './command.ts'
import type { Outcome } from './outcome.ts'
import { notStopped, scenarioForm, watchScenario, withScenarioForm, type ScenarioOptions } from './scenario-form.ts'
import { readScenarioSource } from './scenario-source.ts'

/** `cadre run`: repeat a run from its bundle, byte for byte; make a bundle for a reviewer. */
export function runCommand(shop: Shop): Command {
  const verify = new Command('verify').description('Repeat a run from its bundle; says identical, or names the first cell or file that differs')
    .argument('<bundle>', 'folder that `cadre project --out`, `cadre scenario run --out` or `cadre run export` wrote, or the zip of one')
    .addHelpText('after', example('cadre run verify run-1', 'cadre run verify bundle-1.zip'))
    .action((directory: string, _options, command: Command) => run(shop, command, async () => {
      const done = await verifyBundle(directory)
      if (isRefusal(done)) return done
      const { manifest, files, levers, scenario } = done
      return { json: done, text: `identical: ${files} files and every number of ${manifest.profession}, ${manifest.area}, ${manifest.years} years, ${manifest.draws} draws, seed ${manifest.seed}${scenario === null ? '' : `, scenario “${scenario}”`}${levers === null ? '' : `, with ${levers} ${levers === 1 ? 'lever' : 'levers'}`} (result ${manifest.outputs.slice(0, 12)})` }
    }))
  return new Command('run').description('Recorded runs: repeat one, or make a reviewer’s bundle').addCommand(verify).addCommand(exportCommand(shop))
}

/** `cadre run export`: run a scenario and write all that a reviewer asks for; what is not done says why. A folder that holds a run is repeated and packed. */
function exportCommand(shop: Shop): Command {
  return withScenarioForm(new Command('export').description('Write the reviewer’s bundle of a scenario: manifest, inputs, assumptions log, decisions, outputs, sensitivity, account, checks, limits, sign-off, the paper; each missing part says why. Without a scenario, repeat the run a folder holds and pack it as a zip').argument('<to>', 'a new folder, or a file that ends in .zip; without --scenario a folder that holds a run'))
    .option('--scenario <scenario>', 'scenario file in JSON or YAML, or id of a plan')
    .addHelpText('after', example('cadre run export bundle-1 --scenario examples/scenario.yaml', 'cadre run export bundle-1.zip --scenario ID', 'cadre run export run-1'))
    .action((to: string, options: ScenarioOptions & { scenario?: string }, command: Command) => {
      const { scenario } = options
      return scenario === undefined ? run(shop, command, () => packRun(to)) : withHouse(shop, command, async ({ house, viewer }) => {
        const read = await readScenarioSource(house, viewer, scenario)
        if (isRefusal(read)) return read
        const taken = isZip(to) ? refuseTaken(to) : null
        if (taken) return taken
        const made = notStopped(await exportScenario(house, viewer, read.given, read.record, scenarioForm(options), watchScenario(shop.streams)))
        if (isRefusal(made)) return made
        const refused = isZip(to) ? await writeFile(to, zipBundle(made.gathered.projected, undefined, made), { flag: 'wx' }) : await writeBundle(to, made.gathered.projected, undefined, made)
        if (isRefusal(refused)) return refused
        const { summary, notDone, ...said } = sayExport(made)
        return { json: { to, summary, notDone, ...said }, text: [summary, ...notDone.map(({ part, because }) => `${part}: ${because}`), `Written to ${to}.`].join('\n') }
      })
    })
}

/** Repeat the run that a folder holds, and pack it. */
async function packRun(directory: string): Promise<Outcome | Refusal> {
  const verified = await verifyBundle(directory)
  if (isRefusal(verified)) return verified
  const packed = await packFolder(directory)
  return isRefusal(packed) ? packed : { json: { ...packed, identical: true }, text: `identical: ${packed.files} files, packed to ${packed.to}.` }
}

function isZip(to: string): boolean {
  return extname(to).toLowerCase() === '.zip'
}
