import { z } from 'zod'
import { Problem } from './problem.ts'
import { Fan, ProjectionRequest } from './projection.ts'

/** Every staff group in every area of a level, projected in one run. */
export const EverywhereRequest = ProjectionRequest.omit({ area: true, profession: true }).extend({
  level: z.enum(['ics', 'region', 'sub-icb', 'organisation']).default('ics').describe('Areas the run is made for'),
  groups: z.enum(['profession', 'group']).default('profession').describe('Professions, or the staff groups they belong to'),
  levers: z.string().max(100_000).optional().describe('Levers, as JSON or in short: what names no profession or area acts in each of them, what counts people or posts has to name both'),
})
export type EverywhereRequest = z.infer<typeof EverywhereRequest>

const Gap = z.object({ supply: Fan, demand: Fan, gap: Fan })
const difference = Fan.optional().describe('Supply with levers less without, draw by draw; left out where there are none')
export const EverywhereYear = Gap.extend({ ahead: z.number().int(), date: z.string(), difference })
export type EverywhereYear = z.infer<typeof EverywhereYear>

export const EverywhereAnswer = z.object({
  summary: z.string(), level: z.string(), unit: z.string(), date: z.string().describe('Year end the areas are shown at'),
  manifest: z.object({ dataset: z.string(), model: z.string(), seed: z.number().int(), draws: z.number().int(), years: z.number().int(), unit: z.string(), level: z.string(), groups: z.string(), levers: z.string().optional().describe('Hash of the levers'), outputs: z.string().describe('Hash of all rows of all areas') }),
  areas: z.array(z.object({ code: z.string(), name: z.string() })),
  groups: z.array(z.object({
    group: z.string(), together: z.array(EverywhereYear).describe('All areas together, draw by draw'),
    areas: z.array(Gap.extend({ code: z.string(), today: z.number(), difference })).describe('Each area at the last year end'),
  })),
  total: z.array(EverywhereYear).describe('All groups and areas together, draw by draw'),
  without: z.array(z.object({ group: z.string(), code: z.string(), why: z.string() })).describe('Groups of an area that could not be projected'),
  notes: z.array(z.string()), provenance: z.object({ repeat: z.string().describe('The command that gives the same') }),
})
export type EverywhereAnswer = z.infer<typeof EverywhereAnswer>

/** A run under way, or over. */
export const EverywhereRun = z.object({
  id: z.string(), state: z.enum(['calibrating', 'projecting', 'done', 'cancelled', 'failed']),
  done: z.number().int(), of: z.number().int().describe('Steps: an area calibrated, or a group projected, each'), secondsLeft: z.number().nullable().describe('From how fast the steps went so far; null while nobody can know'),
  says: z.string(), request: EverywhereRequest, problem: Problem.nullable(), seconds: z.number().nullable().describe('How long it took; null until it is done'),
})
export type EverywhereRun = z.infer<typeof EverywhereRun>
