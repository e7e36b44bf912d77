import type { Viewer } from '../../access/viewer.ts'
import { modelVersion } from '../../scenario/manifest.ts'
import { keptRates, type KeptRates } from '../../scenario/rates-moved.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { calibrateArea, type Calibrated } from './calibrated.ts'
import { findPlace, type Place } from '../map/find-place.ts'
import { keepAnswer } from '../kept.ts'

/** The rates of an area as they were learnt from a snapshot. */
export interface CalibrationSet { readonly snapshot: string; readonly model: string; readonly at: string; readonly groups: readonly KeptRates[] }

/**
 * Keep the rates of an area with the records, once per snapshot and model, so that a later snapshot can be compared with it.
 * Only rates learnt from everything are kept: a part of the rows has other rates.
 */
export function keepRates(house: House, viewer: Viewer, place: Place, groups: readonly Calibrated[]): Promise<CalibrationSet> {
  const { area, mapAsked, snapshot } = place
  return keepAnswer(house, viewer, snapshot, `rates kept ${area.level}:${area.code} ${mapAsked ?? ''}`, async () => {
    const set = { snapshot, model: modelVersion, at: new Date().toISOString(), groups: groups.flatMap(({ parameters }) => (isRefusal(parameters) ? [] : [keptRates(parameters)])) }
    if (viewer.reach.kind === 'everything' && mapAsked === null) await house.calibrations.keep(viewer, { snapshot, model: set.model, area: `${area.level}:${area.code}`, at: set.at, parameters: JSON.stringify(set.groups) })
    return set
  })
}

/** The rates of an area under an earlier snapshot: as they were kept, by whatever model; else learnt from it now and kept. Errors: refusals of finding the place and of reading. */
export async function ratesUnder(house: House, viewer: Viewer, { area, mapAsked }: Place, snapshot: string): Promise<CalibrationSet | Refusal> {
  const [kept] = viewer.reach.kind === 'everything' && mapAsked === null ? await house.calibrations.list(viewer, snapshot, `${area.level}:${area.code}`) : []
  if (kept) return { snapshot, model: kept.model, at: kept.at, groups: JSON.parse(kept.parameters) as KeptRates[] }
  const then = asOf(house, snapshot)
  const place = await findPlace(then, viewer, `${area.level}:${area.code}`, mapAsked)
  if (isRefusal(place)) return place
  const groups = await calibrateArea(then, viewer, place)
  return isRefusal(groups) ? groups : keepRates(then, viewer, place, groups)
}

/** The same house as it was when a snapshot was live: snapshots never change, and their parts stay. */
function asOf(house: House, snapshot: string): House {
  return { ...house, catalogue: { ...house.catalogue, live: () => Promise.resolve(snapshot) } }
}
