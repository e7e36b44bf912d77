import { z } from 'zod'
import { ProjectionRequest } from './projection.ts'

const Band = z.object({
  ageFrom: z.number().int(), ageTo: z.number().int(), people: z.number(),
  near: z.number().describe('Of them, those who reach the retirement age within five years or have reached it'),
})

const Year = z.object({ year: z.number().int(), ahead: z.number().int().describe('Years after the opening date, 0 is the opening'), date: z.string(), people: z.number(), near: z.number(), meanAge: z.number().nullable(), bands: z.array(Band) })

/** Women and men of an age band, as recorded; people without a record of it stand in neither. */
const SexBand = z.object({ ageFrom: z.number().int(), women: z.number(), men: z.number(), other: z.number() })

export const PyramidAnswer = z.object({
  area: z.string(), areaName: z.string(), profession: z.string(), summary: z.string(), retirementAge: z.number(),
  years: z.array(Year).describe('With every rate at its middle value: the run of the account'),
  sexes: z.object({ date: z.string(), bands: z.array(SexBand) }).nullable().describe('Today by sex; null where records do not say'),
  notes: z.array(z.string()), snapshot: z.string(), repeat: z.string(),
})
export type PyramidAnswer = z.infer<typeof PyramidAnswer>

export const PyramidRequest = ProjectionRequest.pick({ area: true, map: true, profession: true, years: true, leaverChange: true, joinerChange: true, participationChange: true }).extend({
  retirementAge: z.coerce.number().int().min(50).max(75).default(60).describe('Age at which people are taken to be due to retire'),
})
export type PyramidRequest = z.infer<typeof PyramidRequest>
