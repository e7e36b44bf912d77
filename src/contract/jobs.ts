import { z } from 'zod'
import { Problem } from './problem.ts'

/** Heavy work, asked for by somebody and done by whichever process has a hand free. */
export const Job = z.object({
  id: z.string(),
  kind: z.enum(['import', 'everywhere', 'scenario']).describe('import: an upload on its way into the dataset · everywhere: a projection of every area of a level · scenario: a scenario run, compared or sought a goal with'),
  title: z.string().describe('What it is, without anything of its content'),
  state: z.enum(['waiting', 'running', 'asking', 'done', 'failed', 'cancelled']).describe('asking: it waits for a person, who publishes what was checked or cancels it'),
  step: z.string().nullable().describe('What it is at: checking, publishing, calibrating, projecting, gathering, running'),
  done: z.number().int().describe('Steps done of what it is at'),
  of: z.number().int(),
  secondsLeft: z.number().nullable().describe('From how fast the steps went so far; null while nobody can know'),
  says: z.string().describe('How it stands, in one sentence'),
  askedBy: z.object({ id: z.string(), name: z.string() }),
  askedAt: z.string().describe('ISO 8601'),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  attempt: z.number().int().describe('How often it was taken up; more than one when a process that had it ended or a person asked again'),
  worker: z.string().nullable().describe('Id of the process that has it'),
  code: z.string().nullable().describe('Code of why it failed'),
  problem: Problem.nullable().describe('Why it failed, to whoever asked for it'),
  mayCancel: z.boolean(),
  mayRetry: z.boolean(),
})
export type Job = z.infer<typeof Job>

/** A process that takes jobs. */
const JobWorker = z.object({
  id: z.string(),
  kind: z.enum(['server', 'worker']),
  name: z.string().describe('Machine and process number'),
  hands: z.number().int().describe('Jobs it does at a time'),
  running: z.number().int().describe('Jobs it has now'),
  since: z.string().describe('ISO 8601'),
  silentFor: z.number().describe('Seconds since it was last heard of'),
})
export type JobWorker = z.infer<typeof JobWorker>

const states = ['waiting', 'running', 'asking', 'done', 'failed', 'cancelled'] as const

export const Jobs = z.object({
  jobs: z.array(Job).describe('Newest first: your own, and everybody’s to a system administrator'),
  counts: z.object(Object.fromEntries(states.map((state) => [state, z.number().int()])) as Record<(typeof states)[number], z.ZodNumber>).describe('Jobs by state, of those listed'),
  workers: z.array(JobWorker).describe('Processes that take jobs; told to a system administrator'),
  shared: z.boolean().describe('Several processes may take jobs: the records are on a PostgreSQL server'),
})
export type Jobs = z.infer<typeof Jobs>
