import { z } from 'zod'

const ModelVersion = z.object({
  model: z.string().describe('As manifests name it'), since: z.iso.date(), until: z.iso.date().nullable().describe('Day another took its place; null for the one in use'), changed: z.string(), moved: z.string().describe('Which published or demonstrated numbers moved'), backTest: z.string(), limits: z.string(), review: z.iso.date().describe('Sunset: what was signed off with it is agreed anew by then'),
})
export const ModelRegister = z.object({ summary: z.string(), versions: z.array(ModelVersion).describe('The one in use first'), kept: z.array(z.object({ model: z.string(), source: z.string(), at: z.string(), snapshot: z.string() })).describe('Back-tests that are kept here, newest first') })
export type ModelRegister = z.infer<typeof ModelRegister>
