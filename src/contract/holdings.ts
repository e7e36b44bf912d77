import { z } from 'zod'
import { ImportFinding, RowAccount } from './import.ts'

/** What is loaded: files of the live snapshot, their findings, and every snapshot there has been. */
export const HeldFile = z.object({
  id: z.string(), name: z.string(), source: z.string(), title: z.string(), table: z.string(), sha256: z.string(), bytes: z.number().int(),
  importedAt: z.string(), sender: z.string().nullable(), mappingVersion: z.number().int().nullable().describe('Version of the sender’s confirmed mapping it was read with'), periodFrom: z.string(), periodTo: z.string(), rows: RowAccount, sums: z.object({ fte: z.number().nullable(), headcount: z.number().nullable() }), findings: z.array(ImportFinding.extend({ accepted: z.string().nullable().describe('Who answers for it, as “accepted by … because …”; null when nobody does') })),
})
export type HeldFile = z.infer<typeof HeldFile>
const SnapshotLine = z.object({ id: z.string(), publishedAt: z.string(), live: z.boolean(), files: z.number().int(), rows: z.number().int(), fte: z.number().nullable(), moved: z.string().describe('What moved against the snapshot before it, in words') })
export type SnapshotLine = z.infer<typeof SnapshotLine>
export const Holdings = z.object({ summary: z.string(), files: z.array(HeldFile), snapshots: z.array(SnapshotLine),
  months: z.array(z.object({ source: z.string(), title: z.string(), periods: z.array(z.object({ date: z.string(), state: z.enum(['present', 'absent', 'not-due']) })) })).describe('Which source is held for which period') })
export type Holdings = z.infer<typeof Holdings>
