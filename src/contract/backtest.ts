import { z } from 'zod'
import { AccuracyRow, Scores } from './projection.ts'

const RealisedRow = z.object({
  given: z.string().describe('What of the years ahead is given as it came: whole, leaving or rates'), horizon: z.number().int(), n: z.number().int(),
  plan: Scores.describe('The same forecasts with nothing given'), realised: Scores, drift: Scores,
})

/** One horizon of an earlier result, in short. CRPS as a share of the stock at the origin. */
const EarlierRow = z.object({ horizon: z.number().int(), n: z.number().int(), mape: z.number(), crps: z.number(), coverage80: z.number(), skill: z.number() })
const EarlierResult = z.object({ model: z.string(), snapshot: z.string(), at: z.string().describe('When it was scored, ISO 8601'), overall: z.array(EarlierRow).readonly() })

export const BacktestAnswer = z.object({
  source: z.string(), title: z.string().describe('What is forecast'), summary: z.string(), model: z.string(), unit: z.string(),
  snapshot: z.string(), at: z.string().describe('When it was scored, ISO 8601'),
  series: z.array(z.object({ id: z.string(), name: z.string(), horizons: z.array(AccuracyRow).readonly() })).readonly(),
  overall: z.array(AccuracyRow).readonly(),
  origins: z.array(z.string()).readonly(),
  excluded: z.array(z.object({ series: z.string(), from: z.string(), to: z.string(), why: z.string() })).readonly(),
  withBreaks: z.array(AccuracyRow).readonly().describe('Overall again with the declared breaks left in: the effect of the exclusion'),
  realised: z.array(RealisedRow).readonly().describe('Plan skill and model skill apart: the same forecasts with some of the years ahead given as they came'),
  givenWords: z.record(z.string(), z.string()).describe('What each kind of given years means'),
  earlier: z.array(EarlierResult).readonly().describe('What earlier versions of the model, or earlier data, scored with the same settings; newest first'),
  notes: z.array(z.string()).readonly(),
})
export type BacktestAnswer = z.infer<typeof BacktestAnswer>

export const BacktestSources = z.object({ sources: z.array(z.object({ source: z.string(), title: z.string() })).readonly() })
export type BacktestSources = z.infer<typeof BacktestSources>
