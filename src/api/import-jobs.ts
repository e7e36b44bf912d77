import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import type { Viewer } from '../access/viewer.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import type { Folder } from './folder.ts'
import { startJob, type RunningJob } from './import-job.ts'
import type { ImportQueue } from './import-queue.ts'
import { drain, receiveFiles } from './receive-files.ts'
import { requestViewer } from './request-viewer.ts'

/** The imports of a server, newest first: a job is found again by its id as long as the server runs. */
export interface ImportJobs {
  receive(request: FastifyRequest, straightAway: boolean): Promise<RunningJob | Refusal>
  find(viewer: Viewer, id: string): RunningJob | Refusal
  list(viewer: Viewer): RunningJob[]
  /** End all jobs and let go of their files. */
  close(): Promise<void>
}

/** Jobs kept: of those that are over, the oldest go first. */
const mostKept = 50

export function openImportJobs(folder: Folder, queue: ImportQueue): ImportJobs {
  const jobs = new Map<string, RunningJob>()
  const receive = async (request: FastifyRequest, straightAway: boolean): Promise<RunningJob | Refusal> => {
    const id = randomUUID()
    const directory = await folder.borrow(async (house) => (house.mode === 'demonstration' ? refuseDemonstration() : join(house.arriving, id)))
    if (isRefusal(directory)) {
      drain(request)
      return directory
    }
    const received = await receiveFiles(request, directory)
    if (isRefusal(received)) return received
    const job = startJob({ id, viewer: requestViewer(request), received, directory, straightAway, folder, queue, now: () => new Date().toISOString() })
    jobs.set(id, job)
    letGo(jobs)
    return job
  }
  const mine = (viewer: Viewer): RunningJob[] => [...jobs.values()].filter((job) => job.viewer.id === viewer.id).toReversed()
  return {
    receive, list: mine,
    find: (viewer, id) => mine(viewer).find((job) => job.say().id === id) ?? refuseJob(id),
    close: async () => { await Promise.all([...jobs.values()].map((job) => job.cancel())) },
  }
}

function letGo(jobs: Map<string, RunningJob>): void {
  for (const [id, job] of jobs) {
    if (jobs.size <= mostKept) return
    if (['published', 'cancelled', 'failed'].includes(job.say().state)) jobs.delete(id)
  }
}

function refuseDemonstration(): Refusal {
  return refuse('folder-is-demonstration', 'conflict', {
    doing: 'Receiving files', found: 'this data folder holds demonstration data, and a folder is demonstration or real, never both', need: 'A folder for real data', next: 'Choose “Start with real data” on the Data page, or name another folder with --data',
  })
}

function refuseJob(id: string): Refusal {
  return refuse('import-not-found', 'absent', { doing: 'Looking for an upload', found: `none with the id “${id.slice(0, 60)}” since this server was started`, need: 'The id of an upload', next: 'See the Data page for what is loaded, or send the files again' })
}
