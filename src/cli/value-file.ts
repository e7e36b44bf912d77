import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parse } from 'yaml'
import { refuse, type Refusal } from '../units/refusal.ts'

/** A value read from a file: wrapped, so that whatever it is it cannot be mistaken for a refusal. */
export interface ValueRead { readonly value: unknown }

/** Read a JSON or YAML file: JSON is YAML too. Errors: refuses `value-file-not-found` and `value-file-not-readable`. */
export async function readValueFile(file: string, what: string): Promise<ValueRead | Refusal> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return refuse('value-file-not-found', 'input', { doing: `Reading a ${what}`, found: `no file at ${file} that can be read`, need: `A ${what} in JSON or YAML`, next: 'Check the path' })
  try {
    return { value: parse(text) as unknown }
  } catch (error) {
    return refuse('value-file-not-readable', 'input', { doing: `Reading the ${what} ${basename(file)}`, found: `text that is neither JSON nor YAML (${error instanceof Error ? error.message.split('\n')[0] : ''})`, need: `A ${what} in JSON or YAML`, next: 'Correct the line named' })
  }
}
