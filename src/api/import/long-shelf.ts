import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Row } from '../../dataset/table.ts'
import type { TableName } from '../../dataset/tables.ts'
import { openHeldBack } from '../../store/held-back.ts'
import type { AcceptedFile } from '../../store/publish.ts'
import { openRowsFile } from '../../store/write-rows.ts'

/** Where the rows of a long file go as they are judged, until they are published. */
export interface Shelf {
  write(rows: readonly Row[], heldBack: AcceptedFile['quarantine']): Promise<void>
  /** Finish the files and say where they lie. */
  close(): Promise<Pick<AcceptedFile, 'written' | 'quarantineAt'>>
  /** Leave nothing behind. */
  discard(): Promise<void>
}

/** Open a place in a folder for the rows of one file; a trial without a folder keeps none. */
export async function openShelf(folder: string | null, table: TableName): Promise<Shelf> {
  if (folder === null) return { write: async () => undefined, close: async () => ({}), discard: async () => undefined }
  const [path, quarantineAt] = [join(folder, `${randomUUID()}.parquet`), join(folder, `${randomUUID()}.jsonl`)]
  const [rows, held] = [await openRowsFile(path, table), await openHeldBack(quarantineAt)]
  return {
    async write(loaded, heldBack) {
      await rows.write(loaded)
      await held.write(heldBack)
    },
    async close() {
      await rows.close()
      await held.close()
      return { written: [{ table, path }], quarantineAt }
    },
    async discard() {
      await Promise.allSettled([rows.close(), held.close()])
      await Promise.all([path, quarantineAt].map((file) => rm(file, { force: true })))
    },
  }
}
