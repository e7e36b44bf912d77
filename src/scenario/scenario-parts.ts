import { isRefusal, type Refusal } from '../units/refusal.ts'
import { openCentralScenario, sceneFrom, type CentralScenarioYear } from './central-scenario.ts'
import { shared } from './lever-in-part.ts'
import type { EnsembleSettings, ScenarioScene } from './scenario-ensemble.ts'
import { runScenario, type Acting, type ScenarioFound, type ScenarioInputs, type ScenarioSettings } from './scenario.ts'

/** An area of the whole, ready to be walked by itself; or why it cannot be. */
export interface PartGiven {
  readonly code: string
  readonly name: string
  readonly scene: ScenarioScene | null
  readonly why: string | null
  /** The levers of the file as they act there (lever-in-part.ts). */
  readonly levers: readonly Acting[]
  readonly untold: readonly { readonly id: string; readonly why: string }[]
  /** Of the staff projected, the share who are there today; null where they have no history there. */
  readonly share: number | null
  /** How deprived it is; null where nobody knows. */
  readonly deprivation: number | null
}

/** The areas of a level that are told apart in a scenario. */
export interface PartsGiven {
  /** Null where there are none below the area of the scenario. */
  readonly level: string | null
  readonly areas: readonly PartGiven[]
  /** Where their deprivation is from; null where none is held. */
  readonly deprivation: { readonly asOf: string; readonly sources: readonly string[] } | null
}

/** A year end of the central path. A gap above 0 is short. */
export type PartSide = CentralScenarioYear['scenario']

export interface PartFound { readonly code: string; readonly name: string; readonly deprivation: number | null; readonly baseline: PartSide; readonly scenario: PartSide }

/** The last year end of a scenario area by area, every rate and assumption at its value. */
export interface PartsFound extends Pick<PartsGiven, 'level' | 'deprivation'> {
  readonly whole: Pick<PartFound, 'baseline' | 'scenario'>
  readonly areas: readonly PartFound[]
  /** Areas that cannot be walked, and why. */
  readonly without: readonly { readonly code: string; readonly name: string; readonly why: string }[]
  /** Levers that are not told apart in some areas: what they do there is in the whole alone. */
  readonly untold: readonly { readonly id: string; readonly why: string; readonly areas: number }[]
}

export interface ScenarioWithParts extends ScenarioFound { /** Null where nobody asked for them. */ readonly parts: PartsFound | null }

/** Run a scenario, and walk its areas one by one on their central path. Errors: refused as `runScenario`. */
export function runWithParts(inputs: ScenarioInputs, settings: ScenarioSettings, parts: PartsGiven | null, told?: (done: number, of: number) => void): ScenarioWithParts | Refusal {
  const found = runScenario(inputs, settings, told)
  return isRefusal(found) ? found : { ...found, parts: parts === null ? null : walkParts(parts, inputs, found.acting, settings) }
}

/**
 * Walk every area by itself without the levers and with them, beside the whole: the central path of the slider (C11), area by area.
 *
 * Each area is learnt from its own history, so that all of them together are not the whole to the last digit; with no lever none changes by anything.
 *
 * Units:  people or FTE by `unit`.
 * Source: docs/method/scenarios.md, C12.
 */
export function walkParts({ level, areas, deprivation }: PartsGiven, inputs: Pick<ScenarioInputs, 'levers'> & ScenarioScene, acting: readonly Acting[], { years, unit }: Pick<EnsembleSettings, 'years' | 'unit'>): PartsFound {
  const manual = acting.filter(({ id }) => !inputs.levers.some((each) => each.id === id))
  const ends = (scene: ScenarioScene, levers: readonly Acting[]): Pick<PartFound, 'baseline' | 'scenario'> | Refusal => {
    const rows = openCentralScenario(scene, { years, unit }).walk(levers)
    return isRefusal(rows) ? rows : { baseline: rows.at(-1)!.baseline, scenario: rows.at(-1)!.scenario }
  }
  const whole = ends(inputs, acting)
  if (isRefusal(whole)) throw new Error(`Walking the areas of a scenario: levers that were taken before are refused: ${whole.found}`)
  const walked = areas.map((area) => ({ area, ends: area.scene === null ? null : ends(area.scene, [...area.levers, ...manualIn(area, manual)]) }))
  return {
    level, deprivation, whole,
    areas: walked.flatMap(({ area: { code, name, deprivation: own }, ends: found }) => (found === null || isRefusal(found) ? [] : [{ code, name, deprivation: own, ...found }])),
    without: walked.flatMap(({ area: { code, name, why }, ends: found }) => (found === null ? [{ code, name, why: why ?? '' }] : isRefusal(found) ? [{ code, name, why: found.found }] : [])),
    untold: untoldIn(areas),
  }
}

/** Manual changes put a number for the whole: each area has its share of it. */
function manualIn({ share }: PartGiven, manual: readonly Acting[]): Acting[] {
  return manual.flatMap(({ id, lever }) => {
    const own = shared(lever, share)
    return own === null || 'untold' in own ? [] : [{ id, lever: own }]
  })
}

function untoldIn(areas: readonly PartGiven[]): PartsFound['untold'] {
  const counted = new Map<string, { id: string; why: string; areas: number }>()
  for (const { untold } of areas) {
    for (const { id, why } of untold) counted.set(`${id} ${why}`, { id, why, areas: (counted.get(`${id} ${why}`)?.areas ?? 0) + 1 })
  }
  return [...counted.values()]
}

/** Read areas as they are written in a bundle: names of places as pairs. */
export function partsFrom(written: PartsGiven | null): PartsGiven | null {
  return written === null ? null : { ...written, areas: written.areas.map((area) => ({ ...area, scene: area.scene === null ? null : sceneFrom(area.scene) })) }
}
