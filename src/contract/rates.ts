import { z } from 'zod'

export const RateName = z.enum(['leaving', 'joining', 'growth', 'participation', 'moves-in', 'moves-out'])
export type RateName = z.infer<typeof RateName>

const Basis = z.enum(['pairs', 'year-ends', 'published', 'net-of-moves'])
  .describe('What the rate stands on: people followed between month-ends, staff records a year apart, published stock and leavers, or change in stock plus leavers, which also holds moves between groups')
export type Basis = z.infer<typeof Basis>

/** A parameter as the projection uses it, or as it was counted. */
const Rate = z.object({
  id: z.string(), says: z.string().describe('The rate in one sentence'), used: z.boolean().describe('The projection uses it; otherwise it is shown beside'),
  value: z.number(), unit: z.string(), standardError: z.number().nullable(), distribution: z.enum(['logit-normal', 'normal']).nullable().describe('How futures draw its level'),
  basis: Basis, years: z.string(), source: z.string(), grade: z.enum(['A', 'B', 'C', 'D']),
  counted: z.number().nullable().describe('As counted, before anything was lent by peers; null where it was not counted apart'),
  parent: z.number().nullable().describe('What its system or the nation alone would give it'), kept: z.number().nullable().describe('Share of its own difference from its parent that was kept'),
})
export type Rate = z.infer<typeof Rate>

const AgeRate = z.object({ ages: z.string(), value: z.number().describe('Share who leave in a year'), events: z.number(), exposure: z.number().describe('Person-years') })

const Peer = z.object({
  area: z.string(), areaName: z.string(), here: z.boolean().describe('The place asked for'), value: z.number(), events: z.number().nullable(),
  exposure: z.number().describe('Person-years, or people where nothing is counted over time'),
  low95: z.number().nullable().describe('Limits of chance alone about the mean of the peers, for a place of this size; null where the rate is no count of events'), high95: z.number().nullable(),
  low998: z.number().nullable(), high998: z.number().nullable(),
  beyond: z.enum(['inside', 'above-95', 'below-95', 'above-99.8', 'below-99.8']).nullable(),
})
export type Peer = z.infer<typeof Peer>

const Year = z.object({
  from: z.string(), to: z.string(), value: z.number().nullable(), events: z.number().nullable(), exposure: z.number().nullable(), basis: Basis,
  used: z.boolean().describe('One of the years the rate rests on'), why: z.string().nullable().describe('Why the year has no value: a declared break, or a figure that is not held'),
})
export type Year = z.infer<typeof Year>

export const RatesAnswer = z.object({
  area: z.string(), areaName: z.string(), level: z.string(), profession: z.string(), rate: RateName, rateSays: z.string(), unit: z.string(),
  summary: z.string().describe('The answer in one sentence'),
  rates: z.array(Rate), byAge: z.array(AgeRate).describe('Empty where people are not followed between month-ends'),
  peers: z.array(Peer).describe('Places of the same level, by size'), peersMean: z.number().nullable().describe('All of them together'), peersWhy: z.string().nullable().describe('Why there is nothing to compare with'),
  history: z.array(Year), breaks: z.array(z.object({ from: z.string(), to: z.string(), why: z.string() })).describe('Declared, never smoothed'),
  notes: z.array(z.string()),
  provenance: z.object({ definition: z.string(), formula: z.string(), method: z.string(), sources: z.array(z.object({ title: z.string(), file: z.string(), periodTo: z.string() })), snapshot: z.string(), model: z.string(), repeat: z.string() }),
})
export type RatesAnswer = z.infer<typeof RatesAnswer>

export const RatesRequest = z.object({
  area: z.string().optional().describe('Code or name; the nation when left out'), map: z.iso.date().optional().describe('Map of areas as of this date'),
  profession: z.string().optional().describe('Staff group or profession; all staff when left out'),
  rate: RateName.default('leaving').describe('The rate that is compared with peers and shown by year'),
})
export type RatesRequest = z.infer<typeof RatesRequest>

const KeptRate = z.object({ value: z.number(), basis: z.string().nullable(), years: z.string() })

const MovedRate = z.object({
  profession: z.string(), rate: z.enum(['leaving', 'growth', 'participation', 'stock']), says: z.string(), unit: z.string(),
  before: KeptRate.nullable().describe('Null where the group had no rates'), after: KeptRate.nullable().describe('Null where it has none any more'),
  why: z.string().describe('New years, another basis, figures revised, or another version of the model'),
  effect: z.number().nullable().describe('FTE five years ahead, now less what it would be with this rate as it was; null where it cannot be run'),
})
export type MovedRate = z.infer<typeof MovedRate>

const Learnt = z.object({ snapshot: z.string(), model: z.string(), at: z.string().describe('When the rates were learnt') })

export const RatesMoved = z.object({
  area: z.string(), areaName: z.string(), summary: z.string(), before: Learnt, after: Learnt,
  data: z.string().describe('What moved in the data between the two snapshots'), rows: z.array(MovedRate).describe('The largest effect first; what did not move is left out'), unmoved: z.number().int().describe('Rates that did not move'),
  provenance: z.object({ definition: z.string(), formula: z.string(), method: z.string(), repeat: z.string() }),
})
export type RatesMoved = z.infer<typeof RatesMoved>

export const RatesMovedRequest = RatesRequest.pick({ area: true, map: true })
export type RatesMovedRequest = z.infer<typeof RatesMovedRequest>
