import { localViewer } from '../access/viewer.ts'
import type { House } from '../store/house.ts'
import type { Folder } from './folder.ts'
import { watchLive } from './live/live-watch.ts'
import { answerOverview, answerOverviewFuture } from './overview.ts'
import { answerProjection } from './projection.ts'
import { answerQuery } from './query.ts'
import { ProjectionRequest } from '../contract/projection.ts'

/** Columns by which people are counted most: with each of these questions a roll-up is made, and kept with the data. */
const counted = ['profession', 'band', 'sex', 'age_band', 'sector', 'nationality']

/** What is worked out before anybody asks, in order: what the first page shows, then what quick counts of people read. */
const questions: readonly ((house: House) => Promise<unknown>)[] = [
  (house) => answerOverview(house, localViewer, {}),
  (house) => answerOverviewFuture(house, localViewer, {}),
  (house) => answerProjection(house, localViewer, ProjectionRequest.parse({})),
  ...counted.map((by) => (house: House) => answerQuery(house, localViewer, { measure: 'headcount', by, where: [] })),
]

/** Milliseconds between two looks whether other data are live. */
const lookEvery = 2000

/** Get the first answers ready when the server starts and whenever other data go live, whoever published them; what is given back ends that. */
export function keepWarm(folder: Folder): () => void {
  let warmed: string | null = null
  let isOver = false
  let turn = Promise.resolve()
  const warm = async (): Promise<void> => {
    const live = await folder.borrow((house) => house.catalogue.live(localViewer)).catch(() => null)
    if (live === warmed) return
    warmed = live
    // What cannot be answered is left for the page to say.
    for (const question of questions) if (!isOver) await folder.borrow(question).catch(() => undefined)
  }
  const warmNext = (): void => { turn = turn.then(warm) }
  const watch = watchLive(folder, lookEvery)
  watch.hear(warmNext)
  warmNext()
  return () => {
    isOver = true
    watch.end()
  }
}
