import { z } from 'zod'

const share = z.number().min(0).max(1)
const name = z.string().trim().min(1).max(200)

const Stage = z.strictObject({
  months: z.int().min(1).max(120).describe('How long the stage lasts'),
  dropOut: share.describe('Share of those who enter the stage who drop out in it'),
  interruption: share.optional().describe('Share of those who get through who then pause; needs interruptionMonths'),
  interruptionMonths: z.int().min(1).max(60).optional(),
  learnerWeeks: z.number().min(0).max(1000).optional().describe('Weeks of placement one learner needs in the stage'),
})

export const ProgrammeStated = z.strictObject({
  id: name, provider: name, profession: name.describe('Staff group or profession it trains for'),
  startsAYear: z.number().min(0).max(1_000_000).describe('People who start in a year today'),
  startMonth: z.int().min(1).max(12).optional().describe('Calendar month in which courses start; evenly over the year when left out'),
  stages: z.array(Stage).min(1).max(12), completion: share.describe('Share of those at the end who qualify'),
  joinShare: share.describe('Share of the newly qualified who take a post'),
  settlement: z.array(z.strictObject({ area: name, share })).min(1).max(300).describe('Where those who take a post take it; what is missing to 1 settles elsewhere'),
  placementCapacity: z.number().min(0).max(100_000_000).optional().describe('Learner-weeks that placements can take in a year; without it placements cannot bind, and the answer says so'),
  source: name.describe('Where these figures are from'),
})
export type ProgrammeStated = z.infer<typeof ProgrammeStated>

export const Origins = z.strictObject({
  profession: name.optional(), area: name.optional(),
  training: share.optional(), abroad: share.optional(), returners: share.optional(), widerMarket: share.optional(), otherSector: share.optional(), otherArea: share.optional(),
  source: name,
})
export type OriginsStated = z.infer<typeof Origins>

export const LeverStated = z.strictObject({
  kind: name, change: z.number().describe('From what happens if nothing changes; 0 is no change'),
  range: z.strictObject({ low: z.number(), high: z.number() }).optional().describe('Where the change lies eight times in ten, as somebody judges it; taken as stated when left out'),
  unit: name.optional().describe('The first unit of the kind when left out'),
  profession: name.optional().describe('The one projected when left out'), area: name.optional().describe('The one projected when left out'), programme: name.optional(),
  from: z.iso.date().optional().describe('From this day on; from the opening when left out'), to: z.iso.date().optional().describe('Until this day; for good when left out'),
  ramp: z.int().min(0).max(360).default(0).describe('Months in which it grows to its full size'),
  toProfession: name.optional(), toArea: name.optional(), toSector: name.optional().describe('Of a transfer: a sector that is not in the run, such as social care'),
  now: z.number().min(0).max(10_000_000).optional().describe('Funded posts today, FTE'), fillMonths: z.number().min(0).max(60).optional().describe('Months it takes to fill a vacancy'),
  members: z.array(z.strictObject({ profession: name.optional(), area: name.optional(), attractiveness: z.number().min(0).max(1000) })).min(2).max(50).optional(),
  reaches: share.optional().describe('Share of the staff that a lever on leaving reaches: those of some ages, in their first two years, or who take it up'),
  coefficient: z.number().min(0.01).max(100).optional().describe('Of work that moves: FTE of whoever takes it that do the work of one FTE'),
  ceiling: share.optional().describe('Of work that moves: the largest share of the work that may'),
  cost: z.unknown().optional(), rationale: z.string().max(2000).optional(),
})
export type LeverStated = z.infer<typeof LeverStated>

/** What a planner changes about supply, with the facts it needs: a file in YAML or JSON, the body of a request, or the address of the page. */
export const LeverFile = z.strictObject({
  version: z.literal(1), name: z.string().max(200).optional(),
  programmes: z.array(ProgrammeStated).max(100).default([]), origins: z.array(Origins).max(100).default([]), levers: z.array(LeverStated).max(100),
})
export type LeverFile = z.infer<typeof LeverFile>
