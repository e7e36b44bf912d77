import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { refuse, type Refusal } from '../units/refusal.ts'

/** Who holds a data folder. `started` tells a process from a later one that was given the same number. */
interface Holder { readonly pid: number; readonly host: string; readonly started: string; readonly since: string }

export interface Lock { release(): void }

/**
 * Take the lock file of a data folder, for this process alone.
 *
 * A lock left by a process that is gone is taken over. Removing a dead lock needs a second lock file (`<lock>.takeover`),
 * so that two newcomers never remove each other's fresh lock.
 */
export async function takeLock(path: string, now: () => string): Promise<Lock | Refusal> {
  const mine: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid) ?? 'unknown', since: now() }
  for (let attempt = 0; attempt < 40; attempt++) {
    if (create(path, mine)) return held(path, mine)
    const holder = readHolder(path)
    if (holder === 'gone') continue
    if (holder !== 'unreadable' && isAlive(holder)) return refuseInUse(path, holder)
    if (holder === 'unreadable' && isFresh(path)) await wait(50)
    else if (!removeDead(path, mine)) await wait(50)
  }
  return refuseInUse(path, null)
}

/** Says whether a process that lives holds a lock, or is about to. */
export function isHeld(path: string): boolean {
  const holder = readHolder(path)
  return holder === 'unreadable' ? isFresh(path) : holder !== 'gone' && isAlive(holder)
}

function create(path: string, holder: Holder): boolean {
  try {
    writeFileSync(path, `${JSON.stringify(holder)}\n`, { flag: 'wx', flush: true })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    // The disk is full: the name was made, its content was not.
    rmSync(path, { force: true })
    throw error
  }
}

function held(path: string, mine: Holder): Lock {
  const release = () => {
    process.off('exit', release)
    if (sameHolder(readHolder(path), mine)) rmSync(path, { force: true })
  }
  process.on('exit', release)
  return { release }
}

function readHolder(path: string): Holder | 'gone' | 'unreadable' {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return 'gone'
  }
  try {
    const holder = JSON.parse(text) as Holder
    return Number.isInteger(holder.pid) && typeof holder.host === 'string' ? holder : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

/** A lock being written right now is empty for an instant; one still unreadable after ten seconds was cut short. */
function isFresh(path: string): boolean {
  const written = statSync(path, { throwIfNoEntry: false })
  return written !== undefined && Date.now() - written.mtimeMs < 10_000
}

/** A holder on another machine cannot be looked at: it counts as alive. */
function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const started = startOf(holder.pid)
  return started === null || holder.started === 'unknown' || started === holder.started
}

/** Boot of the machine and start of the process in clock ticks since, where /proc tells (Linux); null elsewhere or when it is gone. */
function startOf(pid: number): string | null {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    // Field 22 of the line counts from 1 and the first two are cut off. A zombie (state Z) holds nothing any more.
    return afterName[0] === 'Z' ? 'ended' : `${boot}:${afterName[19]}`
  } catch {
    return null
  }
}

function removeDead(path: string, mine: Holder): boolean {
  const guard = `${path}.takeover`
  if (!create(guard, mine)) {
    const other = readHolder(guard)
    if (other === 'unreadable' ? !isFresh(guard) : other !== 'gone' && !isAlive(other)) rmSync(guard, { force: true })
    return false
  }
  try {
    const holder = readHolder(path)
    const dead = holder === 'unreadable' ? !isFresh(path) : holder !== 'gone' && !isAlive(holder)
    if (dead) rmSync(path, { force: true })
    return dead
  } finally {
    rmSync(guard, { force: true })
  }
}

function sameHolder(one: Holder | 'gone' | 'unreadable', other: Holder): boolean {
  return typeof one === 'object' && one.pid === other.pid && one.host === other.host && one.started === other.started && one.since === other.since
}

function refuseInUse(path: string, holder: Holder | null): Refusal {
  const here = holder?.host === hostname()
  const who = holder === null ? 'another process is opening it' : `process ${holder.pid}${here ? '' : ` on ${holder.host}`} has had it open since ${holder.since}`
  const stop = holder === null ? 'Try again in a moment' : here
    ? `Stop process ${holder.pid} first, or use another folder with --data`
    : `Stop Cadre on ${holder.host} first; if that machine is gone, remove the file ${path}`
  return refuse('folder-in-use', 'conflict', { doing: 'Opening the data folder', found: who, need: 'One data folder is used by one process at a time', next: stop })
}
