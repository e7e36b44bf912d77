import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Viewer } from '../../access/viewer.ts'
import type { CentralRunEverywhereRequest, CentralRunRequest } from '../../contract/central-run.ts'
import { packCentralRun } from '../../scenario/central-run-bytes.ts'
import { prepareCentralRun, type CentralRun } from '../../scenario/central-run.ts'
import { unitRefusal } from '../../scenario/run.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { calibrateArea, pickGroup } from '../rates/calibrated.ts'
import { gatherEverywhere } from '../everywhere/everywhere-inputs.ts'
import { findPlace, type Place } from '../map/find-place.ts'
import { keepAnswer } from '../kept.ts'
import { demandOf } from '../projection.ts'

/** The bytes of a central run (scenario/central-run-bytes.ts), as they are and compressed, and a name that changes when one of them does. */
export interface CentralRunBytes {
  readonly tag: string
  readonly bytes: Uint8Array
  readonly compressed: Uint8Array
}

/** Give the inputs of the central run of an area and staff group. Kept per snapshot. Errors: refuses as a projection does. */
export async function answerCentralRun(house: House, viewer: Viewer, request: CentralRunRequest): Promise<CentralRunBytes | Refusal> {
  const place = await findPlace(house, viewer, request.area, request.map ?? null)
  if (isRefusal(place)) return place
  return keepAnswer(house, viewer, place.snapshot, `central ${place.area.level}:${place.area.code} ${JSON.stringify({ ...request, area: null })}`, async () => {
    const run = await runOfPlace(house, viewer, place, request)
    return isRefusal(run) ? run : bytesOf(run)
  })
}

async function runOfPlace(house: House, viewer: Viewer, place: Place, request: CentralRunRequest): Promise<CentralRun | Refusal> {
  const groups = await calibrateArea(house, viewer, place)
  const picked = isRefusal(groups) ? groups : pickGroup(groups, request.profession, place.area.name)
  if (isRefusal(picked)) return picked
  const { history: { group }, parameters } = picked
  const refused = isRefusal(parameters) ? parameters : unitRefusal(parameters, { unit: request.unit, areaName: place.area.name })
  if (isRefusal(parameters) || refused !== null) return refused!
  const demand = await demandOf(house, viewer, place, parameters, request)
  if (isRefusal(demand)) return demand
  return prepareCentralRun([{ group, places: [{ code: place.area.code, parameters, demand }] }], request)
}

/** Give the inputs of the central run of every group in every area of a level. Kept per snapshot. Errors: refuses as a run of every area does. */
export async function answerCentralRunEverywhere(house: House, viewer: Viewer, request: CentralRunEverywhereRequest): Promise<CentralRunBytes | Refusal> {
  const nation = await findPlace(house, viewer, undefined, request.map ?? null)
  if (isRefusal(nation)) return nation
  return keepAnswer(house, viewer, nation.snapshot, `central everywhere ${JSON.stringify(request)}`, async () => {
    // The central run draws nothing: the number of draws and the seed are not looked at.
    const inputs = await gatherEverywhere(house, viewer, { ...request, draws: 20, seed: 1 }, () => true)
    if (inputs === null) throw new Error('gathering every area was stopped, and nobody asked for that')
    return isRefusal(inputs) ? inputs : bytesOf(prepareCentralRun(inputs.groups, request, inputs.without.length))
  })
}

async function bytesOf(run: CentralRun): Promise<CentralRunBytes> {
  const bytes = packCentralRun(run)
  return { bytes, compressed: await promisify(gzip)(bytes), tag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"` }
}
