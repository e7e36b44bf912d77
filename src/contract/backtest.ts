import { z } from 'zod'
import { AccuracyRow } from './projection.ts'

export const BacktestAnswer = z.object({
  source: z.string(), summary: z.string(), model: z.string(), unit: z.string(),
  series: z.array(z.object({ id: z.string(), name: z.string(), horizons: z.array(AccuracyRow).readonly() })).readonly(),
  overall: z.array(AccuracyRow).readonly(),
  origins: z.array(z.string()).readonly(),
  excluded: z.array(z.object({ series: z.string(), from: z.string(), to: z.string(), why: z.string() })).readonly(),
  withBreaks: z.array(AccuracyRow).readonly().describe('Overall again with the declared breaks left in: the effect of the exclusion'),
  notes: z.array(z.string()).readonly(),
})
export type BacktestAnswer = z.infer<typeof BacktestAnswer>
