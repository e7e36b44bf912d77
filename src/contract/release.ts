import { z } from 'zod'
import { TableRequest } from './published-table.ts'

const Said = z.string().trim().min(5, 'Say it in a sentence').max(1000)

/** Rows of staff records somebody wants to give to others. */
export const RecordsRequest = z.object({
  area: z.string().trim().min(1).max(200).describe('Area or organisation, code or name'),
  at: z.iso.date().describe('Month-end'),
  columns: z.array(z.string()).min(1).max(60).optional().describe('Columns of the staff table; all that are not personal when left out'),
})
export type RecordsRequest = z.output<typeof RecordsRequest>

/** What is to leave, why, and to whom. */
export const ReleaseRequest = z.object({
  what: z.discriminatedUnion('kind', [z.object({ kind: z.literal('table'), table: TableRequest }), z.object({ kind: z.literal('records'), records: RecordsRequest })]),
  because: Said.describe('Why it is to leave'),
  recipient: z.string().trim().min(2).max(300).describe('To whom'),
})
export type ReleaseRequest = z.output<typeof ReleaseRequest>

export const ReleaseReason = z.object({ because: Said.describe('Why; both people see it') })
export type ReleaseReason = z.output<typeof ReleaseReason>

export const Release = z.object({
  id: z.number(),
  kind: z.enum(['table', 'records']),
  title: z.string(),
  summary: z.string(),
  because: z.string(),
  recipient: z.string(),
  state: z.enum(['waiting', 'approved', 'refused', 'withdrawn', 'expired']),
  says: z.string().describe('How it stands, in a sentence'),
  hash: z.string().describe('Digest of the files, as sha256sum over their sorted digests'),
  files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number() })),
  snapshot: z.string(),
  askedBy: z.string(),
  askedAt: z.string(),
  expiresAt: z.string(),
  steps: z.array(z.object({ kind: z.enum(['approved', 'refused', 'withdrawn', 'left']), by: z.string(), at: z.string(), because: z.string().nullable(), file: z.string().nullable() })),
  table: TableRequest.nullable().describe('The table it is, to look at; null for records'),
  mine: z.boolean(),
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
  mayCollect: z.boolean(),
})
export type Release = z.infer<typeof Release>

export const ReleaseList = z.object({ summary: z.string(), how: z.string().describe('How the rule works, and what of it holds here'), mayAsk: z.array(z.enum(['table', 'records'])), releases: z.array(Release) })
export type ReleaseList = z.infer<typeof ReleaseList>
