import { z } from 'zod'

const Named = z.object({ level: z.string(), code: z.string(), name: z.string() })

const monthStates = ['present', 'late', 'partial', 'absent', 'not-due'] as const

const MonthCell = z.object({
  month: z.string(), state: z.enum(monthStates), rows: z.number().int().nullable().describe('Rows held; null when none are'),
  importedAt: z.string().nullable(), why: z.string().nullable().describe('Why the month is late, partial or absent'),
})

export const GapMatrix = z.object({
  area: Named, snapshot: z.string(), summary: z.string(), months: z.array(z.string()).describe('Oldest first'),
  rows: z.array(z.object({
    organisation: z.object({ code: z.string(), name: z.string(), kind: z.string().nullable() }), table: z.string(), title: z.string(),
    cells: z.array(MonthCell).describe('One for each month, in order'), held: z.number().int().describe('Months held, in full or in part'), due: z.number().int().describe('Months due'),
  })),
  more: z.number().int().describe('Lines left out beyond the most that are shown: those with the most missing come first'),
  definitions: z.record(z.string(), z.string()).describe('What each state means'),
})
export type GapMatrix = z.infer<typeof GapMatrix>

const SectorCoverage = z.object({
  sector: z.string(),
  expected: z.number().nullable().describe('FTE'), expectedFrom: z.string().describe('How the expected workforce was estimated, in words'), expectedAt: z.string().nullable(),
  grade: z.enum(['A', 'B', 'C', 'D']).nullable().describe('A: counted whole by somebody else; B: a published proxy; C: a ledger or another year; D: the last the senders themselves sent'),
  seen: z.number().nullable().describe('FTE with a usable record or count'), seenAt: z.string().nullable(), share: z.number().nullable().describe('Seen ÷ expected; null where either is not known'),
  newest: z.object({ name: z.string(), periodTo: z.string(), importedAt: z.string() }).nullable().describe('Newest file that shows this sector'),
  organisations: z.object({ seen: z.number().int(), expected: z.number().int().nullable() }), why: z.string().nullable(),
})
export type SectorCoverage = z.infer<typeof SectorCoverage>

export const CoverageAnswer = z.object({
  area: Named, snapshot: z.string(), summary: z.string(), sectors: z.array(SectorCoverage),
  expected: z.number().nullable().describe('FTE of the sectors whose expected workforce is known'), seen: z.number().nullable(), share: z.number().nullable(), notes: z.array(z.string()),
})
export type CoverageAnswer = z.infer<typeof CoverageAnswer>

export const CoverageRequest = z.object({ area: z.string().optional().describe('Code or name of an area or organisation; the nation when left out'), map: z.iso.date().optional().describe('Map of areas as of this date') })
export type CoverageRequest = z.infer<typeof CoverageRequest>
export const GapMatrixRequest = z.object({
  area: z.string().optional().describe('Code or name of an area or organisation; the nation when left out'), map: z.iso.date().optional().describe('Map of areas as of this date'),
  months: z.coerce.number().int().min(1).max(60).default(24).describe('How many months to show'), most: z.coerce.number().int().min(1).max(5000).default(200).describe('Most lines to answer with'),
})
export type GapMatrixRequest = z.infer<typeof GapMatrixRequest>
