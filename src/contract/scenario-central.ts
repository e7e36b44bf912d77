import { z } from 'zod'
import { PlanDocument } from './plan.ts'

/** The inputs of the central run of a scenario: the page walks it itself while a slider moves. How far levers are moved is of no account. */
export const CentralSceneRequest = z.object({
  document: PlanDocument.describe('A scenario file; what its levers change by is not looked at'), unit: z.enum(['fte', 'headcount']).default('fte').describe('What is counted'),
  overrides: z.boolean().default(true).describe('False switches manual changes off'),
})
export type CentralSceneRequest = z.infer<typeof CentralSceneRequest>

const Place = z.object({
  area: z.string(), areaName: z.string(), profession: z.string(), heads: z.number().describe('People in post at the opening'), leave: z.number().describe('Share who leave in a year'), join: z.number().describe('People who join in a year, as a share of those in post'), worked: z.number().describe('FTE for each person'),
})

export const CentralScene = z.object({
  area: z.string(), areaName: z.string(), profession: z.string(), opening: z.string(), years: z.number().int(), unit: z.enum(['fte', 'headcount']), snapshot: z.string(), repeat: z.string().describe('The command that gives the same with ranges'),
  places: z.array(Place).describe('Professions and areas of the run, the one projected first'),
  scene: z.record(z.string(), z.json()).describe('Everything the run is a function of, as src/scenario/scenario-ensemble.ts takes it; numbers to the last digit'),
  manual: z.array(z.object({ id: z.string(), lever: z.json() })).describe('Manual changes in force, as levers'),
})
export type CentralScene = z.infer<typeof CentralScene>
