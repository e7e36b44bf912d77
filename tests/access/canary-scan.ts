import { gunzipSync, inflateRawSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { canariesIn } from './made-up-region.ts'
import type { Principal } from './principals.ts'

/** Somebody who asks, with what they carry; null for nobody. */
export interface Asker { readonly principal: Principal; readonly token: string | null }

/** One request that everybody makes. */
export interface Probe { readonly method: 'GET' | 'POST' | 'DELETE'; readonly url: string; readonly body?: object }

export interface Scanned {
  readonly requests: number
  /** Who was told what of whom, where: empty when nobody was told anything beyond what they may see. */
  readonly leaks: readonly string[]
  /** Organisations whose marks each asker was told, by name of the asker. */
  readonly told: ReadonlyMap<string, ReadonlySet<string>>
  /** Status codes, by `METHOD url`. */
  readonly statuses: ReadonlyMap<string, ReadonlyMap<number, number>>
}

/** Make every request as everybody, and look for marks in each byte that comes back: status line, headers, body, and what is packed in it. */
export async function scanFor(server: FastifyInstance, askers: readonly Asker[], probesFor: (asker: Asker) => readonly Probe[]): Promise<Scanned> {
  const leaks: string[] = []
  const told = new Map<string, Set<string>>()
  const statuses = new Map<string, Map<number, number>>()
  let requests = 0
  for (const [at, asker] of askers.entries()) {
    const { principal, token } = asker
    const own = new Set<string>()
    told.set(principal.name, own)
    for (const { method, url, body } of probesFor(asker)) {
      requests++
      const headers = { host: 'localhost:4180', 'x-cadre': '1', 'if-match': '"1"', 'idempotency-key': `probe-${at}-${requests}`, authorization: token === null ? '' : `Bearer ${token}` }
      const answer = await server.inject({ method, url, headers, remoteAddress: `127.0.1.${at}`, ...(body === undefined ? {} : { payload: body }) })
      const counted = statuses.get(`${method} ${url}`) ?? new Map<number, number>()
      statuses.set(`${method} ${url}`, counted.set(answer.statusCode, (counted.get(answer.statusCode) ?? 0) + 1))
      for (const code of canariesIn(`${JSON.stringify(answer.headers)} ${unpack(answer.rawPayload)}`)) {
        own.add(code)
        if (!principal.sees.has(code)) leaks.push(`${principal.name}: ${method} ${url} told of ${code} (status ${answer.statusCode})`)
      }
    }
  }
  return { requests, leaks, told, statuses }
}

/** All texts in an answer: its bytes as they are, unzipped, and the entries of a workbook. */
function unpack(bytes: Buffer): string {
  if (bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))) return unpack(gunzipSync(bytes))
  return `${bytes.toString('latin1')} ${bytes.subarray(0, 2).toString('latin1') === 'PK' ? entriesOf(bytes).join(' ') : ''}`
}

/** Contents of a zip, entry by entry, by its local headers. Source: PKWARE APPNOTE, section 4.3.7. */
function entriesOf(zip: Buffer): string[] {
  const found: string[] = []
  for (let at = zip.indexOf('PK\u0003\u0004', 0, 'latin1'); at >= 0; at = zip.indexOf('PK\u0003\u0004', at + 4, 'latin1')) {
    const [method, names, extra] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 26), zip.readUInt16LE(at + 28)]
    const from = at + 30 + names + extra
    const name = zip.toString('utf8', at + 30, at + 30 + names)
    found.push(name, method === 8 ? inflateRawSync(zip.subarray(from), { finishFlush: 2 }).toString('utf8') : zip.toString('utf8', from, from + zip.readUInt32LE(at + 18)))
  }
  return found
}
