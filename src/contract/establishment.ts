import { z } from 'zod'
import { Provenance, ValueStatus } from './query.ts'

/** What counts as filling a funded post; docs/method/establishment.md, E2. */
const VacancyBasis = z.enum(['contracted', 'working', 'covered'])

/** What the lines may be added up by. */
const EstablishmentBy = z.enum(['staff_group', 'profession', 'band', 'cost_centre', 'organisation', 'sub_icb', 'place', 'ics', 'region', 'nation'])

/** A number that may be absent, with what stands behind it. `estimated`: some organisations do not say, so it is of the others. */
const Amount = z.object({ value: z.number().nullable(), status: ValueStatus })

export const EstablishmentRequest = z.object({
  area: z.string().optional().describe('Area, organisation or network, by code or name; everything held when left out'),
  at: z.iso.date().optional().describe('Month-end; the latest with both ledger and staff record when left out'),
  by: EstablishmentBy.default('staff_group').describe('What the lines are added up by'),
  basis: VacancyBasis.default('contracted').describe('What counts as filling a funded post'),
  months: z.coerce.number().int().min(2).max(36).default(6).describe('Month-ends in a row that a post must be vacant to be long-vacant'),
  map: z.iso.date().optional().describe('Map of areas as of this date; as of the data when left out'),
})
export type EstablishmentRequest = z.infer<typeof EstablishmentRequest>

/** Ledger against staff record, added up over lines. Units: FTE; shares and rates in per cent. */
const EstablishmentFigures = z.object({
  lines: z.number().int().describe('Lines of the ledger and of the staff record: cost centre × staff group × profession × band'),
  funded: z.number(),
  inPost: z.number(),
  matched: z.number().describe('Funded and filled'),
  vacant: z.number().describe('Funded and not filled, line by line'),
  overEstablished: z.number().describe('In post above what the line funds'),
  unfunded: z.number().describe('In post where the ledger has no line'),
  longVacant: Amount.describe('Vacant at every one of the last month-ends asked'),
  away: Amount.describe('In post and on long leave, seconded out, suspended or not worked'),
  leavers: Amount.describe('In post with a leaving date ahead'),
  starters: Amount.describe('Positions in the extract that start after the month-end; known by organisation only'),
  bank: Amount, agency: Amount, overtime: Amount.describe('Never counted as filling a post'),
  fundedMatch: Amount.describe('Share of funded FTE on lines with somebody in post'),
  inPostMatch: Amount.describe('Share of FTE in post on lines of the ledger'),
  rate: Amount.describe('Vacancy rate on the basis asked'),
})

export type EstablishmentFigures = z.infer<typeof EstablishmentFigures>

/** `code` is null where the key has no code, or nothing is recorded there. */
const EstablishmentRow = EstablishmentFigures.extend({ key: z.string().describe('Words to show'), code: z.string().nullable() })

export const VacancyOnBasis = z.object({
  basis: VacancyBasis, name: z.string(), says: z.string(), formula: z.string(),
  vacancies: Amount.describe('FTE'), rate: Amount.describe('Per cent of funded FTE'), organisations: z.number().int().describe('Organisations it covers'), why: z.string().nullable().describe('Why it is not available, when it is not'),
})
export type VacancyOnBasis = z.infer<typeof VacancyOnBasis>

/** From one basis to the next: a basis is a level, a step is what lies between. Levels and steps add up exactly. */
const BasisBridgeItem = z.object({ kind: z.enum(['basis', 'step']), says: z.string(), fte: z.number(), points: z.number().describe('Percentage points of the funded FTE') })

const LeftOut = z.object({ code: z.string(), name: z.string(), why: z.string() })

export const EstablishmentAnswer = z.object({
  summary: z.string(), at: z.string(), months: z.number().int(), by: EstablishmentBy, basis: VacancyBasis,
  area: z.object({ level: z.string(), code: z.string(), name: z.string() }).nullable(),
  total: EstablishmentFigures, rows: z.array(EstablishmentRow).describe('Never overlap; they add up to the total'),
  bases: z.array(VacancyOnBasis), basisBridge: z.array(BasisBridgeItem),
  coverage: z.object({ organisations: z.number().int().describe('With ledger and staff record both'), leftOut: z.array(LeftOut).describe('Organisations that sent one without the other') }),
  exceptions: z.array(z.object({ kind: z.string(), says: z.string(), lines: z.number().int(), fte: z.number() })),
  provenance: Provenance,
})
export type EstablishmentAnswer = z.infer<typeof EstablishmentAnswer>

export const EstablishmentBridgeRequest = EstablishmentRequest.pick({ area: true, at: true, map: true })
export type EstablishmentBridgeRequest = z.infer<typeof EstablishmentBridgeRequest>

/** Vacancies of twelve months: opening + newFunded − removedFunded + leavers − joiners − moves − hours + residual = closing. Units: FTE. */
const VacancyBridgeRow = z.object({
  key: z.string(), opening: z.number(), newFunded: z.number(), removedFunded: z.number(), leavers: z.number(), joiners: z.number(),
  moves: z.number().describe('Net moves in from other staff groups of the area'), hours: z.number().describe('Change in hours of those who stayed in the group'),
  residual: z.number().describe('What the parts do not explain'), closing: z.number(),
})
export type VacancyBridgeRow = z.infer<typeof VacancyBridgeRow>

export const EstablishmentBridge = z.object({
  summary: z.string(), from: z.string(), at: z.string(), basis: z.literal('contracted'), rows: z.array(VacancyBridgeRow), total: VacancyBridgeRow,
  coverage: z.object({ organisations: z.number().int(), leftOut: z.array(LeftOut) }), provenance: Provenance,
})
export type EstablishmentBridge = z.infer<typeof EstablishmentBridge>
