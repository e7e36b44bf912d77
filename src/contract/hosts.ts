import { z } from 'zod'

const Counted = z.object({
  employed: z.number().describe('FTE employed here'), elsewhere: z.number().describe('of these, FTE that works elsewhere'),
  here: z.number().describe('FTE of other employers that works here'), byHost: z.number().describe('employed − elsewhere + here'),
})

/** Staff counted by employer and by host; each record counts once either way. */
export const HostsAnswer = z.object({
  area: z.string(), asOf: z.string(), source: z.string(), map: z.string(), snapshot: z.string(),
  summary: z.string().describe('How the two counts agree, in a sentence'),
  rows: z.array(Counted.extend({ code: z.string(), name: z.string() })),
  total: Counted,
  leaving: z.number().describe('FTE employed in the area that works outside it'), entering: z.number().describe('FTE employed outside that works in the area'),
  twice: z.object({ people: z.number(), fte: z.number() }).describe('Recorded both by the employer as lent and by the host as its own: perhaps one post counted twice'),
})
export type HostsAnswer = z.infer<typeof HostsAnswer>

export const HostsRequest = z.object({
  area: z.string().optional().describe('Area or organisation; the nation when left out'),
  at: z.iso.date().optional().describe('Month-end; the latest when left out'),
  map: z.iso.date().optional().describe('Map of areas as of this date; as of the data when left out'),
})
export type HostsRequest = z.infer<typeof HostsRequest>
