import type { Viewer } from '../../access/viewer.ts'
import type { LeverFile } from '../../contract/lever.ts'
import { nameKey, type NodeNames } from '../../scenario/lever-set.ts'
import type { WhatIfNode } from '../../scenario/what-if-walk.ts'
import type { House } from '../../store/house.ts'
import type { SupplyParameters } from '../../supply/parameters.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { calibrateArea, pickGroup } from '../rates/calibrated.ts'
import { findPlace } from '../map/find-place.ts'

/** The professions and areas of a run: the one projected first, then every other that a lever names. */
interface Gathered {
  readonly nodes: readonly WhatIfNode[]
  readonly names: NodeNames
}

/** The one projected: its area as a code, on the map of a date or of today. */
interface Projected { readonly map: string | null; readonly area: string; readonly areaName: string; readonly profession: string; readonly parameters: SupplyParameters }

/** Look up and calibrate whatever the levers name. Errors: refuses as `findPlace`, `calibrateArea` and `pickGroup` do. */
export async function gatherNodes(house: House, viewer: Viewer, projected: Projected, levers: LeverFile): Promise<Gathered | Refusal> {
  const nodes: WhatIfNode[] = [{ areaName: projected.areaName, parameters: projected.parameters }]
  const places = new Map([[nameKey(projected.profession, projected.area), 0]])
  for (const { profession = projected.profession, area = projected.area, settles = false } of namedBy(levers)) {
    const asked = nameKey(profession, area)
    if (places.has(asked)) continue
    const place = await findPlace(house, viewer, area, projected.map)
    if (isRefusal(place)) return place
    // Where a programme's people settle, and no lever acts, is not made part of the run.
    if (settles && place.area.code !== projected.area) continue
    const groups = await calibrateArea(house, viewer, place)
    if (isRefusal(groups)) return groups
    const group = pickGroup(groups, profession, place.area.name)
    if (isRefusal(group)) return group
    if (isRefusal(group.parameters)) return group.parameters
    const known = nameKey(group.history.group, place.area.code)
    if (!places.has(known)) places.set(known, nodes.push({ areaName: place.area.name, parameters: group.parameters }) - 1)
    places.set(asked, places.get(known)!)
  }
  return { nodes, names: { profession: projected.profession, area: projected.area, places } }
}

interface Named { readonly profession?: string | undefined; readonly area?: string | undefined; readonly settles?: boolean }

/** Every profession and area that levers and facts name, in their order. */
function namedBy({ levers, programmes, origins }: LeverFile): Named[] {
  const professionOf = (programme: string | undefined): string | undefined => programmes.find(({ id }) => id === programme)?.profession
  return [
    ...levers.flatMap((lever): Named[] => [
      ...(lever.programme === undefined && lever.kind !== 'shared-pool' ? [{ profession: lever.profession, area: lever.area }] : []),
      ...(lever.programme !== undefined && ['settlement', 'trainees-counted'].includes(lever.kind) ? [{ profession: professionOf(lever.programme), area: lever.area }] : []),
      ...(lever.toProfession === undefined && lever.toArea === undefined ? [] : [{ profession: lever.toProfession ?? lever.profession, area: lever.toArea ?? lever.area }]),
      ...(lever.members ?? []),
    ]),
    ...programmes.flatMap(({ profession, settlement }) => settlement.map(({ area }): Named => ({ profession, area, settles: true }))),
    ...origins,
  ]
}
