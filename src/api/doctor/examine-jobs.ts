import { localViewer } from '../../access/viewer.ts'
import type { House } from '../../store/house.ts'
import { fine, wrong, type Check } from './check.ts'
import { sayCount } from '../say.ts'

/** Units: seconds without a sign of life after which nobody counts on a process, and milliseconds in line after which a job counts as stuck. */
const silent = 120
const stuckAfter = 10 * 60_000

/** Look whether heavy work gets done: whether somebody takes jobs, whether one waits for long, and whether one ends every process that takes it. `now` ISO 8601. */
export async function examineJobs(house: House, now: string): Promise<Check> {
  const [jobs, workers] = [await house.jobs.list(localViewer, null), await house.jobs.workers(localViewer)]
  const taking = workers.filter(({ silentFor }) => silentFor < silent)
  const open = jobs.filter(({ state }) => state === 'waiting' || state === 'running')
  const breaking = jobs.filter(({ state, code }) => state === 'failed' && code === 'job-kept-breaking')
  if (breaking.length > 0) return wrong('heavy work', `${sayCount(breaking.length, 'job')} ended every process that took ${breaking.length === 1 ? 'it' : 'them'}: ${breaking.slice(0, 5).map(({ id, title }) => `${title} (${id})`).join(', ')}`, 'Most often memory was short: look into the logs, then try again or cancel, at /api/jobs')
  const stuck = house.jobs.shared ? open.filter(({ state, askedAt, worker }) => (state === 'waiting' ? Date.parse(now) - Date.parse(askedAt) > stuckAfter && taking.length === 0 : !taking.some(({ id }) => id === worker) && taking.length === 0)) : []
  if (stuck.length > 0) return wrong('heavy work', `${sayCount(stuck.length, 'job')} of ${sayCount(open.length)} ${stuck.length === 1 ? 'is' : 'are'} stuck: no process takes jobs`, 'Start `cadre worker`, or a server without --no-jobs')
  return fine('heavy work', open.length === 0 ? 'nothing waits' : `${sayCount(open.length, 'job')} under way${house.jobs.shared ? `, taken by ${sayCount(taking.length)} of ${workers.length} processes known` : ', done by the server that has the folder'}`)
}
