import { z } from 'zod'

const Named = z.object({ level: z.string(), code: z.string(), name: z.string() })

/** What a plausible repair of a finding would do to the plan of the area asked for. Nothing is ever repaired but in thought. */
const RepairEffect = z.object({
  fteToday: z.number().nullable().describe('Change of FTE in post on the latest day the plan reads, if the finding were repaired; null when not estimated'),
  gap: z.number().nullable().describe('Change of the gap of all staff at the horizon, FTE, with the plan re-run; null when not estimated'),
  moved: z.number().nullable().describe('Sizes of the change of the gap of every staff group at the horizon added up, FTE: what findings are ranked by; null when not estimated'),
  repair: z.string().nullable().describe('The repair in words'),
  why: z.string().nullable().describe('Why there is no estimate, when there is none'),
})

export const RankedFinding = z.object({
  id: z.string().describe('Sender, table and rule, or what is missing: the same in every snapshot that holds it'),
  rank: z.number().int(), sentence: z.string(), because: z.string().describe('Why it matters and what is legitimate'),
  organisation: z.object({ code: z.string(), name: z.string() }).nullable(),
  rule: z.string(), severity: z.enum(['stop-file', 'stop-row', 'warn', 'declare', 'gap']).describe('gap: something that should have been sent is not held'),
  table: z.string(), month: z.string().nullable(), file: z.object({ id: z.string(), name: z.string() }).nullable(),
  rows: z.number().int(), row: z.number().int().nullable(), column: z.string().nullable(), found: z.string(), expected: z.string(),
  fte: z.number().nullable().describe('FTE on the rows concerned'),
  effect: RepairEffect,
  action: z.enum(['chase', 'fix', 'accept', 'decide']).describe('chase: ask for what was not sent; fix: send a corrected file; accept: legitimate, say so; decide: somebody has to choose'),
  accepted: z.object({ by: z.string(), reason: z.string(), at: z.string() }).nullable(),
})
export type RankedFinding = z.infer<typeof RankedFinding>

export const QualityAnswer = z.object({
  area: Named, snapshot: z.string(), summary: z.string(),
  plan: z.object({
    horizon: z.number().int().nullable().describe('Year the gap stands at'), gap: z.number().nullable().describe('Gap of all staff then, median rates, FTE; above 0 is short'), groups: z.number().int().describe('Staff groups whose plan can be re-run'),
    why: z.string().nullable().describe('Why there is no plan here'),
  }),
  findings: z.array(RankedFinding).describe('Those that move the plan most first; then by FTE on their rows, then by count'),
  others: z.object({ count: z.number().int(), moved: z.number().describe('FTE they move, all together; those without an estimate count nothing') }),
  notes: z.array(z.string()),
})
export type QualityAnswer = z.infer<typeof QualityAnswer>

export const QualityRequest = z.object({
  area: z.string().optional().describe('Code or name of an area or organisation; the nation when left out'), map: z.iso.date().optional().describe('Map of areas as of this date'),
  top: z.coerce.number().int().min(1).max(500).default(10).describe('How many findings to list'),
  years: z.coerce.number().int().min(1).max(15).default(5).describe('Years ahead the gap is looked at'),
})
export type QualityRequest = z.infer<typeof QualityRequest>

const FieldScore = z.object({ field: z.string(), usable: z.number().int(), of: z.number().int(), score: z.number().nullable().describe('0 to 100; null where there is nothing to judge') })
export const OrganisationScore = z.object({
  organisation: z.object({ code: z.string(), name: z.string(), kind: z.string().nullable() }), month: z.string().describe('Latest month held'),
  score: z.number().nullable().describe('0 to 100'), fields: z.array(FieldScore),
  rank: z.number().int().nullable().describe('Place among organisations of the same kind, 1 the best; null where there are fewer than two'), peers: z.number().int(),
  trend: z.array(z.object({ month: z.string(), score: z.number().nullable() })).describe('Oldest first'),
})
export type OrganisationScore = z.infer<typeof OrganisationScore>

export const ScoresAnswer = z.object({ area: Named, summary: z.string(), formula: z.string(), organisations: z.array(OrganisationScore).describe('Best first; those without a score last') })
export type ScoresAnswer = z.infer<typeof ScoresAnswer>
