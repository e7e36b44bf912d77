import { z } from 'zod'

/** A change somebody made to the dataset. The list is only ever added to. */
export const Change = z.object({
  number: z.number().int(), at: z.string(), by: z.string(),
  kind: z.enum(['published', 'withdrawn', 'mapping-confirmed', 'finding-accepted', 'finding-reopened', 'code-edition-loaded']),
  organisations: z.array(z.string()).describe('Codes of the organisations it concerns; empty when it concerns no one in particular'),
  says: z.string(),
  from: z.string().nullable().describe('Snapshot that was live before; null when none was, or when data did not change'), to: z.string().nullable().describe('Snapshot that is live since'),
})
export type Change = z.infer<typeof Change>
export const History = z.object({ summary: z.string(), changes: z.array(Change) })
export type History = z.infer<typeof History>

const Amount = z.object({ rows: z.number().int(), fte: z.number().nullable(), headcount: z.number().nullable().describe('People, where rows are people') })
/** What one staff group of one file moved by. */
const MovedGroup = z.object({ staffGroup: z.string().nullable(), before: Amount, after: Amount })
export const MovedFile = z.object({
  source: z.string(), table: z.string(), periodFrom: z.string(), periodTo: z.string(), what: z.enum(['added', 'replaced', 'withdrawn']),
  before: Amount, after: Amount, groups: z.array(MovedGroup).describe('Staff groups that moved; empty for tables without them'),
})
export type MovedFile = z.infer<typeof MovedFile>
/** What moved between two snapshots. */
export const Moved = z.object({ from: z.string().nullable(), to: z.string().nullable(), summary: z.string(), files: z.array(MovedFile) })
export type Moved = z.infer<typeof Moved>
export const Withdrawal = z.object({ id: z.string().trim().min(1).describe('Id of the live snapshot, or of a file it holds') })
export const Withdrawn = z.object({ snapshot: z.string().nullable(), summary: z.string() })
export type Withdrawn = z.infer<typeof Withdrawn>
