import { z } from 'zod'
import { Provenance, ValueStatus } from './query.ts'

const Limits = z.object({ low95: z.number(), high95: z.number(), low998: z.number(), high998: z.number() }).describe('Limits of chance alone for a place of this size, about all together')

/** A place in the comparison: the area asked for, a chosen peer, or the nation. */
const ComparedPlace = z.object({
  role: z.enum(['here', 'peer', 'nation']), level: z.string(), code: z.string(), name: z.string(),
  value: z.number().nullable(), status: ValueStatus, asOf: z.string(),
  difference: z.number().nullable().describe('Of the area asked for: it less this place'),
  size: z.number().nullable().describe('FTE in post; null where it is not known or not shown'), limits: Limits.nullable(), beyond: z.boolean().nullable().describe('Outside the limits of 19 in 20; null without limits'),
})
export type ComparedPlace = z.infer<typeof ComparedPlace>

/** A question that can be asked instead. */
const NearestComparison = z.object({ says: z.string(), measure: z.string(), at: z.string().nullable(), source: z.string().nullable(), peers: z.string().nullable().describe('Peers to choose instead; null: the same') })
export type NearestComparison = z.infer<typeof NearestComparison>

/** A peer that is not compared, for the comparison would mislead. */
const RefusedPeer = z.object({
  asked: z.string(), name: z.string(), because: z.enum(['unknown', 'overlap', 'level', 'definition', 'source', 'date', 'missing']), why: z.string(), nearest: NearestComparison.nullable(),
})
export type RefusedPeer = z.infer<typeof RefusedPeer>

const PeerSuggestion = z.object({ level: z.string(), code: z.string(), name: z.string(), size: z.number().describe('FTE in post'), reason: z.string() })
export type PeerSuggestion = z.infer<typeof PeerSuggestion>

const FunnelPlace = z.object({ code: z.string(), name: z.string(), role: z.enum(['here', 'peer', 'other']), size: z.number(), value: z.number(), limits: Limits, beyond: z.boolean() })

export const PeersAnswer = z.object({
  area: z.object({ level: z.string(), code: z.string(), name: z.string() }), measure: z.string(), name: z.string(), unit: z.string(), asOf: z.string(), map: z.string(), source: z.string().nullable(),
  title: z.string().describe('The message, in words'), summary: z.string().describe('The answer in one sentence'),
  rows: z.array(ComparedPlace).describe('The area asked for, its peers in the order asked, the nation'),
  refused: z.array(RefusedPeer),
  funnel: z.object({ mean: z.number(), sizeName: z.string(), places: z.array(FunnelPlace), says: z.string() }).nullable().describe('All areas of the level by size; null where chance from person to person does not say how far they may lie apart'),
  funnelWhy: z.string().nullable(),
  others: z.array(z.object({ measure: z.string(), name: z.string(), unit: z.string(), asOf: z.string(), cells: z.array(z.object({ code: z.string(), value: z.number().nullable(), status: ValueStatus })) })).describe('The key figures of the same places, each from one source for one date'),
  suggestions: z.array(PeerSuggestion).describe('Areas of the same level nearest in size'),
  provenance: Provenance,
})
export type PeersAnswer = z.infer<typeof PeersAnswer>

export const PeersRequest = z.object({
  area: z.string().optional().describe('Code or name; the nation when left out'), map: z.iso.date().optional().describe('Map of areas as of this date'),
  peers: z.string().default('').describe('Peers joined by commas, each as level:code, code or name'), measure: z.string().optional().describe('Id of a rate; the first that answers here when left out'),
  at: z.iso.date().optional().describe('One date; the latest of the area when left out'), source: z.string().optional().describe('Source that all figures have to come from'),
})
export type PeersRequest = z.infer<typeof PeersRequest>
