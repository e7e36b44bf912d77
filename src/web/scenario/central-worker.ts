import type { CentralScene } from '../../contract/scenario-central.ts'
import { openCentralScenario, sceneFrom, type CentralScenario } from '../../scenario/central-scenario.ts'
import { lookAtLever } from '../../scenario/lever-look.ts'
import { costsOf, type LeverCost } from '../../scenario/lever-cost.ts'
import { timesOf } from '../../scenario/lever-plan.ts'
import type { ScenarioScene } from '../../scenario/scenario-ensemble.ts'
import type { Acting } from '../../scenario/scenario.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { ask, ProblemError, problemOf } from '../ask/ask.ts'
import type { FromThread, PlannedLever, ToThread } from './central-messages.ts'

/** The model in a thread of the page: fetches what a scenario is made from, keeps the newest few, and walks the central path as often as a slider moves. */
interface Held {
  readonly said: CentralScene
  readonly scene: ScenarioScene
  readonly manual: readonly Acting[]
  readonly central: CentralScenario
}
const scenes = new Map<string, Promise<Held>>()
const mostKept = 4

// Walks that were asked for so far: whatever else is under way gives way to the next.
let walks = 0

addEventListener('message', ({ data }: MessageEvent<ToThread>) => {
  if (data.ask === 'walk') walks++
  void answer(data).catch((error: unknown): FromThread => ({ by: data.by, say: 'failed', problem: problemOf(error) })).then((said) => postMessage(said, { transfer: [] }))
})

async function answer(asked: ToThread): Promise<FromThread> {
  const held = await (scenes.get(asked.scene) ?? open(asked.scene))
  const { said, scene, manual, central } = held
  const { by } = asked
  if (asked.ask === 'open') return { by, say: 'opened', scene: { areaName: said.areaName, profession: said.profession, opening: said.opening, snapshot: said.snapshot, places: said.places, repeat: said.repeat } }
  const acting = [...asked.levers.map(({ id, cost: _cost, rationale: _why, ...lever }): Acting => ({ id, lever })), ...manual]
  if (asked.ask === 'check') return { by, say: 'checked', check: lookAtLever(scene, said, central.walk, acting, asked.id) }
  if (asked.ask === 'share') {
    const found = await unlessMoved(central.shareInSteps(acting))
    return found === null ? { by, say: 'left' } : { by, say: 'shared', effects: orThrow(found) }
  }
  return { by, say: 'walked', central: { rows: orThrow(central.walk(acting)), costs: costsOf(asked.levers.map((lever) => costedOf(lever, said)), said.years) } }
}

// As long as the thread works before it looks whether a slider has moved. Units: milliseconds.
const worksFor = 8

/** Do work step by step, to its end; null when a walk was asked for meanwhile, which is answered first. */
async function unlessMoved<Found>(steps: Generator<undefined, Found>): Promise<Found | null> {
  const before = walks
  let since = performance.now()
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value
    if (performance.now() - since < worksFor) continue
    await new Promise((turn) => { setTimeout(turn) })
    if (walks !== before) return null
    since = performance.now()
  }
}

function costedOf({ id, cost, rationale: _why, ...lever }: PlannedLever, { opening }: CentralScene): Parameters<typeof costsOf>[0][number] {
  return { id, lever, cost: (cost ?? null) as LeverCost | null, times: timesOf(lever, opening) }
}

/** Errors: ProblemError in the words of the refusal. */
function orThrow<Found>(found: Found | Refusal): Found {
  if (!isRefusal(found)) return found
  const { doing, found: what, need, next, code } = found
  throw new ProblemError({ type: 'about:blank', title: 'The levers cannot be taken so', status: 0, code, detail: `${doing}: ${what}. ${need}.`, next })
}

/** What could not be had is forgotten, to be asked for again. */
function open(question: string): Promise<Held> {
  const opened = fetchScene(question)
  scenes.set(question, opened)
  opened.catch(() => scenes.delete(question))
  for (const old of [...scenes.keys()].slice(0, -mostKept)) scenes.delete(old)
  return opened
}

async function fetchScene(question: string): Promise<Held> {
  const said = await ask<CentralScene>('/api/scenario/central', { method: 'POST', headers: { 'x-cadre': '1', 'content-type': 'application/json' }, body: question })
  const scene = sceneFrom(said.scene)
  return { said, scene, manual: said.manual as unknown as readonly Acting[], central: openCentralScenario(scene, said) }
}
