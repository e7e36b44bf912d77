import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'
import { layDemonstration } from './demonstration-folder.ts'

declare module 'vitest' {
  export interface ProvidedContext { journeys: string }
}

/** A folder for what journeys share; whatever was started for them ends with the last of them. */
export default function shareAmongJourneys({ provide }: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-journeys-'))
  provide('journeys', folder)
  return async () => {
    if (existsSync(join(folder, 'process'))) await endProcess(Number(readFileSync(join(folder, 'process'), 'utf8')))
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Address of the one server of the demonstration, for journeys that change nothing. The first that comes starts it; the others find it warm. */
export async function sharedAddress(folder: string, cadre: string): Promise<string> {
  if (isFirst(folder)) await start(folder, cadre)
  for (let waited = 0; waited < 240; waited++) {
    const line = existsSync(join(folder, 'out')) ? readFileSync(join(folder, 'out'), 'utf8').split('\n') : []
    if (line.length > 1) return (JSON.parse(line[0]!) as { address: string }).address.replace(/\/$/, '')
    await pause(1000)
  }
  throw new Error(`the demonstration was not served within four minutes: ${existsSync(join(folder, 'err')) ? readFileSync(join(folder, 'err'), 'utf8') : 'nobody started it'}`)
}

/** Making the folder is what only one can do. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(join(folder, 'started'))
    return true
  } catch {
    return false
  }
}

/** The server outlives the test file that started it: it writes to files, and nobody waits for it. */
async function start(folder: string, cadre: string): Promise<void> {
  const data = join(folder, 'nation')
  await layDemonstration(cadre, data)
  const streams = ['out', 'err'].map((name) => openSync(join(folder, name), 'w'))
  const server = spawn(process.execPath, [cadre, '--data', data, 'serve', '--port', '0', '--get-ready', 'first', '--json'], { stdio: ['ignore', streams[0]!, streams[1]!], detached: true })
  writeFileSync(join(folder, 'process'), String(server.pid))
  server.unref()
}

async function endProcess(id: number): Promise<void> {
  const isThere = () => {
    try {
      return process.kill(id, 0)
    } catch {
      return false
    }
  }
  if (isThere()) process.kill(id, 'SIGTERM')
  for (let waited = 0; isThere() && waited < 300; waited++) await pause(100)
  if (isThere()) process.kill(id, 'SIGKILL')
}
