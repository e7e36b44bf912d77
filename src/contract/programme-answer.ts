import { z } from 'zod'
import { Fan } from './projection.ts'
import { Provenance, ValueStatus } from './query.ts'

/** A figure with where it comes from: the question that gives the same number, or why there is none. */
const Figure = z.object({
  value: z.number().nullable(), status: ValueStatus, unit: z.string(), why: z.string().nullable().describe('Why it is not available, when it is not'),
  command: z.string().nullable().describe('The command that answers the same number; null where the figure is worked out from several'), reckoned: z.string().nullable().describe('How it is worked out, where it is'),
  asOf: z.string().nullable().describe('Day of the staff it counts; null where it counts none, or staff of several days'),
})
export type ProgrammeFigure = z.infer<typeof Figure>

const RoleAnswer = z.object({
  id: z.string(), name: z.string(), settings: z.array(z.string()), staff: Figure.describe('All staff of the role in the area, whatever part of their time the programme has'),
  recognised: z.array(z.object({ says: z.string(), figure: Figure })), time: z.array(z.object({ stage: z.string(), share: z.number(), fte: z.number().nullable() })).describe('Empty where the split of time holds for no real place'),
  where: z.record(z.string(), z.string()).nullable().describe('Filters of a query that single the staff of the role out; null where one question does not'),
  timeWhy: z.string().nullable(), outside: z.number().nullable().describe('Share of time outside the programme'), source: z.string(), grade: z.string(),
})
export type ProgrammeRoleAnswer = z.infer<typeof RoleAnswer>

const StandardAnswer = z.object({
  stage: z.string(), role: z.string(), roleName: z.string(), says: z.string(), source: z.string(), grade: z.string(),
  base: Figure, required: z.number().nullable(), inPost: z.number().nullable(), gap: z.number().nullable().describe('FTE required less FTE in post; above 0 is a shortage'), why: z.string().nullable(),
})
export type ProgrammeStandardAnswer = z.infer<typeof StandardAnswer>

const StageAnswer = z.object({
  id: z.string(), name: z.string(), says: z.string(), workforce: Figure, seen: z.number().int().describe('Roles of the stage that can be counted'), roles: z.number().int(), unseen: z.array(z.string()).describe('Names of the roles that cannot'),
  need: z.object({ name: z.string(), figure: Figure, before: z.object({ year: z.string(), value: z.number() }).nullable() }).nullable(), gap: Figure,
})
export type ProgrammeStageAnswer = z.infer<typeof StageAnswer>

const Compared = z.object({
  code: z.string(), name: z.string(), here: z.boolean(), fte: Figure, base: Figure, rate: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable(),
  differs: z.enum(['above', 'below', 'not-clearly']).nullable().describe('From all together, at 80 %'), gap: z.number().nullable(), gapWhy: z.string().nullable(),
})
export type ProgrammeCompared = z.infer<typeof Compared>

const Comparison = z.object({
  words: z.object({ one: z.string(), many: z.string() }), roles: z.string(), baseName: z.string(), per: z.number(), rows: z.array(Compared).describe('Highest rate first; those without one last'), all: z.number().nullable().describe('The rate of the whole around them'),
  largest: z.string().nullable().describe('Code of the area with the largest gap to the standard stated'), notes: z.array(z.string()), why: z.string().nullable(),
})
export type ProgrammeComparison = z.infer<typeof Comparison>

const Trend = z.object({ register: z.string(), name: z.string(), indicator: z.string().nullable(), points: z.array(z.object({ date: z.string(), value: z.number().nullable(), status: ValueStatus })), areas: z.number().int().describe('0: published for the area itself; else so many areas, of which the middle one is shown'), why: z.string().nullable(), command: z.string() })
export type ProgrammeTrend = z.infer<typeof Trend>

