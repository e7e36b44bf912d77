import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from '../../src/cli/program.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'

export interface Ran { readonly code: number | null; readonly out: string; readonly err: string }

const launcher = new URL('../../bin/cadre', import.meta.url).pathname

/** Run `cadre` as a person does, in a process of its own. */
export function runCadre(args: readonly string[], options: { cwd?: string; env?: Readonly<Record<string, string>> } = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(launcher, args, { cwd: options.cwd, env: { ...process.env, CADRE_DATA: undefined, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text })
    child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

/** Run a command in this process: the same words, streams and exit codes, without the seconds that a process of its own takes to start. Not for two at once. */
export async function runInside(words: readonly string[]): Promise<Ran> {
  const ran: { code: number | null; out: string; err: string } = { code: 0, out: '', err: '' }
  await runProgram({
    words, folder: '.cadre', streams: { out: (text) => { ran.out += text }, err: (text) => { ran.err += text } },
    open: (directory) => openHouse(directory), done: (code) => { ran.code = code },
  })
  return ran
}

/** Run a command on a house that is open already, and leave it open: opening it takes most of the time of a command. Not for two at once. */
export async function runOn(house: House, words: readonly string[]): Promise<Ran> {
  const ran: { code: number | null; out: string; err: string } = { code: 0, out: '', err: '' }
  const open = Object.create(house, { close: { value: async () => {} } }) as House
  await runProgram({ words, folder: '.cadre', streams: { out: (text) => { ran.out += text }, err: (text) => { ran.err += text } }, open: async () => open, done: (code) => { ran.code = code } })
  return ran
}

/** A folder of its own for a test, and how to leave no trace of it. */
export function freshFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-test-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
