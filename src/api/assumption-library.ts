import { readdir, readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { LibraryEntry, LibraryFile } from '../contract/assumption.ts'
import { sayDate } from '../units/calendar-date.ts'

const directory = new URL('../reference/assumptions/', import.meta.url)
let held: Promise<readonly LibraryEntry[]> | undefined

/** Every entry of the assumption library, in the order of its files. Read once: it comes with the product. Errors: throws when an entry is not one (a bug; a test reads them all). */
export function readLibrary(): Promise<readonly LibraryEntry[]> {
  return held ??= readFiles()
}

async function readFiles(): Promise<readonly LibraryEntry[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.yaml')).toSorted()
  const files = await Promise.all(names.map(async (name) => readLibraryText(await readFile(new URL(name, directory), 'utf8'), name)))
  const entries = files.flat()
  const twice = entries.find(({ id }, at) => entries.findIndex((one) => one.id === id) !== at)
  if (twice !== undefined) throw new Error(`The assumption library has the id ${twice.id} twice`)
  return entries
}

/** Read one file of the library. Errors: throws with the place of the first fault. */
export function readLibraryText(text: string, name: string): LibraryEntry[] {
  const { group, entries } = LibraryFile.parse(parse(text))
  return entries.map((entry, at) => {
    const read = LibraryEntry.safeParse({ edition: 1, range: null, ...(entry as object), group })
    if (read.success) return read.data
    throw new Error(`${name}, entry ${at + 1} (${String((entry as { id?: unknown }).id)}): ${read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`)
  })
}

/** What to know of an entry now, and of a plan that took it in an edition; undefined: there is none of that id. */
export function flagsOf(entry: LibraryEntry | undefined, edition: number, today: string): string[] {
  if (entry === undefined) return ['No entry of the library has this id.']
  return [
    ...(entry.review < today ? [`Its review was due on ${sayDate(entry.review)}.`] : []),
    ...(edition < entry.edition ? [`The library has edition ${entry.edition} of it now; this is edition ${edition}.`] : edition > entry.edition ? [`The library knows editions up to ${entry.edition}; this says ${edition}.`] : []),
  ]
}
