import { z } from 'zod'
import { PlanDocument } from './plan.ts'
import { Problem } from './problem.ts'
import { Fan, Manifest, ProjectionAnswer } from './projection.ts'
import { ScenarioGains } from './scenario-gains.ts'
import { WhatIfAnswer } from './what-if.ts'

const amount = z.number().min(0).max(1e12)
const words = z.string().trim().min(1).max(300)

/** What a lever costs: `cost` of a lever in a scenario file. An amount that is left out is not stated, and never nothing. */
export const LeverCost = z.strictObject({
  perUnit: amount.optional().describe('GBP for each unit of the change, in every year in which it is in force: for each place, recruit or point. A place is charged with its whole course in the year it is offered'),
  oneOff: amount.optional().describe('GBP once, in the year it starts'), yearly: amount.optional().describe('GBP in every year in which it is in force, whatever its size'),
  payer: words.optional().describe('Who pays'), priceYear: z.string().trim().min(4).max(20).optional().describe('Prices of this year, such as 2025/26'),
  leadTimeMonths: z.int().min(0).max(360).optional().describe('Months from a decision to the first effect'), controls: z.enum(['organisation', 'ICS', 'region', 'nation']).optional().describe('Who can decide on it'),
  evidence: z.enum(['A', 'B', 'C', 'D']).optional().describe('How good the evidence of its effect is: A measured here, B measured elsewhere, C published estimate, D judgement'), source: words.optional(),
})
export type LeverCost = z.infer<typeof LeverCost>

const Document = PlanDocument.describe('A scenario file, as a plan holds it; `cost` of a lever is read as LeverCost. Assumptions named productivity, demand-growth and unmet-need are taken by the model, with their range; an override named “Joiners in 2027”, productivity or demand growth too; others are reported')
const Form = { unit: z.enum(['fte', 'headcount']).default('fte').describe('What is counted'), overrides: z.boolean().default(true).describe('False switches manual changes off; they are reported all the same') }

const Areas = { areas: z.boolean().default(false).describe('True tells the areas of the level below apart: who gains and loses by area and by deprivation. The rates of every area are learnt first') }

const RunAsked = z.object({ ask: z.literal('run'), document: Document, ...Form, ...Areas })
const CompareAsked = z.object({ ask: z.literal('compare'), a: Document, b: Document, ...Form, nearest: z.boolean().default(false).describe('Where the two cannot be compared as they are, make the nearest comparison that is valid') })
const SeekAsked = z.object({
  ask: z.literal('goal-seek'), document: Document, ...Form,
  target: z.string().max(100).describe('Such as `gap=0 in 2035` or `supply=12000 in 2030`: the middle of the futures, at the end of a year'), lever: z.string().max(60).describe('Id of the lever to be changed'), second: z.string().max(60).optional().describe('Id of a second lever: how much of one goes with how much of the other'),
})

const ExportAsked = z.object({ ask: z.literal('export'), document: Document, ...Form, ...Areas, plan: z.string().max(100).nullable().default(null).describe('Id of the plan it is, for its decisions, comments and edits; null for a file') })

/** A question asked of scenarios. Send it, ask how it stands, take the answer. */
export const ScenarioRequest = z.discriminatedUnion('ask', [RunAsked, CompareAsked, SeekAsked, ExportAsked])
export type ScenarioRequest = z.infer<typeof ScenarioRequest>
export type RunAsked = z.infer<typeof RunAsked>
export type CompareAsked = z.infer<typeof CompareAsked>
export type SeekAsked = z.infer<typeof SeekAsked>
export type ExportAsked = z.infer<typeof ExportAsked>

/** A question under way, or answered. */
export const ScenarioRun = z.object({
  id: z.string(), ask: z.enum(['run', 'compare', 'goal-seek', 'export']), state: z.enum(['waiting', 'gathering', 'running', 'done', 'cancelled', 'failed']),
  done: z.number().int(), of: z.number().int().describe('Sets of levers walked through all futures'), secondsLeft: z.number().nullable(), says: z.string(), problem: Problem.nullable(), seconds: z.number().nullable().describe('How long it took; null until it is done'),
})
export type ScenarioRun = z.infer<typeof ScenarioRun>

