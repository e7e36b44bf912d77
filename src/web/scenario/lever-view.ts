import type { LeverLook } from '../../scenario/lever-look.ts'
import type { CentralScene } from '../../contract/scenario-central.ts'
import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { sayUnit } from '../format.ts'
import type { PlannedLever } from './central-messages.ts'
import type { CentralState } from './use-central-scenario.ts'

export type LeverPlace = CentralScene['places'][number]

/** What is known of one lever as it stands: what it does, what it costs, where it acts. */
export interface LeverView {
  readonly unit: string
  /** What it gains at the last year end; `range` is null on the central path. */
  readonly effect: { readonly year: number; readonly gained: number; readonly range: readonly [number, number] | null } | null
  /** GBP over all years; null where it states none, undefined until it is worked out. */
  readonly cost: number | null | undefined
  /** The profession and area it acts on; null where that is a programme or a pool, undefined until it is known. */
  readonly place: LeverPlace | null | undefined
  readonly startsAYear: number | null
  /** Whether peers may be asked for now: not while the run with ranges is under way. */
  readonly mayAsk: boolean
  readonly scenario: { readonly area: string; readonly map: string | undefined }
  /** The name of an area of the run, however the scenario names it. */
  readonly nameOfArea: (area: string) => string
  readonly check: () => Promise<LeverLook | null>
  /** Changes with what was walked last. */
  readonly walked: string
}

/** See a lever by the run of the levers as they stand; by the central path until that is there. */
export function viewOfLever(lever: PlannedLever, { central, run, programmes, baseline, mayAsk }: {
  readonly central: CentralState
  readonly run: ScenarioAnswer | null
  readonly programmes: readonly { readonly id: string; readonly startsAYear: number }[]
  readonly baseline: { readonly area: string; readonly map?: string | undefined }
  readonly mayAsk: boolean
}): LeverView {
  const gained = central.effects.find(({ id }) => id === lever.id)?.gained.at(-1)
  const years = (run?.costs ?? central.central?.costs)?.byLever.find(({ id }) => id === lever.id)?.years
  return {
    unit: sayUnit('fte'), mayAsk, effect: ranged(run, lever.id) ?? (gained === undefined ? null : { year: central.central!.rows.at(-1)!.year, gained, range: null }),
    cost: years == null ? years : years.reduce((sum, each) => sum + each, 0), place: central.scene === null ? undefined : placeOf(lever, central.scene.places), startsAYear: programmes.find(({ id }) => id === lever.programme)?.startsAYear ?? null,
    scenario: { area: baseline.area, map: baseline.map }, nameOfArea: (area) => central.scene?.places.find((place) => place.area.toLowerCase() === area.toLowerCase())?.areaName ?? area, check: () => central.check(lever.id), walked: `${central.question} ${JSON.stringify(central.levers)}`,
  }
}

/** What the lever contributes, whatever the order: the gap it closes. */
function ranged(run: ScenarioAnswer | null, lever: string): LeverView['effect'] {
  const bridge = run?.contributions.years.at(-1)
  const part = bridge?.parts.find(({ id }) => id === lever)
  return part === undefined || bridge === undefined ? null : { year: bridge.year, gained: -part.gap, range: [-part.high, -part.low] }
}

function placeOf({ programme, profession, area, kind }: PlannedLever, places: readonly LeverPlace[]): LeverPlace | null {
  if (programme !== undefined || kind === 'shared-pool') return null
  const isOf = (place: LeverPlace): boolean => (profession === undefined || place.profession.toLowerCase() === profession.toLowerCase()) && (area === undefined || [place.area, place.areaName].some((name) => name.toLowerCase() === area.toLowerCase()))
  return (profession === undefined && area === undefined ? places[0] : places.find(isOf)) ?? null
}
