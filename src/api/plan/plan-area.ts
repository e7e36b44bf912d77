import type { Viewer } from '../../access/viewer.ts'
import { readMap } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'

/** Names areas by what plans keep of them (`level:code`), on the latest map; one that no map names is called by its code. */
export async function namesOfAreas(house: House, viewer: Viewer): Promise<(area: string) => string> {
  const { nodes, folded, offMapNames } = await readMap(house, viewer, null)
  return (area) => nodes.get(area)?.name ?? nodes.get(folded.get(area) ?? '')?.name ?? offMapNames.get(area) ?? area.slice(area.indexOf(':') + 1)
}