const Side = z.object({ supply: Fan, gap: Fan, gapZeroProductivity: Fan.describe('Without productivity growth'), chanceMet: z.number().describe('Share of futures in which nothing is missing') })
const ScenarioYear = z.object({
  year: z.number().int(), ahead: z.number().int(), date: z.string(), demand: Fan, demandScenario: Fan.describe('With levers of demand'), baseline: Side.describe('Do nothing'), scenario: Side,
  difference: z.object({ supply: Fan, gap: Fan }).describe('With levers less without, draw by draw'), historyRepeats: z.object({ demand: Fan, gap: Fan }).nullable().describe('Do nothing, and need grows each year as staff in post did over the years that are held; null where fewer than two years are held'),
})

const Part = z.object({
  id: z.string(), title: z.string(), gap: z.number().describe('What it does to the gap; below 0 closes it'), alone: z.number().describe('What it would do by itself'), low: z.number().describe('Eight draws of ten lie between low and high'), high: z.number(),
  standardError: z.number().nullable().describe('Of the sampling, with more than eight levers; null where every set of levers was asked'),
})
const Bridge = z.object({ year: z.number().int(), ahead: z.number().int(), from: z.number(), to: z.number(), parts: z.array(Part).describe('from + all parts = to') })

const LeverSaid = z.object({
  id: z.string(), kind: z.string(), arm: z.string().describe('rates, moves, training, joiners, posts or demand'), title: z.string(), says: z.string().describe('The lever in words: its change with sign and unit, where and from when'), change: z.number(), unit: z.string(),
  affected: z.string().describe('Whom it reaches, and how many they are today'), selfTest: z.object({ holds: z.boolean().nullable().describe('Null where it does nothing by itself, or either way is right'), says: z.string() }).describe('Whether pulled by itself it moves the gap the way such levers do'),
  low: z.number().nullable(), high: z.number().nullable(), rationale: z.string().nullable(),   cost: LeverCost.nullable(), costSays: z.string().describe('“Cost not stated” where no amount is'), total: z.number().nullable().describe('GBP over all years; null where not stated'), firstYear: z.number().int().nullable().describe('Year end at which it first does anything; null where it never does'),
})

const Payer = z.object({ payer: z.string(), amount: z.number() })
const Costs = z.object({
  priceYear: z.string().nullable(), total: z.number().nullable().describe('GBP over all years, of the levers that state a cost; null where none does or price years differ'),
  years: z.array(z.object({ year: z.number().int(), ahead: z.number().int(), amount: z.number(), byPayer: z.array(Payer) })).nullable().describe('Null where price years differ: they are not added up'),
  byLever: z.array(z.object({ id: z.string(), payer: z.string().nullable(), years: z.array(z.number()).nullable() })), notStated: z.array(z.string()).describe('Ids of levers that state no cost'), says: z.string(),
})

const PayBill = z.object({
  byBand: z.array(z.object({ band: z.string(), fte: z.number().describe('FTE more at the last year end, by today’s share of the band'), pay: z.number().describe('GBP a year of one full-time post with on-costs'), amount: z.number() })),
  total: z.number().nullable(), says: z.string(),
})

const Purchase = z.object({
  id: z.string(), title: z.string(), rank: z.number().int().nullable(), cost: z.number().nullable(), gained: z.number().describe('FTE (or people) by which the gap is smaller'), low: z.number(), high: z.number(),
  price: z.number().nullable().describe('GBP for each of them'), priceLow: z.number().nullable(), priceHigh: z.number().nullable().describe('Null with a price: in one future of ten nobody is gained'),
  why: z.string().nullable().describe('Why there is no price, or that money is saved'), newHere: z.number().describe('Share of those gained who are not drawn from neighbours'), fromNeighbours: z.number(), notKnown: z.number(), payer: z.string().nullable(), leadTimeMonths: z.number().int().nullable(),
})

