import type { Viewer } from '../../access/viewer.ts'
import type { Job } from '../../contract/jobs.ts'
import type { Problem } from '../../contract/problem.ts'
import type { JobWork, KeptJob } from '../../store/job.ts'
import { refuse, type Refusal } from '../../units/refusal.ts'
import { problemOf } from '../problem.ts'
import { sayCount } from '../say.ts'

/** Say how a job stands, to a viewer. `work` is what is known of it, to who asked; `now` in milliseconds. */
export function sayJob(job: KeptJob, viewer: Viewer, work: JobWork | null, now: number): Job {
  const isOwn = job.person === viewer.id
  const keeps = viewer.rights.includes('manage-system')
  return {
    id: job.id, kind: job.kind, title: job.title, state: job.state, step: job.step, done: job.done, of: job.of, secondsLeft: secondsLeft(job, now), says: saySteps(job),
    askedBy: { id: job.person, name: job.personName }, askedAt: job.askedAt, startedAt: job.startedAt, endedAt: job.endedAt, attempt: job.attempt, worker: job.worker, code: job.code,
    problem: isOwn ? problemOfJob(job, work) : null,
    mayCancel: (isOwn || keeps) && job.landed === null && ['waiting', 'running', 'asking'].includes(job.state), mayRetry: (isOwn || keeps) && job.state === 'failed',
  }
}

/** Why a job failed; null for one that did not. */
export function problemOfJob(job: Pick<KeptJob, 'state' | 'code' | 'tries'>, work: Pick<JobWork, 'problem'> | null): Problem | null {
  if (job.state !== 'failed') return null
  return job.code === 'job-kept-breaking' ? problemOf(refuseKeptBreaking(job.tries)) : (work?.problem ?? null) as Problem | null
}

/** From the pace of what it is at; nobody can know before the first step is done. */
export function secondsLeft({ state, stepAt, done, of }: KeptJob, now: number): number | null {
  return state !== 'running' || stepAt === null || done === 0 ? null : ((now - Date.parse(stepAt)) / 1000 / done) * (of - done)
}

function saySteps({ kind, state, step, done, of, tries, code }: KeptJob): string {
  const again = tries > (state === 'waiting' ? 0 : 1) ? ' It was begun before: the process that had it ended or failed.' : ''
  if (state === 'waiting') return `Waits for a process to take it.${again}`
  if (state === 'running') return `${stepWords[step ?? ''] ?? 'Beginning'}${of > 0 ? `: ${done} of ${sayCount(of)} done` : ''}.${again}`
  if (state === 'asking') return 'Checked. It waits for somebody to publish or to cancel it.'
  if (state === 'done') return kind === 'import' ? 'Published.' : 'Done.'
  return state === 'cancelled' ? 'Cancelled: nothing is kept of it.' : `It did not come to an end (${code ?? 'unknown'}).`
}

const stepWords: Readonly<Record<string, string>> = { checking: 'Checking files', publishing: 'Publishing files', calibrating: 'Learning rates', projecting: 'Projecting', gathering: 'Learning rates', running: 'Walking levers through every future' }

function refuseKeptBreaking(tries: number): Refusal {
  return refuse('job-kept-breaking', 'conflict', {
    doing: 'Doing heavy work', found: `${tries} processes that took it up ended before it was done`, need: 'A machine on which it can be done: most often memory was short', next: 'Look into the logs of servers and workers, give them more memory, and ask again; or cancel it',
  })
}
