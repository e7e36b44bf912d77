import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { codeOfStep } from '../../src/api/access/one-time-code.ts'
import { layDemonstration } from './demonstration-folder.ts'
import { sharedAddress } from './shared-demonstration.ts'

/** Who keeps each house that is served, for the pages that are opened at its address. */
export const cookies = new Map<string, string>()

const root = join(import.meta.dirname, '..', '..')
const cadre = join(root, 'src', 'cli', 'main.ts')

export type VisitedHouse = Pick<ServedHouse, 'address' | 'ask' | 'stop'>

export interface ServedHouse {
  readonly address: string
  /** Cookie of the one who keeps it, with the second factor given; empty in the demonstration, which nobody signs in to. */
  readonly cookie: string
  /** Ask an address as that person. */
  ask<Answer>(path: string): Promise<Answer>
  readonly folder: string
  /** End the server and leave the folder to the commands. */
  pause(): Promise<void>
  stop(): Promise<void>
}

/** Build the pages, make a data folder with the product's own commands, and serve it as people do. */
export async function serveHouse(...commands: readonly (readonly string[])[]): Promise<ServedHouse> {
  await buildPages()
  const parent = mkdtempSync(join(tmpdir(), 'cadre-journey-'))
  const folder = join(parent, 'house')
  for (const command of commands) await (command.join() === 'demo' ? layDemonstration(cadre, folder) : promisify(execFile)(process.execPath, [cadre, '--data', folder, ...command], { maxBuffer: 64e6 }))
  const { address, invitation, stop } = await serve(folder)
  const cookie = invitation === null ? '' : await becomeAdministrator(address, invitation)
  if (cookie !== '') cookies.set(new URL(address).origin, cookie)
  return {
    address,
    cookie,
    ask: async <Answer>(path: string) => (await (await fetch(address + path, { headers: { cookie } })).json()) as Answer,
    folder,
    pause: stop,
    stop: async () => {
      await stop()
      rmSync(parent, { recursive: true, force: true })
    },
  }
}

/** Visit the demonstration that journeys share: for those that change nothing in it. */
export async function visitDemonstration(): Promise<VisitedHouse> {
  await buildPages()
  const address = await sharedAddress(inject('journeys'), cadre)
  return { address, ask: async <Answer>(path: string) => (await (await fetch(address + path)).json()) as Answer, stop: async () => undefined }
}

/** Build as `npm start` does, in a process of its own: here the environment says “test”, and React would come with its checks. */
async function buildPages(): Promise<void> {
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', "(await import('./scripts/build.mjs')).build()"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  })
}

/** Start the server on any free port and wait until it says where. */
async function serve(folder: string): Promise<{ address: string; invitation: string | null; stop: () => Promise<void> }> {
  const server = spawn(process.execPath, [cadre, '--data', folder, 'serve', '--port', '0', '--get-ready', 'first', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((done) => {
    server.once('exit', () => done())
  })
  const said: string[] = []
  server.stderr.on('data', (text: Buffer) => said.push(text.toString()))
  const { address, invitation } = await new Promise<{ address: string; invitation: string | null }>((found, failed) => {
    createInterface({ input: server.stdout }).once('line', (line) => found(JSON.parse(line) as { address: string; invitation: string | null }))
    server.once('exit', (code) => failed(new Error(`serving the data folder: it ended with code ${code}: ${said.join('')}`)))
  })
  return {
    address: address.replace(/\/$/, ''),
    invitation,
    stop: async () => {
      server.kill('SIGTERM')
      await ended
    },
  }
}

/** Open a one-time link as its person does, and set up and give the second factor. Answers the cookie. */
export async function becomeAdministrator(address: string, invitation: string): Promise<string> {
  const send = async (path: string, cookie: string, body?: object): Promise<Response> => {
    const answer = await fetch(address + path, { method: 'POST', headers: { 'x-cadre': '1', cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return answer
  }
  const accepted = await send('/api/invitations/accept', '', { link: new URL(invitation).hash.slice(1), name: 'Local viewer', email: 'keeper@example.org', password: 'seven quiet herons wade' })
  const cookie = (accepted.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const { secret } = (await (await send('/api/account/second-factor/offer', cookie)).json()) as { secret: string }
  await send('/api/account/second-factor', cookie, { secret, code: codeOfStep(secret, Math.floor(Date.now() / 30_000), 6) })
  return cookie
}
