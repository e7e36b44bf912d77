import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { localViewer } from '../../src/access/viewer.ts'
import { keepFolder, type Folder } from '../../src/api/folder.ts'
import { importFiles } from '../../src/api/import.ts'
import { buildServer, type ServerParts } from '../../src/api/server.ts'
import type { ImportAnswer } from '../../src/contract/import.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { signedIn, tokenFor } from '../access/sign-in.ts'

/** A server on a fresh data folder, and what became of the files that were loaded into it; null where there were none. */
export interface ServedFiles {
  readonly server: FastifyInstance
  readonly kept: Folder
  readonly imported: ImportAnswer | null
  readonly house: House
  close(): Promise<void>
}

/** Load files into the folder `data` below a folder, and serve it with an empty page. `now` is when they are loaded, ISO 8601. */
export async function serveFiles(folder: string, files: readonly { readonly name: string; readonly text: string }[], now: string, parts: Partial<ServerParts> = {}): Promise<ServedFiles> {
  const house = await openHouse(join(folder, 'data'))
  if (isRefusal(house)) throw new Error(house.found)
  const coming = files.map(({ name, text }) => ({ path: name, read: async () => new TextEncoder().encode(text) }))
  const imported = coming.length === 0 ? null : await importFiles(house, localViewer, coming, { as: null, dryRun: false, now })
  if (isRefusal(imported)) throw new Error(imported.found)
  const pages = join(folder, 'pages')
  mkdirSync(pages)
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Cadre</title>')
  const kept = keepFolder(house, openHouse)
  const server = signedIn(await buildServer({ folder: kept, pages, log: () => undefined, ...parts }), await tokenFor(house))
  return { server, kept, imported, house, close: async () => { await server.close(); await kept.close() } }
}
