import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProjectionAnswer } from '../contract/projection.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import { writeCsv } from './csv.ts'
import { writeProjectionCsv, type RunInputs } from './projection.ts'

/** The list of a bundle's files with the hash of each. It is written in one way only and sealed with its own hash. */
export const listName = 'bundle.json'

/**
 * Write a run to a folder so that anyone can repeat it: manifest, inputs, rows, assumptions, and a list with the hash of every file.
 * The same run gives the same bytes. Errors: refuses `folder-holds-something-else`.
 */
export async function writeBundle(directory: string, answer: ProjectionAnswer, inputs: RunInputs): Promise<Refusal | null> {
  await mkdir(directory, { recursive: true })
  const there = await readdir(directory)
  if (there.length > 0 && !there.includes(listName)) return refuseFolder(directory)
  const files = bundleFiles(answer, inputs)
  for (const [name, text] of files) await writeFile(join(directory, name), text)
  await writeFile(join(directory, listName), listText(new Map([...files].map(([name, text]) => [name, hashText(text)]))))
  return null
}

function bundleFiles(answer: ProjectionAnswer, inputs: RunInputs): Map<string, string> {
  const { manifest, rows, account, assumptions, accuracy, summary, notes, provenance } = answer
  const header = ['id', 'says', 'value', 'unit', 'standard_error', 'years', 'source', 'grade']
  const lines = assumptions.map(({ id, says, value, unit, standardError, years, source, grade }) => [id, says, value, unit, standardError, years, source, grade])
  return new Map([
    ['manifest.json', json(manifest)], ['parameters.json', json(inputs)], ['rows.json', json({ rows, account })], ['rows.csv', writeProjectionCsv(answer).text],
    ['assumptions.csv', writeCsv(header, lines)], ['answer.json', json({ summary, accuracy, notes, provenance })],
  ])
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
