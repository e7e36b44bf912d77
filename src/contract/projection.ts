import { z } from 'zod'
import { DemandMethodId, DemandSaid } from './demand.ts'

/** Percentiles over draws. 80 % interval: p10 to p90; 95 % interval: p2_5 to p97_5. */
export const Fan = z.object({ p2_5: z.number(), p10: z.number(), p50: z.number(), p90: z.number(), p97_5: z.number() })
export type Fan = z.infer<typeof Fan>

const Assumption = z.object({
  id: z.string(), says: z.string().describe('The assumption in one sentence'), value: z.number(), unit: z.string(),
  standardError: z.number().nullable(), years: z.string(), source: z.string(), grade: z.enum(['A', 'B', 'C', 'D']),
  basis: z.enum(['pairs', 'year-ends', 'published', 'net-of-moves']).optional().describe('What a calibrated rate stands on: people followed between month-ends, staff records a year apart, published stock and leavers, or change in stock plus leavers; absent for judgement'),
})
export type Assumption = z.infer<typeof Assumption>

export const Manifest = z.object({
  dataset: z.string().describe('Snapshot id'), scenario: z.string().describe('Hash of the scenario’s assumptions'), model: z.string().describe('Model version'),
  seed: z.number().int(), draws: z.number().int(), years: z.number().int(), area: z.string(), profession: z.string(), unit: z.string(),
  basis: z.object({ leave: z.string(), join: z.string() }).optional().describe('What leaving and joining stand on'),
  inputs: z.string().describe('Hash of the calibrated parameters'), outputs: z.string().describe('Hash of the rows'),
})
export type Manifest = z.infer<typeof Manifest>

const ProjectionYear = z.object({
  // `year` is the calendar year of `date`, for example 2026 for the twelve months that end on 30 September 2026; `ahead` counts years after the opening.
  year: z.number().int().describe('Calendar year of `date`: the year ending on that date'),
  ahead: z.number().int().describe('Years after the opening date, 0 is the opening'), date: z.string(),
  supply: Fan, demand: Fan, gap: Fan,
  demandZeroProductivity: Fan.describe('The twin without productivity growth'),
  gapZeroProductivity: Fan,
  supplyHeads: Fan.nullable().describe('The same supply counted in people; null where headcount is not known'),
  joiners: Fan.nullable(), leavers: Fan.nullable(), agedOut: Fan.nullable(),
})

/** The account of the median-rates run: opening − leavers − aged out + joiners = closing, each year. Unit: people (heads). */
const AccountYear = z.object({ year: z.number().int().describe('Calendar year of the closing date, as in the rows'), opening: z.number(), leavers: z.number(), agedOut: z.number(), joiners: z.number(), closing: z.number(), residual: z.number() })

export const Scores = z.object({
  mape: z.number().describe('Mean size of the error as a share of what happened: 0.025 is 2.5 %'), mase: z.number(), crps: z.number(),
  medianError: z.number().describe('The middle of the same errors: a few very large ones do not move it'), pooledError: z.number().describe('All errors together as a share of all that happened: every person counts the same'),
  coverage50: z.number(), coverage80: z.number(), coverage95: z.number(), bias: z.number().describe('Mean of forecast less outcome as a share of the outcome'),
})

export const AccuracyRow = z.object({
  horizon: z.number().int(), n: z.number().int(), model: Scores, baselines: z.record(z.string(), Scores),
  skill: z.number().describe('1 − CRPS ÷ CRPS of drift; above 0 is better than drift'),
  skillByPeople: z.number().describe('The same with every person counting alike, whatever the size of the group'),
})
export type AccuracyRow = z.infer<typeof AccuracyRow>

/** What runs from one, two and three years before expected of the latest date, and what came. */
export const PastRuns = z.object({
  date: z.string(), actual: z.number().describe('In post on that date, in the unit of the projection'),
  runs: z.array(z.object({
    from: z.string().describe('Day the run starts from, with only what was known by then'), ahead: z.number().int().describe('Years from there to the date'),
    expected: Fan.pick({ p10: true, p50: true, p90: true }), verdict: z.enum(['inside', 'above', 'below']).describe('Where what came lies: inside the 80 % range of the run, above it or below it'),
  })).describe('The earliest first; empty where no year back can be run'),
  why: z.string().nullable().describe('Which years back cannot be run, and why'),
})
export type PastRuns = z.infer<typeof PastRuns>

