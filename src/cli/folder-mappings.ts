import { readFile } from 'node:fs/promises'
import { basename, dirname, relative } from 'node:path'
import { parse } from 'yaml'
import { readMapping } from '../ingest/mapping.ts'
import type { BesideMapping } from '../ingest/returns/beside-mapping.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import type { FileOnDisk } from './arrive.ts'
import { readMappingFile } from './mapping-file.ts'

/** Files to import, each with the mappings that lie in its folder or above it, the nearest first; and where all mappings lie. */
export interface FilesAndMappings { readonly files: readonly (FileOnDisk & { readonly mappings: readonly BesideMapping[] })[]; readonly mappingFiles: readonly string[] }

/**
 * Take the mappings out of the files of folders. A mapping is a file whose name ends in `.mapping.yaml` or `.mapping.yml`, or any other `.yaml` or `.yml` that reads as one;
 * it is for the files in its folder and below. A file named on the command line is data, whatever it is called.
 * Errors: what `readMappingFile` and `readMapping` refuse, for a file that is called a mapping and is none.
 */
export async function takeMappings(files: readonly FileOnDisk[], named: readonly string[]): Promise<FilesAndMappings | Refusal> {
  const found: BesideMapping[] = []
  const data: FileOnDisk[] = []
  for (const file of files) {
    const mapping = named.includes(file.path) || !/\.ya?ml$/i.test(file.path) ? null : await mappingIn(file.path)
    if (isRefusal(mapping)) return mapping
    if (mapping === null) data.push(file)
    else found.push({ path: file.path, mapping })
  }
  const above = (file: FileOnDisk) => found.filter(({ path }) => isAbove(dirname(path), file.path)).toSorted((one, other) => dirname(other.path).length - dirname(one.path).length)
  return { files: data.map((file) => ({ ...file, mappings: above(file) })), mappingFiles: found.map(({ path }) => path) }
}

/** The mapping in a file; null for a file that is neither called one nor reads as one. */
async function mappingIn(path: string): Promise<BesideMapping['mapping'] | Refusal | null> {
  if (/\.mapping\.ya?ml$/i.test(path)) {
    const file = await readMappingFile(path)
    return isRefusal(file) ? file : readMapping(file.value, basename(path))
  }
  const value = await readFile(path, 'utf8').then((text) => parse(text) as unknown).catch(() => null)
  const mapping = readMapping(value, basename(path))
  return isRefusal(mapping) ? null : mapping
}

function isAbove(folder: string, path: string): boolean {
  return !relative(folder, path).startsWith('..')
}
