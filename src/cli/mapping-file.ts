import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parse } from 'yaml'
import { refuse, type Refusal } from '../units/refusal.ts'

/** Read a file in YAML or JSON; JSON is YAML too. Errors: refuses `mapping-not-found` and `mapping-not-yaml`. */
export async function readMappingFile(path: string): Promise<{ readonly value: unknown } | Refusal> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return refuse('mapping-not-found', 'input', { doing: 'Reading a mapping', found: `no file at ${path} that can be read`, need: 'A mapping in YAML or JSON', next: 'Check the path, or make one with `cadre mapping propose FILE`' })
  try {
    return { value: parse(text) as unknown }
  } catch (error) {
    return refuse('mapping-not-yaml', 'input', { doing: `Reading the mapping ${basename(path)}`, found: `text that is neither YAML nor JSON (${error instanceof Error ? error.message.split('\n')[0] : ''})`, need: 'A mapping in YAML or JSON', next: 'Correct the line named' })
  }
}
