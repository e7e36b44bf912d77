import { z } from 'zod'

/** A finding somebody has answered for: it stays counted and is shown apart. It never lets in a row that a rule held back. */
export const AcceptedFinding = z.object({
  id: z.number().int(), rule: z.string(),
  organisation: z.string().nullable().describe('Code of the organisation it holds for; null when it holds for one file'),
  file: z.string().nullable().describe('Id of the file it holds for; null when it holds for every file of the organisation'),
  because: z.string(), by: z.string(), at: z.string(), until: z.string().nullable().describe('Last day it holds; null: until somebody reopens it'),
  state: z.enum(['in force', 'ended', 'reopened']),
  reopened: z.object({ by: z.string(), at: z.string(), because: z.string() }).nullable(),
  says: z.string().describe('“accepted by … because …, until …”'),
})
export type AcceptedFinding = z.infer<typeof AcceptedFinding>
export const AcceptedFindings = z.object({ summary: z.string(), accepted: z.array(AcceptedFinding) })
export type AcceptedFindings = z.infer<typeof AcceptedFindings>

/** Sent to accept: a rule, one organisation or one file, and why. */
export const Acceptance = z.object({
  rule: z.string().trim().min(1), organisation: z.string().trim().min(1).optional(), file: z.string().trim().min(1).optional(),
  because: z.string().trim().min(1), until: z.iso.date().optional(), by: z.string().trim().min(1).optional().describe('Who accepts, where accounts do not say'),
})
export type Acceptance = z.infer<typeof Acceptance>
export const Reopening = z.object({ id: z.number().int(), because: z.string().trim().min(1), by: z.string().trim().min(1).optional() })
export type Reopening = z.infer<typeof Reopening>
