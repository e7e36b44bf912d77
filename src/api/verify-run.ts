import { readdir } from 'node:fs/promises'
import type { Manifest } from '../contract/projection.ts'
import { verifyRun } from '../scenario/run.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { hashText, listName, listText, readBundled } from './bundle.ts'
import type { RunInputs } from './projection.ts'

export interface Verified { readonly identical: true; readonly manifest: Manifest; readonly files: number }

/**
 * Repeat a run from its bundle: every file must have the bytes it was written with, and every number must come out again.
 * No data folder is needed. Errors: refuses `bundle-not-found`, `bundle-changed`, `run-inputs-differ` and `run-not-identical`.
 */
export async function verifyBundle(directory: string): Promise<Verified | Refusal> {
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
  return repeat(directory, hashes.size)
}

async function repeat(directory: string, files: number): Promise<Verified | Refusal> {
  const [manifest, inputs, recorded] = await Promise.all(['manifest.json', 'parameters.json', 'rows.json'].map((name) => readJson(directory, name))) as [Manifest | null, RunInputs | null, { rows: unknown; account: unknown } | null]
  if (manifest === null || inputs === null || recorded === null) return changed('manifest.json, parameters.json or rows.json', 'one of them is missing from the list')
  const found = verifyRun({ manifest, ...recorded }, inputs)
  if (isRefusal(found)) return found
  if (found.identical) return { identical: true, manifest, files }
  return refuse('run-not-identical', 'check', { doing, found: `the first number that differs is ${found.cell}: recorded ${found.recorded}, repeated ${found.repeated}`, need: 'The same numbers to the last digit', next: 'Find out who changed the bundle, or report it if nobody did' })
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
