import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { CataloguedFile } from './house.ts'

type HeldBack = CataloguedFile['quarantine']

/** Rows held back of a long file, on their way to a file of one row in JSON a line. */
export interface HeldBackFile { write(rows: HeldBack): Promise<void>; close(): Promise<void> }

/** Open a file for rows held back. */
export async function openHeldBack(path: string): Promise<HeldBackFile> {
  const file = await open(path, 'w')
  return {
    async write(rows) { if (rows.length > 0) await file.appendFile(rows.map((row) => `${JSON.stringify(row)}\n`).join('')) },
    close: () => file.close(),
  }
}

/** Rows at a time. */
const atOnce = 2_000

/** Read rows held back, some at a time. Errors: throws what the disk says when the file cannot be read. */
export async function* readHeldBack(path: string): AsyncGenerator<HeldBack> {
  let rows: HeldBack[number][] = []
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (rows.push(JSON.parse(line) as HeldBack[number]) < atOnce) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}
