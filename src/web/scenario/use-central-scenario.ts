import { useEffect, useMemo, useRef, useState } from 'react'
import type { Problem } from '../../contract/problem.ts'
import type { PlanDocument } from '../../contract/plan.ts'
import type { CentralEffect } from '../../scenario/central-scenario.ts'
import type { LeverLook } from '../../scenario/lever-look.ts'
import { problemOf, ProblemError } from '../ask/ask.ts'
import type { CentralAnswer, FromThread, PlannedLever, SceneSaid, ToThread } from './central-messages.ts'
import { newestOnly } from './newest-only.ts'

/** How the central path of a scenario stands in this browser. `levers`: those that `central` was walked with, the last ones. */
export interface CentralState {
  readonly scene: SceneSaid | null
  readonly central: CentralAnswer | null
  readonly levers: readonly PlannedLever[]
  /** What each lever does of it, as it was shared out last. */
  readonly effects: readonly CentralEffect[]
  readonly problem: Problem | null
  /** What the inputs were asked with. */
  readonly question: string
  /** Look at one lever; null where nothing is ready yet. */
  readonly check: (id: string) => Promise<LeverLook | null>
}

type Walked = Omit<CentralState, 'question' | 'check'> & { readonly of: string }
const nothing: Omit<Walked, 'of'> = { scene: null, central: null, levers: [], effects: [], problem: null }

/** Walk the central path of a scenario in the model's thread each time a lever moves. Levers as they are now, kept or on their way. */
export function useCentralScenario(document: PlanDocument, levers: readonly PlannedLever[]): CentralState {
  const question = questionOf(document)
  const [state, setState] = useState<Walked>({ of: question, ...nothing })
  const walker = useRef<{ readonly of: string; readonly walk: (levers: readonly PlannedLever[]) => void } | null>(null)
  useEffect(() => {
    const tell = (change: Partial<Walked>) => setState((before) => ({ ...(before.of === question ? before : { ...before, of: question, problem: null }), ...change }))
    let isOver = false
    const share = newestOnly(
      (moved: readonly PlannedLever[]) => send({ ask: 'share', scene: question, levers: moved }),
      (said) => { if (!isOver && said.say === 'shared') tell({ effects: said.effects }) },
      () => undefined,
    )
    const walk = newestOnly(
      (moved: readonly PlannedLever[]) => send({ ask: 'walk', scene: question, levers: moved }),
      (said, moved) => {
        if (isOver || said.say !== 'walked') return
        tell({ central: said.central, levers: moved, problem: null })
        share(moved)
      },
      (error) => { if (!isOver) tell({ problem: problemOf(error) }) },
    )
    walker.current = { of: question, walk }
    void send({ ask: 'open', scene: question }).then((said) => { if (!isOver && said.say === 'opened') tell({ scene: said.scene }) }, () => undefined)
    return () => { isOver = true }
  }, [question])
  const now = JSON.stringify(levers)
  useEffect(() => {
    if (walker.current?.of === question) walker.current.walk(JSON.parse(now) as readonly PlannedLever[])
  }, [question, now])
  const check = useMemo(() => async (id: string): Promise<LeverLook | null> => {
    const said = await send({ ask: 'check', scene: question, levers: JSON.parse(now) as readonly PlannedLever[], id })
    return said.say === 'checked' ? said.check : null
  }, [question, now])
  const { of: _of, ...walked } = state
  return { ...walked, question, check }
}

/** What the inputs are asked with: the scenario without what moves while a slider does, so that a move asks the server nothing. */
function questionOf(document: PlanDocument): string {
  const levers = document.levers.map(({ change: _change, range: _range, cost: _cost, rationale: _why, ...lever }) => ({ ...lever, change: 0 }))
  const { purpose: _purpose, ...rest } = document
  return JSON.stringify({ document: { ...rest, levers }, unit: 'fte' })
}

type Asked = ToThread extends infer Message ? (Message extends ToThread ? Omit<Message, 'by'> : never) : never

const waiting = new Map<number, (said: FromThread) => void>()
let last = 0
let thread: Worker | null = null

/** Ask the thread; it starts when it is first needed, and lives as long as the page. Errors: ProblemError in its words. */
function send(message: Asked): Promise<FromThread> {
  return new Promise((done, failed) => {
    const by = ++last
    waiting.set(by, (said) => {
      waiting.delete(by)
      if (said.say === 'failed') failed(new ProblemError(said.problem))
      else done(said)
    })
    thread ??= startThread()
    thread.postMessage({ ...message, by }, [])
  })
}

function startThread(): Worker {
  const started = new Worker(new URL('./central-worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<FromThread>) => waiting.get(data.by)?.(data))
  started.addEventListener('error', ({ message }) => {
    thread = null
    for (const [by, hear] of waiting) hear({ by, say: 'failed', problem: problemOf(new Error(message === '' ? 'the model’s thread did not start' : message)) })
  })
  return started
}