export const ProjectionAnswer = z.object({
  area: z.string(), areaName: z.string(), profession: z.string(), unit: z.string(),
  summary: z.string(),
  manifest: Manifest,
  history: z.array(z.object({ date: z.string(), value: z.number(), status: z.string() })),
  rows: z.array(ProjectionYear),
  account: z.array(AccountYear),
  assumptions: z.array(Assumption),
  accuracy: z.array(AccuracyRow).readonly().describe('How past projections of this group did; empty when there is too little history'),
  accuracyFrom: z.object({ model: z.string(), at: z.string(), snapshot: z.string(), source: z.string() }).nullable().describe('Version of the model that was scored, when, and on which data; null when it was not'),
  pastRuns: PastRuns.nullable().describe('What runs of the last three years expected of today; null where nothing is held in this unit'),
  demand: DemandSaid.optional().describe('The method or methods need is reckoned by; left out where it is staff in post and unmet need, grown'),
  notes: z.array(z.string()),
  provenance: z.object({ definition: z.string(), formula: z.string(), method: z.string(), sources: z.array(z.object({ title: z.string(), file: z.string(), periodTo: z.string() })), snapshot: z.string(), repeat: z.string().describe('The command that repeats the run') }),
})
export type ProjectionAnswer = z.infer<typeof ProjectionAnswer>

export const ProjectionRequest = z.object({
  area: z.string().optional().describe('Code or name; the nation when left out'), map: z.iso.date().optional().describe('Map of areas as of this date: an area that began later is what it was formed from'), profession: z.string().optional().describe('Staff group or profession; all staff when left out'),
  years: z.coerce.number().int().min(1).max(30).default(15).describe('Years ahead'),
  draws: z.coerce.number().int().min(20).max(2000).default(200).describe('Possible futures drawn'),
  seed: z.coerce.number().int().min(0).max(2 ** 31 - 1).default(1).describe('Seed of chance: the same seed gives the same bytes'),
  unit: z.enum(['fte', 'headcount']).default('fte').describe('What is counted'),
  /** Demand: growth a year when no population projection is loaded, productivity a year, unmet need at the start; shares, not per cent. */
  demandGrowth: z.coerce.number().min(-0.2).max(0.2).optional().describe('Growth of need a year, a share; when left out need grows with the population projection loaded, else by a judged share'),
  productivity: z.coerce.number().min(-0.1).max(0.1).optional().describe('Productivity growth a year, a share; a judged range when left out'),
  unmetNeed: z.coerce.number().min(0).max(1).optional().describe('Need not met at the start, as a share of staff in post; a judged range when left out'),
  demandMethod: DemandMethodId.optional().describe('Reckon need by a method: staff per resident (ratio), staff per person on a disease register (prevalence), or funded posts (posts); what is in post and unmet need, grown, when left out'),
  condition: z.string().max(300).optional().describe('Disease register of the method prevalence, as published or the words before the colon'),
  staffPer: z.coerce.number().positive().max(1_000_000).optional().describe('Standard of a ratio: FTE for every 1,000 people; today’s own ratio when left out'),
  demand: z.string().max(100_000).optional().describe('A demand file as JSON: the method of each profession and area'),
  leaverChange: z.coerce.number().min(-1).max(1).optional().describe('Change of leaving by rate from the first year on, a share: -0.1 is a tenth fewer leavers'),
  joinerChange: z.coerce.number().min(-1).max(1).optional().describe('Change of joining from the first year on, a share'),
  participationChange: z.coerce.number().min(-0.5).max(0.5).optional().describe('Change of FTE per head from the first year on, a share'),
})
export type ProjectionRequest = z.infer<typeof ProjectionRequest>
