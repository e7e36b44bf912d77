import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { migrations, type Loose } from './scenario-file-migrations.ts'

/** The version of the scenario file that is written today. */
const scenarioFileVersion = 1

/** A scenario file in the form of today, with what had to be changed to bring it there, in words. */
export interface ReadScenarioFile { readonly file: Loose; readonly version: number; readonly changed: readonly string[] }

/**
 * Bring a scenario file of any age to the form of today: older forms are read for ever, by the table of migrations.
 *
 * Whether each field holds what it has to is asked afterwards, by the shape of a plan. Errors: refuses `scenario-file-not-readable` and, for one that is newer than this version of Cadre, `scenario-file-newer`.
 */
export function readScenarioFile(given: unknown): ReadScenarioFile | Refusal {
  if (!isObject(given)) return refuse('scenario-file-not-readable', 'input', { doing: 'Reading a scenario file', found: 'something that is no list of named fields', need: 'version, name, baseline, levers, assumptions, overrides', next: 'See examples/scenario.yaml' })
  const version = versionOf(given)
  if (isRefusal(version)) return version
  let file: Loose = given
  const changed: string[] = []
  for (const { from, says, applies, change } of migrations) {
    if (from < version || !applies(file)) continue
    file = change(file)
    changed.push(says)
  }
  return { file, version, changed }
}

/** A file without a version is of before there were versions; “1” and 1.0 are 1. */
function versionOf(given: Loose): number | Refusal {
  if (given['version'] === undefined || given['version'] === null) return 0
  const version = Number(given['version'])
  if (!Number.isInteger(version) || version < 0) return refuse('scenario-file-not-readable', 'input', { doing: 'Reading a scenario file', found: `the version “${String(given['version']).slice(0, 40)}”`, need: `A whole number from 0 to ${scenarioFileVersion}, or none for files from before there were versions`, next: 'Correct the line that says version' })
  if (version <= scenarioFileVersion) return version
  return refuse('scenario-file-newer', 'input', { doing: 'Reading a scenario file', found: `it is of version ${version}, and this Cadre knows versions up to ${scenarioFileVersion}`, need: 'A version of Cadre that knows it: a newer file may say what this one would pass over', next: 'Update Cadre, or have the file written for an earlier version' })
}

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