const Pipeline = z.object({ profession: z.string(), starts: z.array(z.object({ intake: z.string(), value: z.number().nullable(), status: ValueStatus })), completed: z.array(z.object({ intake: z.string(), value: z.number().nullable(), status: ValueStatus })).describe('Per cent of the intake; cohorts in training are left out'), registered: z.array(z.object({ intake: z.string(), value: z.number().nullable(), status: ValueStatus })).describe('Per cent of the intake registered with the regulator; empty where nothing is held'), firstPosts: z.array(z.object({ intake: z.string(), value: z.number().nullable(), status: ValueStatus })).describe('Per cent of the intake known to be in a first post; empty where nothing is held'), why: z.string().nullable(), commands: z.array(z.string()) })
export type ProgrammePipeline = z.infer<typeof Pipeline>

export const sightColumns = ['hospital', 'general practice', 'register', 'independent', 'vacancies', 'learners'] as const
const Sight = z.object({ role: z.string(), name: z.string(), cells: z.array(z.object({ column: z.enum(sightColumns), state: z.enum(['seen', 'part', 'not-available', 'not-applicable']), why: z.string() })) })
export type ProgrammeSight = z.infer<typeof Sight>

const Stated = z.object({ what: z.string(), says: z.string(), source: z.string(), grade: z.string(), used: z.boolean() })

/** What a programme looks like in an area: everything but the years ahead. */
export const ProgrammeAnswer = z.object({
  id: z.string(), name: z.string(), revision: z.number().int(), about: z.string(), area: z.string(), areaName: z.string(), path: z.array(z.object({ code: z.string(), name: z.string(), level: z.string() })), asOf: z.string().nullable(), snapshot: z.string(),
  summary: z.string(), opening: z.object({ today: z.string(), besides: z.string() }).describe('The summary in two parts: what stands between them is told of the years ahead'), stages: z.array(StageAnswer), roles: z.array(RoleAnswer), standards: z.array(StandardAnswer), comparison: Comparison.nullable(), trends: z.array(Trend), pipeline: z.array(Pipeline), sight: z.array(Sight),
  targets: z.array(z.object({ name: z.string(), says: z.string(), by: z.string().nullable(), source: z.string(), grade: z.string() })), judgements: z.array(Stated), notes: z.array(z.string()), provenance: z.array(Provenance),
})
export type ProgrammeAnswer = z.infer<typeof ProgrammeAnswer>

const GapOf = z.object({ stage: z.string(), name: z.string(), gap: Fan.nullable(), now: z.number().nullable(), why: z.string().nullable(), rests: z.array(z.string()).describe('Roles whose gap it is') })
export type ProgrammeGapOf = z.infer<typeof GapOf>

/** Gaps of a programme in a year ahead, from the product’s own projection. */
export const ProgrammeGaps = z.object({
  id: z.string(), area: z.string(), areaName: z.string(), year: z.number().int().nullable(), summary: z.string(), sentence: z.string().nullable().describe('The gap ahead in one sentence; null where none can be projected'), stages: z.array(GapOf), whole: Fan.nullable(), notes: z.array(z.string()),
  runs: z.array(z.object({ stage: z.string(), role: z.string(), roleName: z.string(), profession: z.string(), share: z.number(), gap: Fan.nullable(), why: z.string().nullable(), says: z.string(), repeat: z.string().nullable(), demand: z.string().nullable().describe('The demand file of the run, as JSON') })),
})
export type ProgrammeGaps = z.infer<typeof ProgrammeGaps>

const asked = {
  id: z.string().max(80).default('cardiovascular').describe('A shipped programme, or own-… of one that was saved'),
  programme: z.string().max(100_000).optional().describe('A programme as YAML or JSON, in place of one that is held: nothing of it is kept'),
  area: z.string().optional().describe('Code or name; the nation when left out'),
}
export const ProgrammeRequest = z.object(asked)
export type ProgrammeRequest = z.infer<typeof ProgrammeRequest>
export const ProgrammeGapsRequest = z.object({ ...asked, years: z.coerce.number().int().min(1).max(30).default(5).describe('Years ahead') })
export type ProgrammeGapsRequest = z.infer<typeof ProgrammeGapsRequest>
