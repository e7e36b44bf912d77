import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '..', '..')
const cadre = join(root, 'src', 'cli', 'main.ts')

export interface ServedHouse {
  readonly address: string
  readonly folder: string
  stop(): Promise<void>
}

/** Build the pages, make a data folder with the product's own commands, and serve it as people do. */
export async function serveHouse(...commands: readonly (readonly string[])[]): Promise<ServedHouse> {
  await buildPages()
  const parent = mkdtempSync(join(tmpdir(), 'cadre-journey-'))
  const folder = join(parent, 'house')
  for (const command of commands) await promisify(execFile)(process.execPath, [cadre, '--data', folder, ...command], { maxBuffer: 64e6 })
  const { address, stop } = await serve(folder)
  return {
    address,
    folder,
    stop: async () => {
      await stop()
      rmSync(parent, { recursive: true, force: true })
    },
  }
}

/** Build as `npm start` does, in a process of its own: here the environment says “test”, and React would come with its checks. */
async function buildPages(): Promise<void> {
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', "(await import('./scripts/build.mjs')).build()"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  })
}

/** Start the server on any free port and wait until it says where. */
async function serve(folder: string): Promise<{ address: string; stop: () => Promise<void> }> {
  const server = spawn(process.execPath, [cadre, '--data', folder, 'serve', '--port', '0', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((done) => {
    server.once('exit', () => done())
  })
  const said: string[] = []
  server.stderr.on('data', (text: Buffer) => said.push(text.toString()))
  const address = await new Promise<string>((found, failed) => {
    createInterface({ input: server.stdout }).once('line', (line) => found((JSON.parse(line) as { address: string }).address))
    server.once('exit', (code) => failed(new Error(`serving the data folder: it ended with code ${code}: ${said.join('')}`)))
  })
  return {
    address: address.replace(/\/$/, ''),
    stop: async () => {
      server.kill('SIGTERM')
      await ended
    },
  }
}
