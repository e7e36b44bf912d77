import { readdir } from 'node:fs/promises'
import type { LeverFile } from '../contract/lever.ts'
import type { Manifest, ProjectionAnswer } from '../contract/projection.ts'
import type { WhatIfAnswer } from '../contract/what-if.ts'
import { assumptionsOf } from '../scenario/assumptions.ts'
import type { Verification } from '../scenario/first-difference.ts'
import { verifyRun } from '../scenario/run.ts'
import { verifyWhatIf, type RecordedWhatIf } from '../scenario/what-if-repeat.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { withUnpacked } from './bundle-zip.ts'
import { assumptionsText, hashText, listName, listText, readBundled, type WhatIfNodes } from './bundle.ts'
import { writeProjectionCsv, type RunInputs } from './projection.ts'
import { scenarioTexts, verifyScenario, type RecordedScenario } from './scenario/scenario-bundle.ts'
import { writeWhatIfCsv } from './what-if.ts'

export interface Verified { readonly identical: true; readonly manifest: Manifest; readonly files: number; /** How many levers were repeated; null where the bundle holds none. */ readonly levers: number | null; /** The scenario that was repeated; null where the bundle holds none. */ readonly scenario: string | null }

/**
 * Repeat a run from its bundle: every file must have the bytes it was written with, and every number must come out again.
 * A bundle is a folder or the zip of one; no data folder is needed. Errors: refuses `bundle-not-found`, `bundle-not-a-zip`, `bundle-changed`, `run-inputs-differ` and `run-not-identical`.
 */
export async function verifyBundle(path: string): Promise<Verified | Refusal> {
  return path.toLowerCase().endsWith('.zip') ? withUnpacked(path, verifyFolder) : verifyFolder(path)
}

async function verifyFolder(directory: string): Promise<Verified | Refusal> {
  const list = await readBundled(directory, listName)
  if (list === null) return refuse('bundle-not-found', 'input', { doing, found: `no ${listName} in ${directory}`, need: 'A folder that `cadre project --out` wrote', next: 'Check the path' })
  const hashes = readList(list)
  if (hashes === null) return changed(listName, 'it is not the list that was written')
  for (const [name, hash] of hashes) {
    const bytes = await readBundled(directory, name)
    if (bytes === null) return changed(name, 'it is missing')
    if (hashText(bytes) !== hash) return changed(name, 'its bytes are not those that were written')
  }
  const extra = (await readdir(directory)).find((name) => name !== listName && !hashes.has(name))
  if (extra !== undefined) return changed(extra, 'it was not written with the run')
  return repeat(directory, hashes)
}

async function repeat(directory: string, hashes: ReadonlyMap<string, string>): Promise<Verified | Refusal> {
  const [manifest, inputs, recorded] = await readParts<[Manifest, RunInputs, { rows: ProjectionAnswer['rows']; account: unknown }]>(directory, ['manifest.json', 'parameters.json', 'rows.json'])
  if (manifest === null || inputs === null || recorded === null) return changed('manifest.json, parameters.json or rows.json', 'one of them is missing from the list')
  const found = verifyRun({ manifest, ...recorded }, inputs)
  if (isRefusal(found)) return found
  if (!found.identical) return refuseDifferent(found)
  const said = { ...sayWhat(manifest), rows: recorded.rows, demand: inputs.demand.method }
  const different = await compareTexts(directory, { 'rows.csv': writeProjectionCsv(said).text, 'assumptions.csv': assumptionsText(assumptionsOf(inputs.parameters, inputs.demand)) })
  if (different) return different
  const levers = hashes.has('what-if.json') ? await repeatWhatIf(directory, inputs) : null
  if (isRefusal(levers)) return levers
  const scenario = hashes.has('scenario.json') ? await repeatScenario(directory) : null
  return isRefusal(scenario) ? scenario : { identical: true, manifest, files: hashes.size, levers: scenario?.levers ?? levers, scenario: scenario?.name ?? null }
}

