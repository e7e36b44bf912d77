import { useEffect, useRef, useState } from 'react'
import type { Problem } from '../../contract/problem.ts'
import type { CentralPath } from '../../scenario/central-run.ts'
import type { SimpleLevers } from '../../supply/parameters.ts'
import { problemOf } from '../ask/ask.ts'
import type { FromWorker, ToWorker } from './central-run-messages.ts'

/** How a central run stands. `base`: nothing moved; `moved`: as `levers` say, the last ones that were walked. */
export interface CentralRunState {
  readonly base: readonly CentralPath[] | null
  readonly moved: readonly CentralPath[] | null
  readonly levers: SimpleLevers | null
  readonly kernel: 'plain' | 'fast' | null
  readonly without: number
  readonly problem: Problem | null
}

const nothingYet: CentralRunState = { base: null, moved: null, levers: null, kernel: null, without: 0, problem: null }

/** Follow a central run in the kernel's thread: open it, and walk it again each time a lever moves. No address: nothing is asked. */
export function useCentralRun(address: string | null, levers: SimpleLevers): CentralRunState {
  const [{ of, state }, setState] = useState<{ readonly of: string | null; readonly state: CentralRunState }>({ of: null, state: nothingYet })
  const follower = useRef<Follower | null>(null)
  const { leaving, joining, participation } = levers
  useEffect(() => {
    if (address === null) return
    const followed = follow(address, (change) => setState((before) => ({ of: address, state: { ...(before.of === address ? before.state : nothingYet), ...change } })))
    follower.current = followed
    return () => {
      followed.close()
      follower.current = null
    }
  }, [address])
  useEffect(() => {
    if (address !== null) follower.current?.move({ leaving, joining, participation })
  }, [address, leaving, joining, participation])
  return of === address ? state : nothingYet
}

interface Follower {
  move(levers: SimpleLevers): void
  close(): void
}

/** One walk at a time: while one is on its way only the newest position of the levers waits behind it. */
function follow(run: string, tell: (change: Partial<CentralRunState>) => void): Follower {
  let [busy, waiting, ended]: [boolean, SimpleLevers | null, boolean] = [false, null, false]
  const by = hear((said) => {
    if (ended) return
    if (said.say === 'failed') {
      busy = false
      return tell({ problem: said.problem })
    }
    if (said.say === 'opened') return tell({ base: said.paths, kernel: said.kernel, without: said.without, problem: null })
    tell({ moved: said.paths, levers: said.levers })
    busy = false
    if (waiting !== null) move(waiting)
  })
  const move = (levers: SimpleLevers): void => {
    waiting = busy ? levers : null
    if (busy) return
    busy = true
    tellWorker({ ask: 'walk', by, run, levers })
  }
  tellWorker({ ask: 'open', by, run })
  return {
    move,
    close: () => {
      ended = true
      listeners.delete(by)
    },
  }
}

const listeners = new Map<number, (said: FromWorker) => void>()
let last = 0
let worker: Worker | null = null

function hear(listener: (said: FromWorker) => void): number {
  listeners.set(++last, listener)
  return last
}

/** The thread starts when it is first needed, and lives as long as the page. */
function tellWorker(message: ToWorker): void {
  worker ??= startWorker()
  worker.postMessage(message, [])
}

function startWorker(): Worker {
  const started = new Worker(new URL('./central-run-worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => listeners.get(data.by)?.(data))
  started.addEventListener('error', ({ message }) => {
    worker = null
    for (const [by, listener] of listeners) listener({ by, say: 'failed', problem: problemOf(new Error(message === '' ? 'the kernel’s thread did not start' : message)) })
  })
  return started
}
