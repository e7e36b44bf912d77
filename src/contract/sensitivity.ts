import { z } from 'zod'
import { Fan, ProjectionAnswer, ProjectionRequest } from './projection.ts'

const Kind = z.enum(['parameters', 'year effects', 'judgement'])

const SensitivityRow = z.object({
  id: z.string(), says: z.string().describe('What is not sure, in a planner’s words'), kind: Kind,
  p10: z.number().nullable().describe('Value below which 1 draw in 10 lies; null for a path of years'), p90: z.number().nullable(), unit: z.string(), source: z.string(),
  gapAtP10: z.number().describe('Gap with this input at its p10 and the others at their middle; for a path of years, p10 of the gap over drawn paths'), gapAtP90: z.number(), width: z.number(),
  first: z.number().describe('Share of the variance of the gap from this input alone; may lie a little below 0 by chance'), total: z.number().describe('Share from it alone and together with others'),
})

const Regret = z.object({
  futures: z.array(z.object({ name: z.string(), gap: z.number() })),
  policies: z.array(z.object({ name: z.string(), planned: z.number().describe('Staff planned for beside what would be there if nothing changes'), regret: z.array(z.number()).describe('Missing or too many in each future, less what the best policy would leave'), worst: z.number() })),
  choice: z.string().describe('The policy whose worst regret is least'),
})

export const SensitivityAnswer = z.object({
  area: z.string(), areaName: z.string(), profession: z.string(), unit: z.string(), date: z.string().describe('The last year end: gaps are those of this date'),
  summary: z.string(),
  gap: Fan.describe('The gap as projected'), middle: z.number().describe('The gap with every input at its middle'),
  inputs: z.array(SensitivityRow).describe('Widest first'),
  kinds: z.array(z.object({ kind: z.string(), first: z.number().nullable().describe('Share of the variance; null for kinds of doubt that are not drawn'), total: z.number().nullable(), says: z.string() })),
  methods: z.array(z.object({ id: z.string(), says: z.string(), gap: Fan })).describe('Other ways of reckoning the same gap, compared and never averaged'),
  regret: Regret,
  points: z.number().int(), halvesDiffer: z.number().describe('Largest difference of a share between two halves of the points'), seed: z.number().int(), model: z.string(),
  notes: z.array(z.string()),
  provenance: ProjectionAnswer.shape.provenance,
})
export type SensitivityAnswer = z.infer<typeof SensitivityAnswer>

export const SensitivityRequest = ProjectionRequest
