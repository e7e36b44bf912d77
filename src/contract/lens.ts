import { z } from 'zod'
import { Provenance, QueryRequest, ValueStatus } from './query.ts'

/** One way of counting, with the figure it gives here. Null value: not available, and `why` says why. */
const LensDefinition = z.object({
  id: z.string(), name: z.string(), says: z.string().describe('What it counts, in one sentence'), unit: z.string(),
  measure: z.string(), basis: z.enum(['employer', 'host']).nullable(), source: z.string().nullable().describe('Named where the same measure is held from several sources'),
  value: z.number().nullable(), status: ValueStatus, asOf: z.string().nullable(), why: z.string().nullable(),
  repeat: z.string().describe('Command that gives this figure'),
})
export type LensDefinition = z.infer<typeof LensDefinition>

/** A question for one figure, of which the other ways of counting are asked. */
export const LensRequest = QueryRequest.omit({ by: true, from: true, to: true })
export type LensRequest = z.infer<typeof LensRequest>

export const LensAnswer = z.object({
  family: z.enum(['staff', 'vacancy', 'leaving']), name: z.string(),
  current: z.string().describe('Id of the definition that was asked'),
  definitions: z.array(LensDefinition),
})
export type LensAnswer = z.infer<typeof LensAnswer>

export const LensBridgeRequest = LensRequest.omit({ measure: true, basis: true }).extend({
  from: z.string().describe('Id of the definition to start at, as in /api/lens'),
  to: z.string().describe('Id of the definition to arrive at'),
})
export type LensBridgeRequest = z.infer<typeof LensBridgeRequest>

/** From one way of counting to another: levels stand for themselves, steps lie between. The steps after a level add up to the next level exactly. */
export const LensBridge = z.object({
  summary: z.string(), from: LensDefinition, to: LensDefinition, asOf: z.string(),
  difference: z.number().nullable().describe('`to` less `from`; null where one of them is not available'),
  items: z.array(z.object({ kind: z.enum(['level', 'step']), says: z.string(), size: z.number(), unit: z.string() })).describe('Empty when there is no bridge; `why` says why'),
  why: z.string().nullable(),
  provenance: Provenance.nullable(), repeat: z.string().describe('Command that gives this bridge'),
})
export type LensBridge = z.infer<typeof LensBridge>
/** A level of a bridge, or a step to the next one. */
export type LensItem = LensBridge['items'][number]
