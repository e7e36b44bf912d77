import { basename } from 'node:path'
import { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import { Status } from '../contract/status.ts'
import { readMap } from '../store/cube.ts'
import type { House } from '../store/house.ts'
import { nationOf } from './map/find-place.ts'
import { readRoute, type Route } from './route.ts'
import { version } from './version.ts'

/** Say what this installation holds: shown in every page's header and footer. */
async function answerStatus(house: House, viewer: Viewer): Promise<Status> {
  const live = (await house.catalogue.snapshots(viewer)).find((snapshot) => snapshot.live)
  return {
    version, mode: house.mode, folder: basename(house.directory), snapshot: live?.id ?? null,
    publishedAt: live?.publishedAt ?? null, files: live?.files ?? 0, nation: nationOf(await readMap(house, viewer, null))?.code ?? null,
  }
}

export const statusRoutes: readonly Route[] = [
  readRoute({
    url: '/api/status', policy: 'signed-in', says: 'What this installation holds', group: 'Status', query: z.object({}), answer: Status, refuses: [],
    handle: ({ house, viewer }) => answerStatus(house, viewer),
  }),
]
