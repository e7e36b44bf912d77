import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Disk } from './disk.ts'

/** Answers that take long to work out, kept beside the data: a cache and never the record, all of which may be removed. */
export interface KeptAnswers {
  /** The answer kept for a question about a snapshot; undefined when none is, when other code made it or when its bytes are not those that were written. */
  find(snapshot: string, asked: string): Promise<unknown>
  /** Keep an answer made from everybody's rows, and say whether it is kept; those of other snapshots and of other code go. Where the disk cannot, nothing is kept. */
  keep(snapshot: string, asked: string, answer: unknown): Promise<boolean>
}

/** Most answers that are kept of a snapshot: what the pages of some 600 places open with, and as much again. */
const mostKept = 12_000

/** Open the kept answers of a folder. Each is a file named by its question, in a folder of its snapshot and of the code that answered; its first bytes are the hash of the others. */
export function openKeptAnswers(folder: { readonly lake: string; readonly unfinished: string }, disk: Disk): KeptAnswers {
  const all = join(folder.lake, 'answers')
  const counts = new Map<string, number>()
  const pathOf = (snapshot: string, asked: string): string => join(all, nameOf(snapshot), digestOf(asked))
  const keepFile = async (snapshot: string, asked: string, bytes: Buffer): Promise<boolean> => {
    const [unfinished, home] = [join(folder.unfinished, `${randomUUID()}.answer`), join(all, nameOf(snapshot))]
    if (!counts.has(snapshot)) {
      await disk.makeFolder(home)
      for (const name of await readdir(all)) if (name !== nameOf(snapshot)) await rm(join(all, name), { recursive: true, force: true })
      counts.set(snapshot, (await readdir(home)).length)
    }
    if (counts.get(snapshot)! >= mostKept) return false
    await disk.produce(unfinished, () => writeFile(unfinished, Buffer.concat([Buffer.from(digestOf(bytes), 'utf8'), bytes])))
    await disk.rename(unfinished, pathOf(snapshot, asked))
    counts.set(snapshot, counts.get(snapshot)! + 1)
    return true
  }
  return {
    find: async (snapshot, asked) => {
      const found = await readFile(pathOf(snapshot, asked)).catch(() => null)
      if (found === null) return undefined
      const bytes = found.subarray(hashLength)
      return found.subarray(0, hashLength).toString('utf8') === digestOf(bytes) ? deserialize(bytes) as unknown : undefined
    },
    keep: async (snapshot, asked, answer) => {
      try {
        return await keepFile(snapshot, asked, serialize(answer))
      } catch {
        counts.delete(snapshot)
        return false
      }
    },
  }
}

function nameOf(snapshot: string): string {
  return `${snapshot}-${codeMark()}`
}

function digestOf(of: string | Buffer): string {
  return createHash('sha256').update(of).digest('hex').slice(0, hashLength)
}

const hashLength = 32

let mark: string | undefined
/** Says which code answers: another version of any file is other code. */
function codeMark(): string {
  const root = join(import.meta.dirname, '..')
  mark ??= digestOf(readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.(ts|json|yaml|csv)$/.test(entry.name)).map(({ parentPath, name }) => {
    const { size, mtimeMs } = statSync(join(parentPath, name))
    return `${parentPath.slice(root.length)}/${name} ${size} ${mtimeMs}`
  }).toSorted().join('\n'))
  return mark
}
