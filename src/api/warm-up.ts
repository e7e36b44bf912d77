import { localViewer } from '../access/viewer.ts'
import type { Folder } from './folder.ts'
import { answerOverview } from './overview.ts'
import { answerProjection } from './projection.ts'
import { ProjectionRequest } from '../contract/projection.ts'

/** Work out what the first page shows before anybody asks, so that it opens at once. What cannot be answered is left for the page to say. */
export async function warmUp(folder: Folder): Promise<void> {
  await folder.borrow((house) => answerOverview(house, localViewer, {})).catch(() => undefined)
  await folder.borrow((house) => answerProjection(house, localViewer, ProjectionRequest.parse({}))).catch(() => undefined)
}
