import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import type { ReturnOptions } from '../../ingest/returns/find-return.ts'
import { readArrived, type ReadOutcome } from './read-file.ts'
import { readLongFile, type FileProgress, type LongFile } from './read-long-file.ts'
import { signer } from '../access/sign.ts'

/** A file handed to the reader: its bytes, or where a long one lies. */
export type Arrived = Parameters<typeof readArrived>[0] | LongFile

/** What the reader says: how far a long file is, and what became of a file. */
export type Said = { readonly progress: FileProgress } | { readonly outcome: ReadOutcome }

/** The other side of reading-room.ts: one file at a time, from bytes to judged rows. */
parentPort?.on('message', async ({ file, as, returns }: { file: Arrived; as: string | null; returns: ReturnOptions | null }) => {
  say({ outcome: await read(file, as, returns && { ...returns, sign: signer(returns.key) }) })
})

async function read(file: Arrived, as: string | null, returns: ReturnOptions | null): Promise<ReadOutcome> {
  if ('bytes' in file) return readArrived(file, as, returns)
  const long = as === null && returns !== null ? await readLongFile(file, returns, (progress) => say({ progress })) : null
  return long ?? readArrived({ name: file.name, sha256: file.sha256, bytes: await readFile(file.path) }, as, returns)
}

function say(said: Said): void {
  parentPort?.postMessage(said, [])
}
