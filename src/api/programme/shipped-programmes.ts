import { readFileSync } from 'node:fs'
import type { ProgrammeFile } from '../../contract/programme.ts'
import { isRefusal, sayRefusal } from '../../units/refusal.ts'
import { readProgramme } from './programme-text.ts'

/** Ids of the programmes that come with the product, in the order of the list. */
const shippedIds = ['cardiovascular', 'cancer-and-diagnostics', 'mental-health', 'maternity', 'primary-and-community-care'] as const

const read = new Map<string, ProgrammeFile>()

/** Every programme that comes with the product. Errors: throws when one of its own files is wrong (a bug). */
export function shippedProgrammes(): ProgrammeFile[] {
  return shippedIds.map((id) => shippedProgramme(id)!)
}

/** One of them by its id; null when there is none. */
export function shippedProgramme(id: string): ProgrammeFile | null {
  if (!shippedIds.some((one) => one === id)) return null
  const file = read.get(id) ?? readShipped(id)
  read.set(id, file)
  return file
}

function readShipped(id: string): ProgrammeFile {
  const file = readProgramme(readFileSync(new URL(`../../reference/programmes/${id}.yaml`, import.meta.url), 'utf8'))
  if (isRefusal(file)) throw new Error(`The programme ${id} that comes with Cadre cannot be read. ${sayRefusal(file)}`)
  return file
}
