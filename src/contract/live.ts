import { z } from 'zod'

/** What may become new while a page is open: another kind is one more word here and one more sight in src/api/live/live-sights.ts. */
const LiveKind = z.enum(['data', 'agreed-plans'])

export const LiveState = z.object({
  kind: LiveKind,
  mark: z.string().nullable().describe('Another whenever there is something new to see for who asks; null where there is nothing'),
  at: z.string().nullable().describe('When that came about, ISO 8601, as far as who asks may know'),
})
export type LiveState = z.infer<typeof LiveState>

/** What stands now. A page that was made from other marks shows what was before. */
export const Live = z.object({ news: z.array(LiveState).describe('One of each kind') })
export type Live = z.infer<typeof Live>
