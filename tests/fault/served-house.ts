import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { localViewer } from '../../src/access/viewer.ts'
import { attendFolder } from '../../src/api/control-socket.ts'
import { keepFolder } from '../../src/api/folder.ts'
import { buildServer } from '../../src/api/server.ts'
import { ImportAnswer } from '../../src/contract/import.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { tokenFor } from '../access/sign-in.ts'
import { layNewRecords } from '../records/empty-records.ts'

/** A server that listens, on a data folder of its own, for tests that are rough with their connections. */
export interface ServedHouse {
  readonly house: House
  /** Send files in one form, as a page does. */
  send(files: Readonly<Record<string, string>>): Promise<{ status: number; answer: ImportAnswer | null; code: string | null }>
  /** Send the first so many bytes of a request, and hang up. Answers how many bytes the whole has. */
  sendPart(files: Readonly<Record<string, string>>, share: number): Promise<void>
  /** Names of files and folders kept for uploads that are under way. */
  waiting(): string[]
  ready(): Promise<boolean>
  /** Ask an address, as somebody who may do all; the text of the answer. */
  ask(url: string): Promise<{ status: number; text: string }>
  /** What was logged as a fault of ours. */
  readonly log: readonly string[]
  close(): Promise<void>
}

const line = 'cadre-line'

/** Start one under a folder; its records are laid in empty. */
export async function serveHouse(directory: string): Promise<ServedHouse> {
  const [data, pages] = [join(directory, 'data'), join(directory, 'pages')]
  mkdirSync(pages, { recursive: true })
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Cadre</title>')
  await layNewRecords(data)
  const house = await openHouse(data)
  if (isRefusal(house)) throw new Error(house.found)
  const log: string[] = []
  const folder = keepFolder(house, openHouse, attendFolder((text) => { log.push(text) }))
  const token = await tokenFor(house)
  const server = await buildServer({ folder, pages, log: (text) => { log.push(text) } })
  await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as { port: number }
  return {
    house, log,
    send: async (files) => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/imports`, { method: 'POST', headers: { 'x-cadre': '1', authorization: `Bearer ${token}`, 'content-type': `multipart/form-data; boundary=${line}` }, body: new Uint8Array(formOf(files)) })
      const value = await answer.json() as { code?: string }
      return { status: answer.status, answer: answer.status === 200 ? ImportAnswer.parse(value) : null, code: value.code ?? null }
    },
    sendPart: (files, share) => hangUp(port, requestOf(port, token, formOf(files)), share),
    waiting: () => existsSync(house.arriving) ? readdirSync(house.arriving) : [],
    ask: async (url) => {
      const answer = await fetch(`http://127.0.0.1:${port}${url}`, { headers: { authorization: `Bearer ${token}` } })
      return { status: answer.status, text: await answer.text() }
    },
    ready: async () => (await fetch(`http://127.0.0.1:${port}/ready`)).status === 200,
    close: async () => {
      await server.close()
      await folder.close()
    },
  }
}

/** Rows of staff in the live snapshot, by month; null when nothing is live. */
export async function staffHeld(house: House): Promise<unknown> {
  const live = await house.catalogue.live(localViewer)
  return live === null ? null : house.lake.select(localViewer, live, 'select at_code, cast(period_to as varchar) as month, count(*) as rows from staff group by all order by all')
}

function formOf(files: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(files).map(([name, text]) => `--${line}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n`)
  return Buffer.from(`${parts.join('')}--${line}--\r\n`)
}

function requestOf(port: number, token: string, body: Buffer): Buffer {
  const head = `POST /api/imports HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nx-cadre: 1\r\nAuthorization: Bearer ${token}\r\nContent-Type: multipart/form-data; boundary=${line}\r\nContent-Length: ${body.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), body])
}

/** The bytes have left for the server when `end` of the write is told; then the line is cut without a good-bye. */
function hangUp(port: number, bytes: Buffer, share: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes.subarray(0, Math.floor(bytes.length * share)), () => { setTimeout(() => socket.resetAndDestroy(), 5) })
    })
    socket.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'ECONNRESET') reject(error) })
    socket.on('close', () => resolve())
  })
}
