import { localViewer } from '../access/viewer.ts'
import type { Folder } from './folder.ts'
import { answerOverview } from './overview.ts'
import { answerProjection } from './projection.ts'
import { answerQuery } from './query.ts'
import { ProjectionRequest } from '../contract/projection.ts'

/** Columns by which people are counted most: with each of these questions a roll-up is made, and kept with the data. */
const counted = ['profession', 'band', 'sex', 'age_band', 'sector', 'nationality']

/** Work out what the first page shows before anybody asks, so that it opens at once; then put together what quick counts of people read. What cannot be answered is left for the page to say. */
export async function warmUp(folder: Folder): Promise<void> {
  await folder.borrow((house) => answerOverview(house, localViewer, {})).catch(() => undefined)
  await folder.borrow((house) => answerProjection(house, localViewer, ProjectionRequest.parse({}))).catch(() => undefined)
  for (const by of counted) await folder.borrow((house) => answerQuery(house, localViewer, { measure: 'headcount', by, where: [] })).catch(() => undefined)
}
