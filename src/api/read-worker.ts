import { parentPort } from 'node:worker_threads'
import { readArrived } from './read-file.ts'

/** The other side of reading-room.ts: one file at a time, from bytes to judged rows. */
parentPort?.on('message', async ({ file, as }: { file: Parameters<typeof readArrived>[0]; as: string | null }) => {
  parentPort?.postMessage(await readArrived(file, as), [])
})
