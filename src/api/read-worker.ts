import { parentPort } from 'node:worker_threads'
import type { ReturnOptions } from '../ingest/returns/find-return.ts'
import { readArrived } from './read-file.ts'

/** The other side of reading-room.ts: one file at a time, from bytes to judged rows. */
parentPort?.on('message', async ({ file, as, returns }: { file: Parameters<typeof readArrived>[0]; as: string | null; returns: ReturnOptions | null }) => {
  parentPort?.postMessage(await readArrived(file, as, returns), [])
})
