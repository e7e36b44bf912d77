import { z } from 'zod'
import { ImportedFile } from './import.ts'
import { MappingProposal } from './mapping.ts'
import { Problem } from './problem.ts'

/** Files that were sent and are on their way into the dataset: checked first, published when somebody says so. */
const ImportJobFile = z.object({
  name: z.string(), bytes: z.number().int(),
  state: z.enum(['waiting', 'checking', 'checked']),
  held: z.boolean().describe('The same bytes are loaded already'),
  mappable: z.boolean().describe('A table whose column names need a mapping before it can be checked'),
  rowsHeldBack: z.number().int(),
  read: z.object({ bytes: z.number().int(), rows: z.number().int() }).nullable().describe('How far the reading of a large file is; null before and after, and for a file that is read whole'),
  result: ImportedFile.nullable().describe('What the check or the publication said; null until then'),
})
export type ImportJobFile = z.infer<typeof ImportJobFile>

export const ImportJob = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'checking', 'checked', 'publishing', 'published', 'cancelled', 'failed']),
  straightAway: z.boolean().describe('Publish without asking when the check is done'),
  sentAt: z.string().describe('ISO 8601'),
  ahead: z.number().int().describe('Imports of this folder that come first'),
  files: z.array(ImportJobFile),
  filesDone: z.number().int(),
  bytes: z.object({ done: z.number().int(), of: z.number().int() }),
  rowsRead: z.number().int(),
  secondsLeft: z.number().nullable().describe('From how fast files were read so far; null while nobody can know'),
  publishable: z.number().int().describe('Files that would be loaded'),
  snapshot: z.string().nullable(),
  says: z.string().describe('How it stands, in one sentence'),
  problem: Problem.nullable(),
})
export type ImportJob = z.infer<typeof ImportJob>
export const ImportJobs = z.object({ jobs: z.array(ImportJob), largestFile: z.number().int().describe('Bytes a file may have') })
export type ImportJobs = z.infer<typeof ImportJobs>

/** A mapping proposed for a file that was sent. */
export const SentFileMapping = MappingProposal.extend({ senders: z.array(z.string()).describe('Codes of the organisations that the files of this upload waiting for a mapping name themselves') })
export type SentFileMapping = z.infer<typeof SentFileMapping>
