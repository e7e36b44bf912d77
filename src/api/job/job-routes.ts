import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Viewer } from '../../access/viewer.ts'
import { Job, Jobs } from '../../contract/jobs.ts'
import type { House } from '../../store/house.ts'
import { jobStates, type KeptJob } from '../../store/job.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import type { Folder } from '../folder.ts'
import type { JobHands } from './job-hands.ts'
import { sayJob } from './job-words.ts'
import { requestViewer } from '../access/request-viewer.ts'
import { problemSchema, sendRefusal } from '../trouble.ts'

const One = z.object({ id: z.string().describe('Id of the job') })
const tags = ['Status']

/** Register the addresses of heavy work of every kind: look, cancel, try again. */
export function registerJobs(server: FastifyInstance, folder: Folder, hands: JobHands): void {
  server.route({
    method: 'GET', url: '/api/jobs', config: { policy: 'signed-in' }, schema: { summary: 'Heavy work and who does it: your own, and everybody’s to a system administrator', tags, response: { 200: Jobs, default: problemSchema } },
    handler: (request) => folder.borrow((house) => listJobs(house, requestViewer(request))),
  })
  server.route<{ Params: z.infer<typeof One> }>({
    method: 'GET', url: '/api/jobs/:id', config: { policy: 'signed-in' }, schema: { summary: 'How a job stands', tags, params: One, description: 'May be refused with: job-not-found.', response: { 200: Job, default: problemSchema } },
    handler: async (request, reply) => {
      const viewer = requestViewer(request)
      const job = await folder.borrow(async (house) => {
        const found = await house.jobs.find(viewer, request.params.id)
        return found === null ? refuseJob(request.params.id) : sayJob(found, viewer, await house.jobs.workOf(viewer, found.id), Date.now())
      })
      return isRefusal(job) ? sendRefusal(reply, job) : reply.send(job)
    },
  })
  const change = (method: 'POST' | 'DELETE', url: string, summary: string, refuses: string, act: (house: House, viewer: Viewer, job: KeptJob) => Promise<KeptJob | Refusal>): void => {
    server.route<{ Params: z.infer<typeof One> }>({
      method, url, config: { policy: 'signed-in' }, schema: { summary, tags, params: One, description: `May be refused with: job-not-found, ${refuses}.`, response: { 200: Job, default: problemSchema } },
      handler: async (request, reply) => {
        const viewer = requestViewer(request)
        const job = await folder.borrow(async (house) => {
          const found = await house.jobs.find(viewer, request.params.id)
          return found === null ? refuseJob(request.params.id) : act(house, viewer, found)
        })
        return isRefusal(job) ? sendRefusal(reply, job) : reply.send(sayJob(job, viewer, null, Date.now()))
      },
    })
  }
  change('DELETE', '/api/jobs/:id', 'Cancel a job: your own, or anybody’s as a system administrator', 'job-over', async (house, viewer, job) => await hands.cancel(house, viewer, job) ?? refuseOver(job))
  change('POST', '/api/jobs/:id/retry', 'Put a job that failed in line again', 'job-not-failed', async (house, viewer, job) => await house.jobs.again(viewer, job.id, ['failed'], new Date().toISOString()) ?? refuseNotFailed(job))
}

async function listJobs(house: House, viewer: Viewer): Promise<Jobs> {
  const [jobs, workers] = [await house.jobs.list(viewer, null), await house.jobs.workers(viewer)]
  const said: Job[] = []
  for (const job of jobs) said.push(sayJob(job, viewer, job.state === 'failed' && job.person === viewer.id ? await house.jobs.workOf(viewer, job.id) : null, Date.now()))
  return { jobs: said, counts: Object.fromEntries(jobStates.map((state) => [state, jobs.filter((job) => job.state === state).length])) as Jobs['counts'], workers, shared: house.jobs.shared }
}

function refuseJob(id: string): Refusal {
  return refuse('job-not-found', 'absent', { doing: 'Looking for a job', found: `none with the id “${id.slice(0, 60)}” that you asked for`, need: 'The id of a job', next: 'See /api/jobs; jobs are forgotten a week after they are over' })
}

function refuseOver({ state, landed }: KeptJob): Refusal {
  return refuse('job-over', 'conflict', { doing: 'Cancelling a job', found: landed !== null ? 'it is published already' : `it is ${state} already`, need: 'A job that waits, runs or asks', next: 'Withdraw its snapshot where it is published and should not be' })
}

function refuseNotFailed({ state }: KeptJob): Refusal {
  return refuse('job-not-failed', 'conflict', { doing: 'Trying a job again', found: `it is ${state}`, need: 'A job that failed', next: 'See how it stands; ask for it anew where it was cancelled' })
}
