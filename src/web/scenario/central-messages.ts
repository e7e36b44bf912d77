import type { CentralScene } from '../../contract/scenario-central.ts'
import type { PlanDocument } from '../../contract/plan.ts'
import type { Problem } from '../../contract/problem.ts'
import type { CentralEffect, CentralScenarioYear } from '../../scenario/central-scenario.ts'
import type { LeverLook } from '../../scenario/lever-look.ts'
import type { Costs } from '../../scenario/lever-cost.ts'

export type PlannedLever = PlanDocument['levers'][number]

/** What the page says to the thread that walks a scenario. `scene` is the question its inputs are asked with, as JSON; `by` names the message that is answered. */
export type ToThread = { readonly by: number; readonly scene: string } & (
  | { readonly ask: 'open' }
  | { readonly ask: 'walk' | 'share'; readonly levers: readonly PlannedLever[] }
  | { readonly ask: 'check'; readonly levers: readonly PlannedLever[]; readonly id: string }
)

/** The central path with the levers so, and what they cost as stated. */
export interface CentralAnswer { readonly rows: readonly CentralScenarioYear[]; readonly costs: Costs }

/** What of the scene a page words. */
export type SceneSaid = Pick<CentralScene, 'areaName' | 'profession' | 'opening' | 'snapshot' | 'places' | 'repeat'>

/** What the thread answers. */
export type FromThread = { readonly by: number } & (
  | { readonly say: 'opened'; readonly scene: SceneSaid }
  | { readonly say: 'walked'; readonly central: CentralAnswer }
  | { readonly say: 'shared'; readonly effects: readonly CentralEffect[] }
  | { readonly say: 'checked'; readonly check: LeverLook }
  /** A slider moved before it was done. */
  | { readonly say: 'left' }
  | { readonly say: 'failed'; readonly problem: Problem }
)
