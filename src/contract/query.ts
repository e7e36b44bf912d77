import { z } from 'zod'
import { valueStatuses } from '../units/status.ts'

export const ValueStatus = z.enum(valueStatuses)

export const Provenance = z.object({
  measure: z.string(),
  definition: z.string(),
  formula: z.string(),
  sources: z.array(z.object({ id: z.string(), title: z.string(), file: z.string(), fileSha256: z.string(), licence: z.string(), importedAt: z.string(), periodFrom: z.string(), periodTo: z.string() })),
  snapshot: z.string(),
  asOf: z.string(),
  map: z.string().describe('Which map of areas was used, in words'),
  notes: z.array(z.string()),
})
export type Provenance = z.infer<typeof Provenance>

/** A row has one key per dimension asked for, `<dimension>_name` where the dimension has codes, and the value. */
export const QueryRow = z.object({
  value: z.number().nullable(), status: ValueStatus,
  declared: z.number().nullable().optional().describe('Of a share: of how many of the people of the row the answer is known, in per cent; left out for other measures'),
}).catchall(z.union([z.string(), z.number(), z.null()]))
export type QueryRow = z.infer<typeof QueryRow>

/** Keys of a row that are no dimension: the figure and what stands behind it. */
export const figureKeys: readonly string[] = ['value', 'status', 'declared']

export const QueryAnswer = z.object({
  measure: z.string(),
  name: z.string(),
  unit: z.string(),
  asOf: z.string(),
  summary: z.string().describe('The answer in one sentence'),
  rows: z.array(QueryRow).describe('Never overlap, networks apart: adding them up counts nothing twice'),
  totals: z.array(QueryRow).describe('Published totals over the rows'),
  provenance: Provenance,
})
export type QueryAnswer = z.infer<typeof QueryAnswer>

/** `where` is repeated as `dimension=value`; `by` is a comma list. */
export const QueryRequest = z.object({
  measure: z.string().describe('Id of the measure, as in /api/measures'),
  by: z.string().default('').describe('Dimensions to split by, joined by commas'),
  where: z.union([z.string(), z.array(z.string())]).default([]).describe('Filters as dimension=value; may be repeated; area takes any area or organisation'),
  at: z.iso.date().optional().describe('One date; the latest when left out'),
  from: z.iso.date().optional().describe('First day of a period'),
  to: z.iso.date().optional().describe('Last day of a period'),
  map: z.iso.date().optional().describe('Map of areas as of this date; as of the data when left out'),
  basis: z.enum(['employer', 'host']).optional().describe('Where people of staff records count: with their employer, or where they work; the employer when left out'),
})
export type QueryRequest = z.infer<typeof QueryRequest>

export const MeasureSheet = z.object({
  id: z.string(), name: z.string(), group: z.string().describe('Where people look for it'), definition: z.string(), formula: z.string(), numerator: z.string(), denominator: z.string().nullable().describe('Null for an amount, which is divided by nothing'), unit: z.string(),
  source: z.string().describe('Records or publications the figures come from'), limits: z.array(z.string()).describe('What the figure does not tell'), aggregates: z.string().describe('Whether parts add up, in words'),
  needs: z.array(z.string()).describe('What has to be loaded'), dimensions: z.array(z.string()), splitBy: z.array(z.string()).describe('The dimensions in words'),
  available: z.boolean(), why: z.string().nullable().describe('Why it is not available, when it is not'),
  periods: z.object({ from: z.string(), to: z.string() }).nullable(),
})
export type MeasureSheet = z.infer<typeof MeasureSheet>
