import { z } from 'zod'
import { Provenance } from './query.ts'

/** People and their contracted full-time equivalents. */
const Amount = z.object({ heads: z.number(), fte: z.number() })
export type Amount = z.infer<typeof Amount>

/**
 * One account of a place or group over a period. In people and in FTE alike:
 * opening + joiners − leavers + movedIn − movedOut + takenUp − givenUp + hours + coverage = closing. Nothing is left over.
 */
export const FlowAccount = z.object({
  opening: Amount,
  joiners: Amount.describe('In post at the end, and nowhere in the area at the start'),
  leavers: Amount.describe('In post at the start, and nowhere in the area at the end'),
  movedIn: Amount.describe('Came from another group inside the area; nothing where the row is the whole area'),
  movedOut: Amount.describe('Went to another group inside the area'),
  takenUp: Amount.describe('Took up a further post in this group and kept those they had'),
  givenUp: Amount.describe('Gave up their post in this group and kept another'),
  hours: Amount.describe('Change of FTE of those who stayed; in people nothing, but for places divided between areas'),
  coverage: Amount.describe('Records that begin or end, or cannot be followed: a change in what is seen, not in who works'),
  closing: Amount,
})
export type FlowAccount = z.infer<typeof FlowAccount>

/** A row has one key per dimension asked for, `<dimension>_name` where it has codes, and the account. Split by reason, destination or origin, only that flow is there. */
const FlowRow = z.object({
  account: FlowAccount.nullable().describe('Null where the rows are split by reason, destination or origin'),
  flow: Amount.nullable().describe('Leavers by reason or destination, joiners by origin; null in a row with an account'),
}).catchall(z.union([z.string(), z.number(), z.null(), FlowAccount, Amount]))
export type FlowRow = z.infer<typeof FlowRow>

const Reason = Amount.extend({ reason: z.string().describe('In the words of the code list; “Reason unknown” where the record gives none') })
const Destination = Amount.extend({
  destination: z.string().describe('“Destination unknown” where neither the record nor another employer’s records say'),
  known: z.enum(['observed', 'declared', 'unknown']).describe('Found in other records held; as the record says; not known'),
})
const Origin = Amount.extend({ origin: z.string(), known: z.enum(['observed', 'declared', 'unknown']) })
const Mismatch = Amount.extend({ declared: z.string(), observed: z.string().describe('Where the person is found in the records held') })
const Move = Amount.extend({ from: z.string(), fromName: z.string(), to: z.string(), toName: z.string() })

/** For a reader who sees no other employer’s records: where those who left are now, as a view gives it. */
const Elsewhere = z.object({
  says: z.string().describe('In one sentence, also where nothing can be shown'),
  lines: z.array(z.object({ where: z.string(), heads: z.number().nullable().describe('Rounded; null where it is hidden'), status: z.enum(['ok', 'suppressed']) })),
}).describe('Those here at the start of the twelve months and gone at the end, by where other records show them; only for readers with a part of the records')
export type Elsewhere = z.infer<typeof Elsewhere>

const FlowMoves = z.object({
  dimension: z.string().describe('organisation, ics, sector, staff_group, profession or band'),
  heads: z.number().describe('People who gave up one and took up another inside the area'), fte: z.number().describe('Their FTE before the move'),
  up: z.number().nullable().describe('Of them promoted: to a higher pay band; null but for bands'), down: z.number().nullable(),
})

/** What was left out of the comparison, and over which months. */
const FlowExclusion = z.object({
  code: z.string(), name: z.string(), from: z.string(), to: z.string(),
  kind: z.enum(['no-records', 'gap', 'identifiers-changed', 'not-on-map']), says: z.string().describe('Why, in one sentence'),
})
export type FlowExclusion = z.infer<typeof FlowExclusion>

const FlowCoverage = z.object({
  organisations: z.number().int().describe('Organisations of the area with records in the period'),
  compared: z.number().int().describe('Of them, followed in every pair of month-ends'),
  share: z.number().nullable().describe('Share of the staff seen at the start who are in those; null when nobody is'),
  pairs: z.array(z.object({ from: z.string(), to: z.string() })).describe('Pairs of month-ends compared'),
  exclusions: z.array(FlowExclusion),
})

/** Counts of joiners and leavers as an organisation or a publisher gives them, without records behind them. */
const ReturnedFlow = z.object({
  source: z.string(), level: z.string(), code: z.string(), name: z.string(), staffGroup: z.string(), from: z.string(), to: z.string(),
  flow: z.enum(['joiners', 'leavers']), basis: z.string(), heads: z.number().nullable(), fte: z.number().nullable(), total: z.boolean(),
})

export const FlowsAnswer = z.object({
  area: z.string(), areaName: z.string(), level: z.string(), from: z.string(), to: z.string(),
  step: z.enum(['month', 'whole']), basis: z.enum(['employer', 'host']),
  summary: z.string().describe('The answer in one sentence'),
  account: FlowAccount.nullable().describe('The area as a whole, each person once; null where only aggregate counts are held'),
  rows: z.array(FlowRow),
  elsewhere: Elsewhere.optional(),
  reasons: z.array(Reason), destinations: z.array(Destination), origins: z.array(Origin), mismatches: z.array(Mismatch),
  moves: z.array(FlowMoves), between: z.string().describe('Dimension of `transfers`'), transfers: z.array(Move).describe('Who moved from where to where inside the area, most people first'),
  coverage: FlowCoverage,
  returned: z.array(ReturnedFlow).describe('Aggregate counts, answered apart: never added to the account'),
  provenance: Provenance,
})
export type FlowsAnswer = z.infer<typeof FlowsAnswer>

export const FlowsRequest = z.object({
  area: z.string().optional().describe('Area or organisation, code or name, at any level; the whole nation when left out'),
  group: z.string().optional().describe('Staff group or profession; everybody when left out. Who changes to or from another group inside the area has moved'),
  from: z.iso.date().optional().describe('Opening month-end; twelve months before the last when left out'),
  to: z.iso.date().optional().describe('Closing month-end; the last held when left out'),
  by: z.string().default('').describe('Dimensions to split by, joined by commas: period, an area level, sector, staff_group, profession, band; or reason, destination, origin'),
  between: z.string().default('staff_group').describe('Dimension of the table of moves'),
  step: z.enum(['month', 'whole']).default('month').describe('month: every pair of consecutive month-ends. whole: the first and the last only, as yearly rates do'),
  basis: z.enum(['employer', 'host']).default('employer').describe('Where a person counts: with the employer, or where they work'),
  map: z.iso.date().optional().describe('Map of areas as of this date; the closing date when left out'),
})
export type FlowsRequest = z.infer<typeof FlowsRequest>
