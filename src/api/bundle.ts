import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Assumption, ProjectionAnswer } from '../contract/projection.ts'
import type { WhatIfInputs } from '../scenario/what-if.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import { writeCsv } from './csv.ts'
import { writeProjectionCsv, type Projected, type RunInputs } from './projection.ts'
import { scenarioFiles, scenarioNames, type ReviewedScenario } from './scenario/scenario-bundle.ts'
import { writeWhatIfCsv, type AnsweredWhatIf } from './what-if.ts'
import { writeZip } from './zip-file.ts'

/** The list of a bundle's files with the hash of each. It is written in one way only and sealed with its own hash. */
export const listName = 'bundle.json'

/**
 * Write a run to a folder so that anyone can repeat it: manifest, inputs, rows, assumptions, and a list with the hash of every file.
 * A what-if or a scenario is written beside the run it changes: its levers, who is in it, and what they do. The same run gives the same bytes.
 * Errors: refuses `folder-holds-something-else`.
 */
export async function writeBundle(directory: string, projected: Projected, whatIf?: AnsweredWhatIf, scenario?: ReviewedScenario): Promise<Refusal | null> {
  await mkdir(directory, { recursive: true })
  const there = await readdir(directory)
  if (there.length > 0 && !there.includes(listName)) return refuseFolder(directory)
  const files = filesOf(projected, whatIf, scenario)
  for (const name of [...whatIfNames, ...scenarioNames]) if (there.includes(name) && !files.has(name)) await rm(join(directory, name))
  for (const [name, text] of files) await writeFile(join(directory, name), text)
  return null
}

/** The same files as one zip, byte for byte those of the folder. */
export function zipBundle(projected: Projected, whatIf?: AnsweredWhatIf, scenario?: ReviewedScenario): Buffer {
  return writeZip([...filesOf(projected, whatIf, scenario)].map(([name, text]) => ({ name, text })))
}

/** Every file of a bundle, the list last. */
function filesOf({ answer, inputs }: Projected, whatIf?: AnsweredWhatIf, scenario?: ReviewedScenario): Map<string, string> {
  const files = new Map([...bundleFiles(answer, inputs), ...(whatIf === undefined ? [] : whatIfFiles(whatIf)), ...(scenario === undefined ? [] : scenarioFiles(scenario))])
  return files.set(listName, listText(new Map([...files].map(([name, text]) => [name, hashText(text)]))))
}

function bundleFiles(answer: ProjectionAnswer, inputs: RunInputs): [string, string][] {
  const { manifest, rows, account, assumptions, accuracy, summary, notes, provenance } = answer
  return [
    ['manifest.json', json(manifest)], ['parameters.json', json(inputs)], ['rows.json', json({ rows, account })], ['rows.csv', writeProjectionCsv(answer).text],
    ['assumptions.csv', assumptionsText(assumptions)], ['answer.json', json({ summary, accuracy, notes, provenance })],
  ]
}

/** Every assumption of a run as csv, one to a line. */
export function assumptionsText(assumptions: readonly Assumption[]): string {
  const header = ['id', 'says', 'value', 'unit', 'standard_error', 'years', 'source', 'grade']
  return writeCsv(header, assumptions.map(({ id, says, value, unit, standardError, years, source, grade }) => [id, says, value, unit, standardError, years, source, grade]))
}

/** Files that only a what-if has. */
const whatIfNames = ['levers.json', 'what-if-inputs.json', 'what-if.json', 'what-if.csv', 'what-if-answer.json'] as const

/** What a bundle holds of who is in a what-if; what demand is taken to be is that of the run, in parameters.json. */
export interface WhatIfNodes { readonly nodes: WhatIfInputs['nodes']; readonly profession: string; readonly area: string; readonly places: readonly (readonly [string, number])[] }

function whatIfFiles({ answer, inputs }: AnsweredWhatIf): [string, string][] {
  const { manifest, rows, places, levers, binds, summary, training, notAvailable, notes, provenance } = answer
  const { nodes, names } = inputs
  const held: WhatIfNodes = { nodes, profession: names.profession, area: names.area, places: [...names.places] }
  const texts: Record<(typeof whatIfNames)[number], string> = {
    'levers.json': json(inputs.levers), 'what-if-inputs.json': json(held), 'what-if.json': json({ manifest, rows, places, alone: levers.map(({ alone }) => alone), binds }),
    'what-if.csv': writeWhatIfCsv(answer).text, 'what-if-answer.json': json({ summary, levers, training, notAvailable, notes, provenance }),
  }
  return Object.entries(texts)
}

/** Write the list of files in the one way it is written: names sorted, the seal last. */
export function listText(hashes: ReadonlyMap<string, string>): string {
  const list = { bundle: 'cadre run', format: 1, sha256: Object.fromEntries([...hashes].sort(([a], [b]) => (a < b ? -1 : 1))) }
  return json({ ...list, seal: hashText(json(list)) })
}

/** Hash of a file's bytes, as a list holds it. */
export function hashText(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Read a file of a bundle; null when it is not there. */
export function readBundled(directory: string, name: string): Promise<Buffer | null> {
  return readFile(join(directory, name)).catch(() => null)
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function refuseFolder(directory: string): Refusal {
  return refuse('folder-holds-something-else', 'usage', { doing: `Writing the run to ${directory}`, found: 'a folder that holds other files', need: 'An empty or new folder, or one that holds a run', next: 'Name another folder with --out' })
}
