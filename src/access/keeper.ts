import { reachesAll } from './reach.ts'
import { localViewer, type Viewer } from './viewer.ts'

/**
 * Whoever writes what somebody with a narrow scope may publish: the lake and the catalogue are everybody's, and rows are written for all.
 *
 * What is written has to be checked against the scope before (store/publish-within.ts); it is written under the name of who sent it. A viewer who reaches everything stays who they are.
 */
export function keeperFor(viewer: Viewer): Viewer {
  return reachesAll(viewer.reach) ? viewer : { ...localViewer, id: viewer.id, name: viewer.name }
}
