import { z } from 'zod'

export const RowAccount = z.object({ read: z.number().int(), loaded: z.number().int(), quarantined: z.number().int(), duplicate: z.number().int() })
export const ImportFinding = z.object({ rule: z.string(), severity: z.enum(['stop-file', 'stop-row', 'warn', 'declare']), count: z.number().int(), says: z.string(), example: z.string().nullable(), fte: z.number().nullable() })
export type ImportFinding = z.infer<typeof ImportFinding>

export const ImportedFile = z.object({
  path: z.string(), source: z.string().nullable(), title: z.string().nullable(), table: z.string().nullable(),
  rows: RowAccount, sums: z.object({ fte: z.number().nullable(), headcount: z.number().nullable() }),
  findings: z.array(ImportFinding),
  snapshot: z.string().nullable(),
  outcome: z.enum(['loaded', 'unchanged', 'refused', 'skipped', 'dry-run']).describe('skipped: a document or picture among the data, not refused and not loaded'),
  periodFrom: z.string().nullable(), periodTo: z.string().nullable(),
  sender: z.string().nullable().describe('Organisation that sent it; null for published files'), mappingVersion: z.number().int().nullable().describe('Version of the sender’s confirmed mapping it was read with; null when none was used'),
  mappingFile: z.string().nullable().describe('File beside it whose mapping it was read with; null when none was used'),
  refused: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type ImportedFile = z.infer<typeof ImportedFile>
export const ImportAnswer = z.object({ files: z.array(ImportedFile), snapshot: z.string().nullable(), changed: z.boolean(), unusedMappings: z.array(z.string()).describe('Mappings that lay beside the files and fit none of them'), summary: z.string() })
export type ImportAnswer = z.infer<typeof ImportAnswer>
