import { z } from 'zod'

const AuditEntry = z.object({
  number: z.number().int().describe('Entries count up from 1'),
  at: z.string(), who: z.string().describe('Id of the account'), name: z.string(), via: z.enum(['page', 'token', 'command line', 'server']),
  under: z.string().describe('The policy that guarded it'), what: z.string().describe('The address or command, with what was asked for'),
  outcome: z.string().describe('done, or the code of the refusal'), hash: z.string().describe('HMAC-SHA-256 over the entry and the hash before it'),
})

export const AuditRequest = z.object({
  many: z.coerce.number().int().min(1).max(10_000).default(50).describe('How many entries at most'),
  contains: z.string().trim().max(200).optional().describe('Only entries in whose name, way in, policy, text or outcome this stands'),
  from: z.iso.date().optional().describe('Only entries of this day and later'), to: z.iso.date().optional().describe('Only entries of this day and before'),
  below: z.coerce.number().int().min(1).optional().describe('Only entries with a lower number'),
})
export type AuditRequest = z.infer<typeof AuditRequest>

/** The same entries to take away: as many as there may be unless said otherwise. */
export const AuditFileRequest = AuditRequest.extend({ many: z.coerce.number().int().min(1).max(10_000).default(10_000) })

/** Newest first. */
export const AuditAnswer = z.object({ summary: z.string(), entries: z.array(AuditEntry) })
export type AuditAnswer = z.infer<typeof AuditAnswer>

export const AuditCheck = z.object({
  summary: z.string(), entries: z.number().int(), head: z.object({ number: z.number().int(), hash: z.string() }).describe('Note it elsewhere: a later check can be held against it'),
  fault: z.object({ kind: z.enum(['changed', 'missing', 'out-of-order', 'cut-short', 'head-changed']), number: z.number().int(), says: z.string() }).nullable(),
})
export type AuditCheck = z.infer<typeof AuditCheck>