const AccountRow = WhatIfAnswer.shape.places.element.shape.account.element
const Place = z.object({
  area: z.string(), areaName: z.string(), profession: z.string(), part: z.boolean().describe('The one projected, or within it'),
  rows: z.array(z.object({ year: z.number().int(), baseline: z.object({ supply: Fan, gap: Fan.nullable() }), scenario: z.object({ supply: Fan, gap: Fan.nullable() }), difference: Fan })),
  account: z.array(AccountRow).describe('Everybody, with levers, rates at their middle'), origins: WhatIfAnswer.shape.places.element.shape.origins,
})

const Futures = z.object({
  futures: z.array(z.string()), policies: z.array(z.object({ name: z.string(), gaps: z.array(z.number()).describe('Gap it leaves in each future'), regret: z.array(z.number()), worst: z.number() })), choice: z.string().describe('The policy whose worst regret is least'), says: z.string(),
})

const Input = z.object({
  kind: z.enum(['fact', 'trend', 'lever', 'uncertainty']), id: z.string(), says: z.string(), value: z.union([z.number(), z.string()]), unit: z.string(), low: z.number().nullable(), high: z.number().nullable(), source: z.string(), grade: z.enum(['A', 'B', 'C', 'D']).nullable(), acts: z.boolean().describe('False where it is written down and nothing is reckoned from it'),
})

const Sensitivity = z.object({
  year: z.number().int().describe('The last year end'), middle: z.number().describe('The gap with levers, every input at its middle'),
  inputs: z.array(z.object({
    id: z.string(), says: z.string(), kind: z.enum(['parameters', 'year effects', 'judgement', 'levers']), p10: z.number().nullable().describe('Null for a path of years'), p90: z.number().nullable(), unit: z.string(), source: z.string(),
    gapAtP10: z.number(), gapAtP90: z.number(), width: z.number(), first: z.number().describe('Share of the variance of the gap from this input alone; a little below 0 by chance'), total: z.number().describe('Alone and together with others'),
  })).describe('Widest first'),
  points: z.number().int(), halvesDiffer: z.number().describe('Largest difference of a share between two halves of the points'),
})

const Override = z.object({ id: z.string(), what: z.string(), value: z.union([z.number(), z.string()]), who: z.string(), when: z.string(), why: z.string(), inForce: z.boolean(), effect: z.number().nullable().describe('What it does to the gap at the last year end'), says: z.string() })

const Head = {
  area: z.string(), areaName: z.string(), profession: z.string(), unit: z.string(), opening: z.string().describe('Date of the opening'), summary: z.string(),
  manifest: Manifest.extend({ map: z.string().nullable() }), notes: z.array(z.string()), provenance: ProjectionAnswer.shape.provenance,
}

/** What a scenario changes, what it costs, and what it rests on. */
export const ScenarioAnswer = z.object({
  ask: z.literal('run'), name: z.string(), purpose: z.string().nullable(), ...Head,
  says: z.object({ gap: z.string(), contributions: z.string(), buyList: z.string(), binds: z.string(), places: z.string(), flows: z.string(), spillOver: z.string(), sensitivity: z.string() }).describe('A sentence for each figure'),
  rows: z.array(ScenarioYear), levers: z.array(LeverSaid).describe('In the one order they act in: by arm'),
  contributions: z.object({ exact: z.boolean(), lines: z.number().int().nullable().describe('Lines of levers that were drawn; null where every set was asked'), years: z.array(Bridge), overlap: z.number().describe('What they do to the gap together less what each would do alone, at the last year; above 0 they get in each other’s way') }),
  costs: Costs, payBill: PayBill, buyList: z.array(z.object({ year: z.number().int(), ahead: z.number().int(), rows: z.array(Purchase) })),
  binds: z.array(z.object({ id: z.string(), year: z.number().int(), constraint: z.string(), says: z.string() })), places: z.array(Place), gains: ScenarioGains, flows: ProjectionAnswer.shape.account.describe('Everybody, doing nothing'), training: WhatIfAnswer.shape.training,
  futures: Futures, sensitivity: Sensitivity.describe('What the range of the gap with levers rests on'), inputs: z.array(Input), overrides: z.array(Override), notAvailable: WhatIfAnswer.shape.notAvailable,
})
export type ScenarioAnswer = z.infer<typeof ScenarioAnswer>

