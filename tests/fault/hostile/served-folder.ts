import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localViewer } from '../../../src/access/viewer.ts'
import { keepFolder } from '../../../src/api/folder.ts'
import { buildServer } from '../../../src/api/server.ts'
import { ImportAnswer, type ImportedFile } from '../../../src/contract/import.ts'
import type { CataloguedFile } from '../../../src/store/house.ts'
import { openHouse } from '../../../src/store/open.ts'
import { isRefusal } from '../../../src/units/refusal.ts'
import { signedIn, tokenFor } from '../../access/sign-in.ts'

/** A server on an empty data folder, to which files are sent as a browser sends them. */
export interface ServedFolder {
  /** Send files in one form. Errors: throws on any answer but 200, and when a bug was logged. */
  send(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<readonly ImportedFile[]>
  /** The live snapshot and what its files account for. */
  held(): Promise<{ readonly snapshot: string | null; readonly files: readonly CataloguedFile[] }>
  /** Rows of the managers table in the live snapshot, counted in what is kept; reading verifies its hash. */
  managersHeld(): Promise<number>
  isReady(): Promise<boolean>
  close(): Promise<void>
}

/** Start one. */
export async function serveFolder(): Promise<ServedFolder> {
  const directory = mkdtempSync(join(tmpdir(), 'cadre-hostile-'))
  mkdirSync(join(directory, 'pages'))
  writeFileSync(join(directory, 'pages', 'index.html'), '<!doctype html><title>Cadre</title>')
  const house = await openHouse(join(directory, 'data'))
  if (isRefusal(house)) throw new Error(house.found)
  const folder = keepFolder(house, openHouse)
  const log: string[] = []
  const server = signedIn(await buildServer({ folder, pages: join(directory, 'pages'), log: (line) => { log.push(line) } }), await tokenFor(house))
  return {
    send: async (files) => {
      const answer = await server.inject({ method: 'POST', url: '/api/imports', payload: formOf(files), headers: { host: 'localhost:4180', 'x-cadre': '1', 'content-type': 'multipart/form-data; boundary=cadre-line' } })
      if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}: ${answer.body.slice(0, 500)}; ${log.join('; ').slice(0, 2000)}`)
      return ImportAnswer.parse(answer.json()).files
    },
    held: async () => {
      const snapshot = await house.catalogue.live(localViewer)
      return { snapshot, files: snapshot === null ? [] : await house.catalogue.files(localViewer, snapshot) }
    },
    managersHeld: async () => {
      const snapshot = await house.catalogue.live(localViewer)
      if (snapshot === null) return 0
      const [answer] = await house.lake.select(localViewer, snapshot, `select count(*) as rows from staff_count where source = 'history-managers'`)
      return Number(answer?.rows)
    },
    isReady: async () => (await server.inject({ url: '/ready', headers: { host: 'localhost:4180' } })).statusCode === 200,
    close: async () => {
      await server.close()
      await folder.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

function formOf(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Buffer {
  const parts = files.flatMap(({ name, bytes }) => [Buffer.from(`--cadre-line\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`), Buffer.from(bytes), Buffer.from('\r\n')])
  return Buffer.concat([...parts, Buffer.from('--cadre-line--\r\n')])
}