/** Repeat the scenario of a bundle, and say what it is called and how many levers it pulls. */
async function repeatScenario(directory: string): Promise<{ readonly name: string; readonly levers: number } | Refusal> {
  const [document, scope, recorded, answer, review, contents, record] = await readParts<[unknown, RecordedScenario['scope'], RecordedScenario['recorded'], RecordedScenario['answer'], RecordedScenario['review'], RecordedScenario['contents'], RecordedScenario['record']]>(directory, [...scenarioParts, 'plan.json'])
  if (document === null || scope === null || recorded === null || answer === null || review === null || contents === null) return changed(scenarioParts.join(', '), 'one of them is missing from the list')
  const held = { document, scope, recorded, answer, review, contents, record }
  const found = verifyScenario(held)
  if (isRefusal(found)) return found
  if (!found.identical) return refuseDifferent(found)
  const texts = scenarioTexts(held)
  return isRefusal(texts) ? texts : await compareTexts(directory, texts) ?? { name: answer.name, levers: scope.inputs.levers.length }
}

/** Without these a scenario cannot be repeated. */
const scenarioParts = ['scenario.json', 'scenario-inputs.json', 'scenario-run.json', 'scenario-answer.json', 'review.json', 'contents.json'] as const

/** Repeat the levers of a bundle too, and count them. */
async function repeatWhatIf(directory: string, { demand, settings }: RunInputs): Promise<number | Refusal> {
  const [recorded, levers, held] = await readParts<[RecordedWhatIf & Pick<WhatIfAnswer, 'rows' | 'binds'>, LeverFile, WhatIfNodes]>(directory, ['what-if.json', 'levers.json', 'what-if-inputs.json'])
  if (recorded === null || levers === null || held === null) return changed('what-if.json, levers.json or what-if-inputs.json', 'one of them is missing from the list')
  const { nodes, profession, area, places } = held
  const found = verifyWhatIf(recorded, { nodes, names: { profession, area, places: new Map(places) }, demand, levers }, settings)
  if (isRefusal(found)) return found
  if (!found.identical) return refuseDifferent(found)
  return await compareTexts(directory, { 'what-if.csv': writeWhatIfCsv({ ...sayWhat(recorded.manifest), ...recorded }).text }) ?? levers.levers.length
}

function sayWhat({ area, profession, unit }: Pick<Manifest, 'area' | 'profession' | 'unit'>): { area: string; profession: string; unit: string } {
  return { area, profession, unit: unit === 'fte' ? 'FTE' : 'people' }
}

/** Files that follow from the numbers must be as they are made from them. */
async function compareTexts(directory: string, texts: Readonly<Record<string, string>>): Promise<Refusal | null> {
  for (const [name, text] of Object.entries(texts)) {
    const bytes = await readBundled(directory, name)
    if (bytes?.toString('utf8') !== text) return changed(name, 'it does not say what the numbers of the run say')
  }
  return null
}

function refuseDifferent({ cell, recorded, repeated }: Extract<Verification, { identical: false }>): Refusal {
  return refuse('run-not-identical', 'check', { doing, found: `the first number that differs is ${cell}: recorded ${recorded}, repeated ${repeated}`, need: 'The same numbers to the last digit', next: 'Find out who changed the bundle, or report it if nobody did' })
}

const doing = 'Repeating a recorded run'

function readList(bytes: Buffer): Map<string, string> | null {
  try {
    const { sha256 } = JSON.parse(bytes.toString('utf8')) as { sha256?: unknown }
    if (typeof sha256 !== 'object' || sha256 === null) return null
    const hashes = new Map(Object.entries(sha256).map(([name, hash]) => [name, String(hash)]))
    const plain = [...hashes.keys()].every((name) => /^[\w.-]+$/.test(name) && !name.startsWith('.'))
    return plain && listText(hashes) === bytes.toString('utf8') ? hashes : null
  } catch {
    return null
  }
}

/** Read files of the bundle as JSON; null for one that is not there. */
async function readParts<Parts extends readonly unknown[]>(directory: string, names: readonly string[]): Promise<{ [At in keyof Parts]: Parts[At] | null }> {
  return await Promise.all(names.map((name) => readJson(directory, name))) as unknown as { [At in keyof Parts]: Parts[At] | null }
}

async function readJson(directory: string, name: string): Promise<unknown> {
  const bytes = await readBundled(directory, name)
  try {
    return bytes === null ? null : JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}

function changed(name: string, how: string): Refusal {
  return refuse('bundle-changed', 'check', { doing, found: `${name} is not as it was written: ${how}`, need: 'Every file of the bundle, byte for byte', next: 'Get the bundle again from whoever made it, or make the run again' })
}