const Step = z.object({ id: z.string(), title: z.string(), says: z.string().describe('What A has, and what B has in its place') })

/** What lies between two scenarios of one baseline. Gains of B are below 0: a smaller gap. */
export const ScenarioComparison = z.object({
  ask: z.literal('compare'), a: z.string().describe('Name of A'), b: z.string(), ...Head, adjusted: z.array(z.string()).describe('What was done to make the two comparable; empty where nothing had to be'),
  steps: z.array(Step), common: z.number().int().describe('Levers both have alike'), exact: z.boolean(), lines: z.number().int().nullable(), bridge: z.array(Bridge),
  rows: z.array(z.object({ year: z.number().int(), ahead: z.number().int(), a: Fan, b: Fan, difference: Fan })).describe('The gap of both'),
  places: z.array(z.object({ area: z.string(), areaName: z.string(), profession: z.string(), part: z.boolean(), difference: Fan.describe('Staff at the last year end, B less A'), gains: z.enum(['gains', 'loses', 'unchanged', 'unclear']) })), costs: z.object({ a: z.number().nullable(), b: z.number().nullable(), says: z.string() }),
  futures: Futures, notAvailable: WhatIfAnswer.shape.notAvailable,
})
export type ScenarioComparison = z.infer<typeof ScenarioComparison>

const Outcome = z.object({ reached: z.boolean(), change: z.number(), outcome: z.number() })

/** The smallest change of a lever that reaches a target, or how far it goes. */
export const ScenarioGoal = z.object({
  ask: z.literal('goal-seek'), name: z.string(), ...Head, target: z.object({ of: z.enum(['gap', 'supply']), value: z.number(), year: z.number().int(), says: z.string() }), lever: z.string(), kind: z.string(), title: z.string(), changeUnit: z.string(),
  asStated: z.object({ change: z.number(), outcome: z.number() }), without: z.number().describe('Outcome with no change of the lever'), found: Outcome.describe('Where it is not reached: the furthest it goes'), says: z.string(),
  binds: z.array(z.object({ id: z.string(), year: z.number().int(), constraint: z.string(), says: z.string() })).describe('In the year of the target, with the lever so'),
  plausible: z.object({ flag: z.enum(['within', 'beyond peers', 'beyond history', 'beyond both', 'not known']), says: z.string(), value: z.number().nullable().describe('What the lever would take its rate to'), peersLow: z.number().nullable(), peersHigh: z.number().nullable(), historyLow: z.number().nullable(), historyHigh: z.number().nullable() }),
  second: z.object({ lever: z.string(), title: z.string(), changeUnit: z.string() }).nullable(), frontier: z.array(z.object({ first: z.number(), second: Outcome })).nullable(), document: PlanDocument.describe('The scenario with the lever so: run it to see that the target is reached'),
})
export type ScenarioGoal = z.infer<typeof ScenarioGoal>

/** A reviewer’s bundle: its files, and each part that is not done with the reason. The bundle itself is at `bundle.zip` of the run. */
export const ScenarioExport = z.object({
  ask: z.literal('export'), name: z.string(), area: z.string(), profession: z.string(), summary: z.string(), files: z.array(z.string()), notDone: z.array(z.object({ part: z.string(), because: z.string() })),
  sunset: z.string().nullable().describe('Day by which the run is to be agreed anew'), manifest: Manifest.extend({ map: z.string().nullable() }),
})
export type ScenarioExport = z.infer<typeof ScenarioExport>

export const ScenarioResult = z.discriminatedUnion('ask', [ScenarioAnswer, ScenarioComparison, ScenarioGoal, ScenarioExport])
export type ScenarioResult = z.infer<typeof ScenarioResult>
