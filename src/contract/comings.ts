import { z } from 'zod'
import { FlowAccount } from './flows.ts'
import { Provenance } from './query.ts'

/** Where some people came from or went to. Units: people, and their contracted FTE. */
const End = z.object({
  where: z.string().describe('An area, an employer, a declared destination, or words for what is not known'),
  kind: z.enum(['new', 'back', 'moved', 'declared', 'group', 'unknown']).describe('new: to the health service. back: after an absence from the records. moved: found in another area, or in the service before. declared: as the record says. group: from or to another staff group here. unknown: nobody can say'),
  heads: z.number(), fte: z.number(),
})
export type End = z.infer<typeof End>

/** Who joined a group in an area from where, and who left it to where. */
export const ComingsAnswer = z.object({
  area: z.string(), areaName: z.string(), level: z.string(), group: z.string(), from: z.string(), to: z.string(),
  summary: z.string().describe('The answer in one sentence'),
  account: FlowAccount, came: z.array(End).describe('Most people first, unknown last; they add up to joiners and moves in'), went: z.array(End).describe('They add up to leavers and moves out'),
  reasons: z.array(z.object({ reason: z.string(), heads: z.number(), fte: z.number() })),
  provenance: Provenance,
})
export type ComingsAnswer = z.infer<typeof ComingsAnswer>

const Place = z.object({ code: z.string(), name: z.string(), gained: z.number().describe('People who came from another area'), lost: z.number().describe('People who went to another area'), net: z.number() })
const Move = z.object({ from: z.string(), fromName: z.string(), to: z.string(), toName: z.string(), heads: z.number(), fte: z.number() })

/** Who gains and who loses when people change area or sector. What one gains another loses: `net` adds up to nothing. */
export const SpillOverAnswer = z.object({
  area: z.string(), areaName: z.string(), group: z.string(), from: z.string(), to: z.string(),
  summary: z.string(),
  newToSystem: z.number().nullable().describe('Of those who came to the area: new to the health service or back in it; null where no record says'),
  moved: z.number().describe('Of those who came: from another area, or from elsewhere in the service'), unknown: z.number().describe('Of those who came: nobody can say from where'),
  areas: z.array(Place), moves: z.array(Move), sectors: z.array(Place), sectorMoves: z.array(Move),
  provenance: Provenance,
})
export type SpillOverAnswer = z.infer<typeof SpillOverAnswer>

export const ComingsRequest = z.object({
  area: z.string().optional().describe('Code or name; the nation when left out'), profession: z.string().optional().describe('Staff group or profession; all staff groups when left out'),
  from: z.iso.date().optional().describe('Opening month-end; twelve months before the last when left out'), to: z.iso.date().optional().describe('Closing month-end; the last held when left out'),
  map: z.iso.date().optional().describe('Map of areas as of this date; the closing date when left out'),
})
export type ComingsRequest = z.infer<typeof ComingsRequest>
